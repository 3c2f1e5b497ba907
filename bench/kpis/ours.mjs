/** The twelve figures by sales-metrics: seven of the dictionary, five defined here. */
import {
  averageDealSize,
  bookings,
  count,
  daysFrom,
  dealsWon,
  divide,
  fallsIn,
  is,
  isOneOf,
  maximum,
  mean,
  product,
  quarter,
  records,
  salesCycleLength,
  salesData,
  sum,
  tabulate,
  times,
  winRate,
} from '../../dist/index.js';
import { quarterCount } from '../data/days.mjs';
import { opportunities, repIds } from '../data/opportunities.mjs';
import { cellCount, figureIds } from './cells.mjs';
import { figureOver } from './figures.mjs';

const won = records('opportunities', fallsIn('closedOn'), is('status', 'won'));
const lost = records('opportunities', fallsIn('closedOn'), is('status', 'lost'));
const decided = records('opportunities', fallsIn('closedOn'), isOneOf('status', ['won', 'lost']));
const openAndExpected = records('opportunities', fallsIn('expectedCloseOn'), is('status', 'open'));

const velocity = divide(
  times(times(count('decided', decided), mean('dealSize', won, 'amount')), winRate),
  mean('cycle', won, daysFrom('createdOn', 'closedOn')),
  'unbounded',
);

/** In the order of `figureIds`. */
export const kpis = [
  dealsWon,
  figureOver('deals-lost', 'count', count('lost', lost)),
  winRate,
  bookings,
  averageDealSize,
  figureOver('lost-value', 'currency', sum('lostAmount', lost, 'amount')),
  winRate.variants['by-value'],
  salesCycleLength,
  salesCycleLength.variants.median,
  figureOver('velocity', 'currency per day', velocity),
  figureOver('largest-deal', 'currency', maximum('largest', won, 'amount')),
  figureOver('weighted-expected', 'currency', sum('weighted', openAndExpected, product('amount', 'probability'))),
];

/** The eight quarters. */
export const periods = Array.from({ length: quarterCount }, (_, number) =>
  quarter(2025 + Math.floor(number / 4), (number % 4) + 1),
);

/** Every figure of every cell, read. */
function allFigures(data) {
  const { rows } = tabulate(kpis, data, { periods, by: ['owner'], groups: 'all' });
  return rows.map(({ group, values }) => ({ owner: group.owner, values: kpis.map(({ key }) => values[key].value) }));
}

export function start(size) {
  const rows = opportunities(size);
  let data = null;
  let figures = [];
  const query = () => {
    figures = allFigures(data);
  };
  return {
    load: () => {
      data = salesData({ currency: 'USD', timeZone: 'UTC', opportunities: rows });
    },
    first: query,
    query,
    answer: () => {
      if (figures.length !== cellCount) throw new Error(`${figures.length} rows, expected ${cellCount}`);
      const isSorted = figures.every(({ owner }, cell) => owner === repIds[cell % repIds.length]);
      if (!isSorted) throw new Error('the rows are not in the order of the reps');
      return Object.fromEntries(
        figureIds.map((id, number) => [id, figures.map(({ values }) => values[number]?.toString() ?? null)]),
      );
    },
  };
}
