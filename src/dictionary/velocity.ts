import { count } from '../expression/aggregate.ts';
import { divide, type GivenOf, inTrailing, type Operand, type PartsOf, times } from '../expression/arithmetic.ts';
import type { Expression } from '../expression/expression.ts';
import { parameter } from '../expression/parameter.ts';
import { defineEntry } from './entry.ts';
import { sqlCount } from './funnel.ts';
import { openPipeline } from './pipeline.ts';
import { closed, created, open } from './recordSets.ts';
import { averageDealSize } from './sales.ts';
import {
  creativeVelocity,
  daymarkVelocity,
  hubspotVelocity,
  hyphaVelocity,
  triblioVelocity,
  winsaboveVelocity,
} from './salesSources.ts';
import { salesCycleLength } from './speed.ts';
import { winRate } from './winning.ts';

/** Opportunities times deal size times win rate, spread over the days of a cycle. */
/* @__NO_SIDE_EFFECTS__ */
function velocity<
  Opportunities extends Operand,
  DealSize extends Operand,
  WinRate extends Operand,
  Cycle extends Operand,
>(
  opportunities: Opportunities,
  dealSize: DealSize,
  rate: WinRate,
  cycle: Cycle,
): Expression<
  PartsOf<Opportunities> | PartsOf<DealSize> | PartsOf<WinRate> | PartsOf<Cycle>,
  GivenOf<Opportunities> | GivenOf<DealSize> | GivenOf<WinRate> | GivenOf<Cycle>
> {
  return divide(times(times(opportunities, dealSize), rate), cycle, 'unbounded');
}

const dealSize = inTrailing(12, 'month', averageDealSize);
const rate = inTrailing(12, 'month', winRate);
const cycle = inTrailing(12, 'month', salesCycleLength);

/**
 * Value won per day: SQLs times average deal size times win rate / sales cycle length.
 *
 * Unit: currency per day. Undefined (`no-records`) when nothing was won in the last 12 months, (`unbounded`) at a cycle of 0 days.
 */
