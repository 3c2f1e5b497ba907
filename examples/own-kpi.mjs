// @ts-check
/** A KPI of your own, over a field of your own: the discount given on won deals, by sales channel. */
import { defineKpi, divide, explain, fallsIn, is, minus, records, salesData, sum, tabulate, year } from 'sales-metrics';
import { figure, percent } from './figures.mjs';

const won = records('opportunities', fallsIn('closedOn'), is('status', 'won'));

const discountRate = defineKpi({
  id: 'discount-rate',
  name: 'Discount rate',
  question: 'What share of the list price did we give away?',
  category: 'efficiency',
  indicator: 'lagging',
  cadence: 'monthly',
  unit: 'ratio',
  better: 'lower',
  formula: minus(1, divide(sum('net', won, 'amount'), sum('list', won, 'listAmount'), 'base-not-positive')),
  counts: 'Won opportunities, by the date they closed.',
  undefinedWhen: 'Nothing with a list price was won.',
  examples: [{ given: { net: 90, list: 100 }, expected: '0.1' }],
  sources: [],
});

/** @type {['won' | 'lost', number, number, string][]} */
const deals = [
  ['won', 9200, 10_000, 'direct'],
  ['won', 12_000, 12_000, 'direct'],
  ['won', 6800, 8500, 'reseller'],
  ['lost', 7000, 14_000, 'reseller'],
  ['lost', 5000, 5000, 'online'],
];
const opportunities = deals.map(([status, amount, listAmount, channel], index) => {
  const dates = { createdOn: '2026-06-01', closedOn: '2026-08-14' };
  // Attributes hold whatever your records carry beside the known fields; they filter and group like any dimension.
  return { id: `d${index + 1}`, ...dates, status, amount, listAmount, attributes: { channel } };
});
const data = salesData({ currency: 'EUR', timeZone: 'Europe/Berlin', opportunities });

const period = year(2026);
const { rows, totals } = tabulate([discountRate], data, {
  periods: [period],
  by: ['attributes.channel'],
  groups: 'all',
});
for (const { group, values } of [...rows, ...totals]) {
  const { value, reason, parts } = values['discount-rate'];
  const channel = Object.values(group)[0] ?? 'together';
  const shown = value === null ? `– ${reason}` : `${figure(value, percent)} %`;
  console.log(`${channel.padEnd(10)} ${shown.padEnd(22)} net ${parts.net}, list ${parts.list}`);
}

// It explains itself like every KPI of the dictionary.
const { formula, counted } = explain(discountRate, data, { period, where: { 'attributes.channel': 'reseller' } });
console.log(`\n${formula}, by resellers:`);
for (const { part, id, contribution } of counted) console.log(`  ${part.padEnd(4)} ${id} ${contribution}`);
