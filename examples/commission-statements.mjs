// @ts-check
/**
 * Commissions of the commercial teams for the fiscal year so far, from the same records as the review: two statements, and one
 * line explained to the cent.
 *
 *   npm start
 */
import { readFileSync } from 'node:fs';
import { calculateCommissions, commissionPlan, explainLine, salesData, salesEvents, salesQuotas } from 'sales-metrics';
import { cents, figure, separated } from './figures.mjs';
import { readExampleData } from './read-data.mjs';
import { statementText } from './statement.mjs';
import { banner, paragraph } from './table.mjs';

const rows = readExampleData();
const data = salesData(rows);
const plan = commissionPlan(
  JSON.parse(readFileSync(new URL('plans/commercial-executive.json', import.meta.url), 'utf8')),
);
const yearStart = String(plan.from);
const through = '2026-10-31';

const executives = rows.reps.filter(
  ({ role, teamId, leftOn }) =>
    role === 'account-executive' && String(teamId).endsWith('commercial') && String(leftOn ?? through) > yearStart,
);
const assignments = executives.map(({ id, startedOn, leftOn }) => ({
  payee: String(id),
  plan: plan.id,
  from: String(startedOn) > yearStart ? String(startedOn) : yearStart,
  ...(leftOn === undefined ? {} : { to: String(leftOn) }),
}));
const payees = new Set(assignments.map(({ payee }) => payee));

// Deals that customers did not pay for were taken back; the books say when.
const clawbacks = rows.commissions.flatMap(({ id, kind, earnedOn, opportunityId }) =>
  kind === 'clawback'
    ? [{ id: String(id), kind: 'clawback', on: String(earnedOn), reverses: String(opportunityId) }]
    : [],
);
const deals = salesEvents(data, { from: 'opportunities' }).filter(({ on }) => on >= yearStart);
const known = new Set(deals.map(({ id }) => id));
const { statements } = calculateCommissions({
  plans: [plan],
  assignments,
  events: [...deals, ...clawbacks.filter(({ reverses }) => known.has(reverses))],
  quotas: salesQuotas(data, { measure: 'bookings' }).filter(({ payee = '' }) => payees.has(payee)),
  through,
});

const nameOf = new Map(rows.reps.map(({ id, name }) => [String(id), String(name)]));
const dealName = new Map(rows.opportunities.map(({ id, name }) => [String(id), String(name)]));
for (const { id, reverses } of clawbacks) dealName.set(id, `taken back: ${dealName.get(reverses)}`);
const paid = statements.map((statement) => statement.paid).reduce((sum, one) => sum.plus(one));

console.log(`\n${banner('COMMISSIONS', `${plan.name}, through ${through}`)}`);
console.log(
  paragraph(
    '',
    `${separated(String(statements.length))} monthly statements of ${executives.length} people, $ ${figure(paid, cents)} paid. 5% of bookings up to the quota of the quarter, 8% above it, 10% above 150%. Nobody gets less than $ 2,500 a month; what that adds is owed, and half of later pay above it goes to paying it back.`,
  ),
);

/** @param {string} payee @param {string} start of the month */
function statementOf(payee, start) {
  const found = statements.find((statement) => statement.payee === payee && statement.period.start === start);
  if (found === undefined) throw new Error(`no statement of ${payee} from ${start}`);
  return found;
}

const crossing = statementOf('r15', '2026-04-01');
for (const statement of [crossing, statementOf('r25', '2026-10-01')]) {
  const { payee, period } = statement;
  console.log(`\n${banner('STATEMENT', `${nameOf.get(payee)}, ${period.label}, from ${period.start}`)}`);
  console.log(statementText(statement, (event) => dealName.get(event) ?? ''));
}

const line = crossing.lines.find(({ amount, credited }) => credited?.times('0.05').equals(amount) === false);
if (line === undefined) throw new Error('no deal crosses the quota');
console.log(`\n${banner('WHY', `$ ${figure(line.amount, cents)} for ${dealName.get(line.event ?? '')}`)}`);
console.log(explainLine(line).text);
