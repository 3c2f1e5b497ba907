import { isSalesMetricsError, type SalesMetricsError } from '../../src/errors.ts';
import { count, percentile, sum } from '../../src/expression/aggregate.ts';
import { divide, inPreviousPeriod, minus, named, plus } from '../../src/expression/arithmetic.ts';
import { compares, is } from '../../src/expression/condition.ts';
import { defineKpi } from '../../src/expression/kpi.ts';
import { parameter } from '../../src/expression/parameter.ts';
import { fallsIn, records } from '../../src/expression/recordSet.ts';
import { salesData } from '../../src/model/salesData.ts';
import { quarter } from '../../src/time/period.ts';

/** Everything of a definition but what makes it one. */
export const entry = {
  question: 'How much?',
  category: 'outcome',
  indicator: 'lagging',
  cadence: 'monthly',
  better: 'higher',
  counts: 'Opportunities by the date they closed.',
  undefinedWhen: 'Nothing was decided.',
  examples: [],
  sources: [],
} as const;

const closed = records('opportunities', fallsIn('closedOn'));
const won = records('opportunities', fallsIn('closedOn'), is('status', 'won'));
const large = records(
  'opportunities',
  fallsIn('closedOn'),
  compares('amount', 'atLeast', parameter('largest-small', 1000, 'currency')),
);

export const winShare = defineKpi({
  ...entry,
  id: 'win-share',
  name: 'Win share',
  unit: 'ratio',
  formula: divide(count('won', won), count('decided', closed)),
  variants: {
    'by-value': {
      differs: 'Sums amounts.',
      formula: divide(sum('won', won, 'amount'), sum('decided', closed, 'amount')),
    },
  },
});

export const wonValue = defineKpi({
  ...entry,
  id: 'won-value',
  name: 'Won value',
  unit: 'currency',
  formula: sum('won-value', won, 'amount'),
});

export const largeShare = defineKpi({
  ...entry,
  id: 'large-share',
  name: 'Large share',
  unit: 'ratio',
  formula: divide(count('large', large), count('decided', closed)),
});

export const highAmount = defineKpi({
  ...entry,
  id: 'high-amount',
  name: 'High amount',
  unit: 'currency',
  formula: percentile('high', closed, 'amount', parameter('share', '0.9', 'ratio')),
});

export const satisfaction = defineKpi({
  ...entry,
  id: 'answers',
  name: 'Answers',
  unit: 'count',
  formula: count('answers', records('surveys', fallsIn('answeredOn'))),
});

/** Two KPIs as operands, one of which calls a part of its own by the same name as the other. */
export const mixed = defineKpi({
  ...entry,
  id: 'mixed',
  name: 'Mixed',
  unit: 'ratio',
  formula: plus(winShare, winShare.variants['by-value']),
});

/** Sums against the period before: the same name in two periods. */
export const growth = defineKpi({
  ...entry,
  id: 'growth',
  name: 'Growth',
  unit: 'currency',
  formula: minus(wonValue, named('before', inPreviousPeriod(wonValue))),
});

export const period = quarter(2026, 3);

export const data = salesData({
  currency: 'USD',
  timeZone: 'UTC',
  opportunities: [
    { id: 'a', ownerId: 'ann', createdOn: '2026-05-04', closedOn: '2026-07-10', status: 'won', amount: '1200.50' },
    { id: 'b', ownerId: 'bob', createdOn: '2026-06-01', closedOn: '2026-08-12', status: 'lost', amount: 900 },
  ],
  surveys: [{ id: 's', accountId: 'x', answeredOn: '2026-08-01', kind: 'csat', score: 4 }],
});

/** The error that a call throws; fails where it throws nothing or something else. */
export function refusal(call: () => unknown): SalesMetricsError {
  try {
    call();
  } catch (error) {
    if (isSalesMetricsError(error)) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}
