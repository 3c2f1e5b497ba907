// @ts-check
/** Records as rows of the files. */
import { money } from './amounts.mjs';
import { dayText, instantText, optionalDay } from './days.mjs';
import { at, entry } from './lookup.mjs';
import { payPlan } from './pay.mjs';
import { dismissed } from './people.mjs';
import { reps } from './reps.mjs';
import { forecastCategories, stages } from './stages.mjs';

/** @import { Account } from './accounts.mjs' */
/** @import { Row } from './csv.mjs' */
/** @import { Deal } from './deals.mjs' */
/** @import { Lead } from './leads.mjs' */
/** @import { Movement } from './movements.mjs' */
/** @import { Rep } from './reps.mjs' */

/** @param {Deal} deal @returns {Row} */
export function opportunityRow(deal) {
  const { seed } = deal;
  const last = at(deal.states, deal.states.length - 1);
  const title = { 'new-business': seed.product, expansion: `more ${seed.product}`, renewal: 'renewal' };
  return {
    id: deal.id,
    name: `${seed.account.name} - ${entry(title, seed.type)}`,
    accountId: seed.account.id,
    ownerId: last.ownerId,
    leadId: seed.leadId,
    createdOn: dayText(seed.createdOn),
    qualifiedOn: optionalDay(deal.qualifiedOn),
    closedOn: optionalDay(deal.closedOn),
    expectedCloseOn: dayText(last.expectedCloseOn),
    status: deal.status,
    stage: last.stage,
    amount: last.amount,
    recurringAmount: Math.min(deal.recurring, last.amount),
    listAmount: Math.max(deal.listAmount, last.amount),
    currency: seed.account.currency,
    probability: deal.status === 'won' ? 1 : deal.status === 'open' ? last.probability : 0,
    type: seed.type,
    source: seed.source,
    product: seed.product,
    quantity: seed.seats,
    competitor: deal.competitor,
    lostReason: deal.status === 'open' ? undefined : deal.lostReason,
    forecastCategory:
      deal.status === 'lost' || deal.status === 'no-decision'
        ? 'omitted'
        : at(forecastCategories, stages.indexOf(last.stage)),
    firstContactOn: optionalDay(seed.firstContactOn),
  };
}

/** @param {Deal} deal @returns {Row[]} */
export function stageChangeRows(deal) {
  return deal.states.map((state) => ({
    opportunityId: deal.id,
    changedOn: dayText(state.on),
    stage: state.stage,
    amount: state.amount,
    currency: deal.seed.account.currency,
    probability: state.probability,
    expectedCloseOn: dayText(state.expectedCloseOn),
    ownerId: state.ownerId,
    forecastCategory: at(forecastCategories, stages.indexOf(state.stage)),
  }));
}

/** @param {Lead} lead @param {Set<Deal>} known @returns {Row} */
export function leadRow(lead, known) {
  const deal = lead.deal !== undefined && known.has(lead.deal) ? lead.deal : undefined;
  return {
    id: lead.id,
    ownerId: lead.sdr.id,
    accountId: lead.account?.id,
    opportunityId: deal?.id,
    createdOn: instantText(lead.createdOn),
    assignedOn: instantText(lead.assignedOn),
    mqlOn: optionalDay(lead.mqlOn),
    salesAcceptedOn: optionalDay(lead.salesAcceptedOn),
    sqlOn: optionalDay(lead.sqlOn),
    convertedOn: optionalDay(lead.convertsOn),
    customerOn: lead.deal?.status === 'won' ? optionalDay(lead.deal.closedOn) : undefined,
    disqualifiedOn: optionalDay(lead.disqualifiedOn),
    source: lead.source,
    campaign: lead.campaign,
  };
}

/** @param {Account} account @returns {Row} */
export function accountRow(account) {
  return {
    id: account.id,
    name: account.name,
    parentId: account.parentId,
    ownerId: account.ownerId,
    territoryId: account.territory,
    segment: account.segment,
    industry: account.industry,
    createdOn: dayText(account.createdOn),
    // Seats for every seventh of the staff.
    potential: Math.round(account.employees / 7),
    'attributes.employees': account.employees,
  };
}

/** @param {Rep} rep @returns {Row} */
export function repRow(rep) {
  const manager = reps.find((candidate) => candidate.role === 'manager' && candidate.team === rep.team);
  return {
    id: rep.id,
    name: rep.name,
    teamId: rep.team,
    territoryId: rep.territory,
    managerId: manager === undefined || manager.id === rep.id ? undefined : manager.id,
    role: rep.role,
    startedOn: dayText(rep.startedOn),
    leftOn: optionalDay(rep.leftOn),
    leftVoluntarily: rep.leftOn === undefined ? undefined : !dismissed.includes(rep.name),
    rampMonths: rep.role === 'account-executive' ? (rep.team.endsWith('enterprise') ? 9 : 6) : undefined,
    ...payPlan(rep),
    currency: 'USD',
    'attributes.office': rep.office,
  };
}

/** @param {Movement} movement @param {number} index @returns {Row} */
export function subscriptionRow(movement, index) {
  return {
    id: `s${String(index + 1).padStart(4, '0')}`,
    accountId: movement.accountId,
    ownerId: movement.ownerId,
    effectiveOn: dayText(movement.on),
    kind: movement.kind,
    amount: money(movement.cents),
    currency: 'USD',
    product: movement.product,
    type: movement.type,
  };
}
