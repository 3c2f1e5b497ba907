/** (b) Every KPI and variant of the dictionary over copies of the example company: at once, one by one, and each asked twice. */
import { calculate, dictionary, fiscalCalendar, quarter, salesData, tabulate } from '../../dist/index.js';
import { companies } from '../data/company.mjs';

/** Every KPI and every variant. */
export const figures = dictionary.flatMap((kpi) => [kpi, ...Object.values(kpi.variants)]);

const period = quarter(2027, 3, fiscalCalendar({ startMonth: 2, namedBy: 'end' }));
const asOf = '2026-10-31';

/** The same figures under other keys. */
const again = figures.map((kpi) => ({ ...kpi, key: `${kpi.key}-again` }));

/** Figures that many equal companies do not share with one of them: their values lie between records. */
const betweenRecords = ['sales-cycle-length/percentile', 'average-deal-size/trimmed'];

function atOnce(kpis, data) {
  const { values } = tabulate(kpis, data, { periods: [period], asOf }).totals[0];
  return kpis.map(({ key }) => values[key].value);
}

/** Many equal companies have each figure of one of them, or as many times as much. */
function checkMultiples(many, copies) {
  const one = atOnce(figures, salesData(companies(1)));
  for (const [index, { key }] of figures.entries()) {
    const [single, multiple] = [one[index], many[index]];
    if (betweenRecords.includes(key) || (single === null && multiple === null)) continue;
    const isSame = single !== null && multiple !== null && single.eq(multiple);
    // Both sides are rounded to 34 digits.
    if (
      !isSame &&
      !single
        ?.times(copies)
        .toSignificantDigits(32)
        .eq(multiple?.toSignificantDigits(32) ?? 0)
    )
      throw new Error(`${key} of one company is ${single}, of ${copies} equal ones ${multiple}`);
  }
}

function starter(kpis, calculated, check = () => undefined) {
  return {
    start: (copies) => {
      const rows = companies(copies);
      let data = null;
      let values = [];
      return {
        load: () => {
          data = salesData(rows);
        },
        query: () => {
          values = calculated(kpis, data);
        },
        answer: () => {
          check(values, copies);
          return figures.map((_, index) => values[index]?.toString() ?? null);
        },
        facts: () => ({ figures: kpis.length, records: Object.values(data.counts).reduce((sum, one) => sum + one, 0) }),
      };
    },
  };
}

export const work = {
  id: 'dictionary',
  address: import.meta.url,
  steps: [{ id: 'load' }, { id: 'query' }],
  cases: {
    'sales-metrics': starter(figures, atOnce, checkMultiples),
    'each figure asked twice': starter([...figures, ...again], atOnce),
    'the KPIs without their variants': {
      start: (copies) => ({ ...starter(dictionary, atOnce).start(copies), answer: undefined }),
    },
    'one figure at a time': starter(figures, (kpis, data) =>
      kpis.map((kpi) => calculate(kpi, data, { period, asOf }).value),
    ),
  },
};
