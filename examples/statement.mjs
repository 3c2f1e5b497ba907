// @ts-check
/** A commission statement as text: what was earned line by line, and the way from there to what is paid. */
import { cents, dollars, figure } from './figures.mjs';
import { table } from './table.mjs';

/** @import { Decimal, SettlementStep, Statement, StatementLine } from 'sales-metrics' */

/** @type {Record<SettlementStep['kind'], string>} */
const stepNames = {
  released: 'Released',
  adjustment: 'Adjustment',
  'carried-in': 'Carried from before',
  overpaid: 'Below 0: overpaid',
  'overpayment-recovery': 'Overpayment paid back',
  'draw-recovery': 'Paid back',
  forgiven: 'Forgiven',
  guarantee: 'Guarantee',
  draw: 'Draw',
  lost: 'Above the maximum',
  'carried-out': 'Carried to the next month',
};

/**
 * @param {Statement} statement
 * @param {(event: string) => string} nameOf a deal's name by the id of its event
 */
export function statementText(statement, nameOf) {
  const { lines, earned, steps, paid, opening, closing, next } = statement;
  const earnings = table(
    'Earned',
    [
      { heading: 'Bookings', note: '$' },
      { heading: 'Quarter so far', note: '$' },
      { heading: 'Commission', note: '$' },
    ],
    lines.map((line) => ({
      name: `${line.on}  ${lineName(line, nameOf)}`,
      cells: [cell(line.credited, dollars), cell(line.total, dollars), cell(line.amount, cents)],
    })),
    [{ name: 'Earned', cells: [cell(null, cents), cell(null, cents), cell(earned, cents)] }],
  );
  const payment = table(
    'From there to what is paid',
    [{ heading: 'Amount', note: '$' }],
    steps.map(({ kind, id, amount }) => ({
      name: `${stepNames[kind]}${id === null ? '' : ` (${id})`}`,
      cells: [cell(amount, cents)],
    })),
    [{ name: 'Paid', cells: [cell(paid, cents)] }],
  );
  const owed = Object.entries({ ...opening.owed, ...closing.owed }).map(
    ([id]) => `Owed for the ${id}: $ ${money(opening.owed[id])} before, $ ${money(closing.owed[id])} now.`,
  );
  const distances = next.map(({ away }) => `$ ${figure(away, cents)} of bookings more would reach the next tier.`);
  return [earnings, '', payment, ...owed, ...distances].join('\n');
}

/** @param {StatementLine} line @param {(event: string) => string} nameOf */
function lineName({ kind, event }, nameOf) {
  const name = event === null ? '' : nameOf(event);
  return name === '' ? `${kind} ${event ?? ''}`.trim() : name;
}

/** @param {Decimal | null} value @param {import('./figures.mjs').Display} display */
function cell(value, display) {
  return { value: value === null ? '' : figure(value, display) };
}

/** @param {Decimal | undefined} value */
function money(value) {
  return value === undefined ? '0.00' : figure(value, cents);
}
