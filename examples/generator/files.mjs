// @ts-check
/** The files, by name. */
import { foundAccounts } from './accounts.mjs';
import { recordActivities } from './activities.mjs';
import { teams, territories } from './company.mjs';
import { csv } from './csv.mjs';
import { inheritCustomers, serveCustomers } from './customers.mjs';
import { dayText } from './days.mjs';
import { keepKnown } from './deals.mjs';
import { detailActivities, detailDeals, detailLeads, detailOrders } from './details.mjs';
import { rates } from './exchange-rates.mjs';
import { bookExpenses } from './expenses.mjs';
import { spoil } from './flaws.mjs';
import { callQuarters } from './forecasts.mjs';
import { drawLeads } from './leads.mjs';
import { sellNewBusiness } from './new-business.mjs';
import { takeOrders } from './orders.mjs';
import { creditDeals, creditRow, payCommissions } from './pay.mjs';
import { setQuotas } from './quotas.mjs';
import { reps } from './reps.mjs';
import { accountRow, leadRow, opportunityRow, repRow, stageChangeRows, subscriptionRow } from './rows.mjs';
import { askCustomers } from './surveys.mjs';
import { trainReps } from './trainings.mjs';

/** @returns {Record<string, string>} file name to content */
export function generate() {
  const accounts = foundAccounts();
  const leads = drawLeads();
  const inherited = inheritCustomers(accounts);
  const newDeals = sellNewBusiness(accounts, leads);
  const book = serveCustomers(accounts, inherited, newDeals);
  const deals = keepKnown([...newDeals, ...book.deals]);
  const known = new Set(deals);
  const contracts = detailDeals(deals);
  const leadDetails = detailLeads(leads);
  const credits = creditDeals(deals);
  const quotas = setQuotas();
  const tables = {
    opportunities: deals.map((deal) => ({ ...opportunityRow(deal), ...contracts.get(deal) })),
    stageChanges: deals.flatMap(stageChangeRows),
    activities: detailActivities(recordActivities(leads, deals), leads),
  };
  spoil(tables);
  return {
    'teams.csv': csv(
      'id name',
      Object.entries(teams).map(([id, { name }]) => ({ id, name })),
    ),
    'territories.csv': csv('id name region', territories),
    'reps.csv': csv(
      'id name teamId territoryId managerId role startedOn leftOn leftVoluntarily rampMonths onTargetEarnings targetVariablePay currency attributes.office',
      reps.map(repRow),
    ),
    'accounts.csv': csv(
      'id name parentId ownerId territoryId segment industry createdOn potential attributes.employees',
      accounts.map(accountRow),
    ),
    'leads.csv': csv(
      'id ownerId accountId opportunityId createdOn assignedOn mqlOn salesAcceptedOn sqlOn convertedOn customerOn disqualifiedOn requalifiedOn source campaign direction duplicateOfId',
      leads.map((lead) => ({ ...leadRow(lead, known), ...leadDetails.get(lead) })),
    ),
    'opportunities.csv': csv(
      'id name accountId ownerId leadId createdOn qualifiedOn closedOn expectedCloseOn status stage amount recurringAmount listAmount currency probability type source product quantity competitor lostReason forecastCategory firstContactOn signedOn firstYearAmount oneTimeAmount termMonths contractStartsOn contractEndsOn renewalDueOn renewalBaseAmount repProbability',
      tables.opportunities,
    ),
    'stage-changes.csv': csv(
      'opportunityId changedOn stage amount currency probability expectedCloseOn ownerId forecastCategory',
      tables.stageChanges,
    ),
    'activities.csv': csv(
      'id kind direction outcome ownerId bookedById leadId accountId opportunityId contactId createdOn occurredOn dueOn completedOn automatic followUp first recordedBy rescheduledFromId qualified decisionMaker minutes sentiment inCrm',
      tables.activities,
    ),
    'quotas.csv': csv('id ownerId teamId startsOn endsOn amount fullAmount currency measure', quotas),
    'expenses.csv': csv('id spentOn amount currency category kind ownerId teamId channel', bookExpenses(deals)),
    'orders.csv': csv(
      'id accountId ownerId opportunityId orderedOn recognisedOn invoicedOn collectedOn amount cost currency product type',
      detailOrders(takeOrders(book.movements, deals)),
    ),
    'subscriptions.csv': csv(
      'id accountId ownerId effectiveOn kind amount currency product type',
      book.movements.map(subscriptionRow),
    ),
    'surveys.csv': csv('id accountId ownerId answeredOn kind score scale', askCustomers(book.movements, deals)),
    'trainings.csv': csv('id repId module assignedOn dueOn completedOn applied cost currency', trainReps()),
    'forecasts.csv': csv(
      'id ownerId teamId submittedOn startsOn endsOn category amount currency',
      callQuarters(deals, quotas),
    ),
    'credits.csv': csv('id opportunityId ownerId creditedOn amount currency kind measure', credits.map(creditRow)),
    'commissions.csv': csv(
      'id ownerId opportunityId earnedOn kind amount correctAmount creditedAmount paidAmount paidOn currency statementId disputed',
      payCommissions(credits),
    ),
    'exchange-rates.csv': csv(
      'from to on rate',
      rates.map(({ from, on, rate }) => ({ from, to: 'USD', on: dayText(on), rate: (rate / 10_000).toFixed(4) })),
    ),
  };
}