export const pipelineVelocity = defineEntry({
  id: 'pipeline-velocity',
  name: 'Pipeline velocity',
  question: 'How much value does the pipeline turn into sales per day?',
  category: 'efficiency',
  indicator: 'leading',
  cadence: 'monthly',
  unit: 'currency per day',
  better: 'higher',
  formula: velocity(sqlCount, dealSize, rate, cycle),
  counts:
    'Leads that became sales-qualified in the period; deal size, win rate and cycle of the 12 months that end with the period.',
  undefinedWhen:
    'Nothing was won in the last 12 months, or nothing was decided; unbounded when every deal won was won on the day of its creation.',
  variants: {
    'open-opportunities': {
      differs:
        'Counts the opportunities open at the end of the period, a stock: only then is the quotient value per day.',
      formula: velocity(count('open', open), dealSize, rate, cycle),
      examples: [
        {
          given: { open: 18, 'average-deal-size': 42000, 'win-rate': '0.24', 'sales-cycle-length': 78 },
          expected: '30240/13',
          source: winsaboveVelocity,
        },
      ],
    },
    'opportunities-created': {
      differs: 'Counts the opportunities created in the period.',
      formula: velocity(count('created', created), dealSize, rate, cycle),
      examples: [
        {
          given: { created: 100, 'average-deal-size': 50000, 'win-rate': '0.25', 'sales-cycle-length': 60 },
          expected: '62500/3',
          source: daymarkVelocity,
        },
      ],
    },
    closed: {
      differs: 'Counts the opportunities that closed in the period in whatever way.',
      formula: velocity(count('closed', closed), dealSize, rate, cycle),
      examples: [
        {
          given: { closed: 30, 'average-deal-size': 10000, 'win-rate': '0.2', 'sales-cycle-length': 40 },
          expected: '1500',
        },
      ],
    },
    'same-period': {
      differs: 'Takes deal size, win rate and cycle from the period itself instead of the last 12 months.',
      formula: velocity(sqlCount, averageDealSize, winRate, salesCycleLength),
      examples: [
        {
          given: { 'sql-count': 40, 'average-deal-size': 12000, 'win-rate': '0.25', 'sales-cycle-length': 60 },
          expected: '2000',
        },
      ],
    },
    'win-rate-by-value': {
      differs: 'Takes the win rate by value instead of by count.',
      formula: velocity(sqlCount, dealSize, inTrailing(12, 'month', winRate.variants['by-value']), cycle),
      examples: [
        {
          given: { 'sql-count': 40, 'average-deal-size': 12000, 'win-rate/by-value': '0.2', 'sales-cycle-length': 60 },
          expected: '1600',
        },
      ],
    },
    'all-deal-sizes': {
      differs: 'Takes the average size of all opportunities created, not only of those won.',
      formula: velocity(sqlCount, inTrailing(12, 'month', averageDealSize.variants['all-created']), rate, cycle),
      examples: [
        {
          given: {
            'sql-count': 40,
            'average-deal-size/all-created': 15000,
            'win-rate': '0.25',
            'sales-cycle-length': 60,
          },
          expected: '2500',
        },
      ],
    },
    'by-pipeline-value': {
      differs: 'Takes the value of the open pipeline instead of a number times an average size.',
      formula: divide(times(openPipeline, rate), cycle, 'unbounded'),
      examples: [
        { given: { 'open-pipeline': 2000000, 'win-rate': '0.15', 'sales-cycle-length': 45 }, expected: '20000/3' },
      ],
    },
    'per-month': {
      differs: 'Takes the cycle in months of 30 days, so that the figure is value per month.',
      unit: 'currency per month',
      formula: velocity(sqlCount, dealSize, rate, inTrailing(12, 'month', salesCycleLength.variants.months)),
      examples: [
        {
          given: {
            'sql-count': 40,
            'average-deal-size': 12000,
            'win-rate': '0.25',
            'sales-cycle-length/months': 2,
          },
          expected: '60000',
        },
      ],
    },
    'scaled-to-days': {
      differs: 'The value of a number of days (`days`, 90 by default) instead of one.',
      unit: 'currency',
      formula: times(velocity(sqlCount, dealSize, rate, cycle), parameter('days', 90, 'days')),
      examples: [
        {
          given: { 'sql-count': 40, 'average-deal-size': 12000, 'win-rate': '0.25', 'sales-cycle-length': 60 },
          expected: '180000',
        },
      ],
    },
  },
  examples: [
    {
      given: { 'sql-count': 40, 'average-deal-size': 12000, 'win-rate': '0.25', 'sales-cycle-length': 60 },
      expected: '2000',
    },
    {
      given: { 'sql-count': 0, 'average-deal-size': 12000, 'win-rate': '0.25', 'sales-cycle-length': 60 },
      expected: '0',
    },
    {
      given: { 'sql-count': 40, 'average-deal-size': 12000, 'win-rate': '0.25', 'sales-cycle-length': 0 },
      expected: 'unbounded',
    },
    {
      given: { sqls: 40, 'average-deal-size': 12000, won: 0, decided: 0, 'sales-cycle-length': 60 },
      expected: 'no-denominator',
    },
  ],
  sources: [hubspotVelocity, winsaboveVelocity, creativeVelocity, triblioVelocity, hyphaVelocity],
  related: ['sql-count', 'average-deal-size', 'win-rate', 'sales-cycle-length', 'open-pipeline'],
  pitfalls: [
    'It is value per day only when the number is a stock: open deals divided by their time in the pipeline (`open-opportunities`). SQLs are a flow: 100 created in a quarter at 50,000 and 25% bring 1.25 million a quarter, 13,889 a day, while the formula with a cycle of 60 days says 20,833. Compare it with itself only.',
    'Even with a stock it assumes that lost deals take as long as won ones; the usual cycle leaves them out.',
    'A cycle shorter by 10% raises it by 11.1%, not by 10%.',
    'Averages of the four parts over many companies or segments do not multiply to the average velocity.',
    'With all parts of one period, SQLs times win rate tends to the wins, and what is left is bookings / cycle.',
  ],
});
