// @ts-check
/** What was noted beside: each part in a stream of its own, so that the rest stays as it was drawn before. */
import { booksCloseOn } from './books.mjs';
import { addYears, day, dayText, optionalDay } from './days.mjs';
import { at } from './lookup.mjs';
import { randomStream } from './random.mjs';
import { stageProbabilities } from './stages.mjs';

/** @import { Row } from './csv.mjs' */
/** @import { Deal } from './deals.mjs' */
/** @import { Lead } from './leads.mjs' */
/** @import { Random } from './random.mjs' */

/** The contract behind each deal: a year from the day it was won, or from the day the old one ran out. @param {Deal[]} deals @returns {Map<Deal, Row>} */
export function detailDeals(deals) {
  const random = randomStream('contracts');
  return new Map(deals.map((deal) => [deal, { ...contractOf(random, deal), repProbability: judgement(random, deal) }]));
}

/** @param {Random} random @param {Deal} deal @returns {Row} */
function contractOf(random, { seed, status, endsOn, states, recurring }) {
  const renewal = { renewalDueOn: optionalDay(seed.renewsOn), renewalBaseAmount: seed.renewalBase };
  const signedOn = Math.max(seed.createdOn, endsOn - random.whole(0, 3));
  if (status !== 'won') return renewal;
  const { amount } = at(states, states.length - 1);
  // An expansion runs with the contract that it expands, and has no term of its own.
  const startsOn = seed.type === 'expansion' ? undefined : (seed.renewsOn ?? endsOn);
  return {
    signedOn: dayText(signedOn),
    firstYearAmount: amount,
    oneTimeAmount: amount - Math.min(recurring, amount),
    termMonths: startsOn === undefined ? undefined : 12,
    contractStartsOn: optionalDay(startsOn),
    contractEndsOn: startsOn === undefined ? undefined : dayText(addYears(startsOn, 1)),
    ...renewal,
  };
}

/** Sellers know more than the stage says, and hope more, too. @param {Random} random @param {Deal} deal */
function judgement(random, deal) {
  const stage = at(stageProbabilities, Math.min(deal.lastStage, 3));
  const hint = deal.ending === 'won' ? 0.14 : -0.08;
  const guess = Math.round((stage + hint + 0.05 + random.normal() * 0.13) * 20) / 20;
  return Math.max(0.05, Math.min(0.95, guess));
}

/** Who wrote first, who wrote twice, and who came back. @param {Lead[]} leads @returns {Map<Lead, Row>} */
export function detailLeads(leads) {
  const random = randomStream('lead-details');
  return new Map(
    leads.map((lead, index) => {
      const isRepeated = lead.mqlOn === undefined && index > 200 && random.chance(0.022);
      const original = at(leads, Math.max(0, index - random.whole(5, 200)));
      const comesBackOn = lead.disqualifiedOn === undefined ? undefined : lead.disqualifiedOn + random.whole(60, 220);
      const comesBack = random.chance(0.05) && !isRepeated && comesBackOn !== undefined && comesBackOn <= booksCloseOn;
      return [
        lead,
        {
          requalifiedOn: comesBack ? optionalDay(comesBackOn) : undefined,
          direction: lead.source === 'referral' ? undefined : lead.source === 'events' ? 'outbound' : 'inbound',
          duplicateOfId: isRepeated ? original.id : undefined,
        },
      ];
    }),
  );
}

/** How long activities took, with whom, and what the mail, calendar and phone systems saw of them. @param {Row[]} activities @param {Lead[]} leads @returns {Row[]} */
export function detailActivities(activities, leads) {
  const random = randomStream('activity-details');
  const converted = new Set(leads.filter((lead) => lead.convertsOn !== undefined).map((lead) => lead.id));
  return activities.map((row) => {
    const isHeld = row['outcome'] === 'held';
    const isTalk = isHeld || row['outcome'] === 'conversation';
    const isSeen = row['recordedBy'] === 'system' && row['automatic'] !== true;
    const isDeal = row['opportunityId'] !== undefined;
    const person = random.whole(1, 4);
    const senior = random.chance(person === 1 ? 0.7 : 0.2);
    const sentiment = random.choose({ positive: 0.38, neutral: 0.46, negative: 0.16 });
    const isCaptured = random.chance(0.93);
    return {
      ...row,
      contactId: isDeal && row['kind'] !== 'task' ? `${row['accountId']}-p${person}` : undefined,
      minutes: minutesOf(random, row),
      qualified: isHeld && row['first'] === true ? converted.has(String(row['leadId'])) : undefined,
      decisionMaker: isHeld && isDeal ? senior : undefined,
      sentiment: isTalk && isDeal ? sentiment : undefined,
      inCrm: isSeen ? isCaptured : undefined,
    };
  });
}

/** @param {Random} random @param {Row} row */
function minutesOf(random, row) {
  if (row['outcome'] === 'held') return random.pick([25, 30, 30, 45, 45, 60]);
  if (row['kind'] !== 'call') return undefined;
  if (row['outcome'] === 'conversation') return Math.max(2, Math.round(random.lognormal(9, 0.6)));
  return row['outcome'] === 'connected' ? random.whole(1, 4) : undefined;
}

/** Invoices follow the order, money follows the invoice. @param {Row[]} orders @returns {Row[]} */
export function detailOrders(orders) {
  const random = randomStream('invoices');
  return orders.map((row) => {
    const invoiced = day(String(row['orderedOn'])) + random.whole(0, 9);
    const collected = invoiced + Math.round(random.lognormal(36, 0.38));
    return {
      ...row,
      invoicedOn: invoiced <= booksCloseOn ? dayText(invoiced) : undefined,
      collectedOn: collected <= booksCloseOn ? dayText(collected) : undefined,
    };
  });
}
