/** (f) One figure with every record that counted, and every one that did not with the reason. */
import { explain, quarter, salesData, winRate } from '../../dist/index.js';
import { opportunities } from '../data/opportunities.mjs';

const period = quarter(2026, 2);
const outside = 'closedOn falls in the period (2026-04-01 to 2026-06-30)';

/** How often each reason is given. */
function tally(leftOut) {
  const counts = {};
  for (const { part, failed } of leftOut) counts[`${part}: ${failed}`] = (counts[`${part}: ${failed}`] ?? 0) + 1;
  return Object.fromEntries(Object.entries(counts).map(([reason, times]) => [reason, String(times)]));
}

const answerOf = ({ value, counted, leftOut }) => ({
  value: String(value),
  counted: counted.map(({ part, id }) => `${part} ${id}`).join(' '),
  leftOut: tally(leftOut),
});

/** By hand: the two lists for the two parts of a win rate. */
function byHand(rows) {
  const counted = [];
  const leftOut = [];
  const parts = [
    { part: 'won', wanted: ['won'], condition: 'status is "won"' },
    { part: 'decided', wanted: ['won', 'lost'], condition: 'status is one of "won", "lost"' },
  ];
  const counts = parts.map(({ part, wanted, condition }) => {
    const before = counted.length;
    for (const { id, status, closedOn } of rows) {
      const isIn = closedOn !== undefined && closedOn >= period.start && closedOn < period.end;
      if (wanted.includes(status) && isIn) counted.push({ part, id, contribution: 1 });
      else leftOut.push({ part, id, failed: wanted.includes(status) ? outside : condition });
    }
    return counted.length - before;
  });
  return { value: `${counts[0]}/${counts[1]}`, counted, leftOut };
}

export const work = {
  id: 'explain',
  address: import.meta.url,
  steps: [{ id: 'load' }, { id: 'explain', repeats: true }],
  cases: {
    'sales-metrics': {
      start: (size) => {
        const rows = opportunities(size);
        let data = null;
        let found = null;
        return {
          load: () => {
            data = salesData({ currency: 'USD', timeZone: 'UTC', opportunities: rows });
          },
          explain: () => {
            const { measurement, counted, leftOut } = explain(winRate, data, { period });
            found = { value: measurement.value, counted, leftOut };
          },
          answer: () => answerOf(found),
        };
      },
    },
    'the two lists by hand': {
      start: (size) => {
        const rows = opportunities(size);
        let found = null;
        return {
          explain: () => {
            found = byHand(rows);
          },
          answer: () => answerOf(found),
        };
      },
    },
  },
};
