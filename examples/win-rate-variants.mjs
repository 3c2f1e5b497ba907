// @ts-check
/** "What is our win rate?" has as many answers as definitions. The same quarter through each of them. */
import { calculate, fiscalCalendar, quarter, salesData, winRate } from 'sales-metrics';
import { figure, percent } from './figures.mjs';
import { readExampleData } from './read-data.mjs';
import { paragraph } from './table.mjs';

const data = salesData(readExampleData());
const period = quarter(2027, 3, fiscalCalendar({ startMonth: 2, namedBy: 'end' }));

/** @typedef {import('sales-metrics').Calculable} Calculable */

/** @param {Calculable} definition @param {string} differs */
function line(definition, differs) {
  const { value, reason } = calculate(definition, data, { period, asOf: '2026-10-31' });
  const shown = value === null ? `– ${reason}` : `${figure(value, percent)} %`;
  return paragraph(`${(definition.variant ?? 'the default').padEnd(17)} ${shown.padStart(7)}   `, differs);
}

console.log(`${winRate.name} in ${period.label}: ${winRate.question}\n`);
console.log(line(winRate, winRate.counts));
for (const variant of Object.values(winRate.variants)) console.log(line(variant, variant.differs));
