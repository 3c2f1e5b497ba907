import { count, daysFrom, mean, median, sum } from '../expression/aggregate.ts';
import { constant, countEntities, divide, foldEntities, inTrailing, overall, times } from '../expression/arithmetic.ts';
import { all, any, compares, daysBetween } from '../expression/condition.ts';
import { pairedWith } from '../expression/join.ts';
import { parameter } from '../expression/parameter.ts';
import { records, restrictedTo, stands } from '../expression/recordSet.ts';
import { defineEntry } from './entry.ts';
import { fivetranSalesforce, oracleStages } from './funnelSources.ts';
import { open, standingVisits } from './recordSets.ts';
import { alignClosedDeals, rynoPipeline } from './salesSources.ts';
import { salesCycleLength } from './speed.ts';

const openAndOld = records(
  'opportunityHistory',
  stands('standsFrom', 'standsUntil', 'end'),
  daysBetween('createdOn', 'asOf', 'above', parameter('limitDays', 90, 'days')),
);

/**
 * Mean number of days from creation to the end of the period of the opportunities open then.
 *
 * Unit: days. Undefined (`no-records`) when nothing is open.
 */
export const openDealAge = defineEntry({
  id: 'open-deal-age',
  name: 'Age of open deals',
  question: 'How old are the deals that are open at the end of the period?',
  category: 'efficiency',
  indicator: 'leading',
  cadence: 'monthly',
  unit: 'days',
  better: 'lower',
  formula: mean('age', open, daysFrom('createdOn', 'asOf')),
  counts:
    'Opportunities open at the end of the period, or on the day of `asOf` where that is earlier; the days from their creation to that day.',
  undefinedWhen: 'Nothing is open.',
  variants: {
    median: {
      differs: 'The median, which a few very old deals do not move.',
      formula: median('age', open, daysFrom('createdOn', 'asOf')),
      examples: [{ given: { age: 41 }, expected: '41' }],
    },
    'share-above-limit': {
      differs: 'The share of the open deals that are older than a limit (`limitDays`, 90 by default).',
      unit: 'ratio',
      formula: divide(count('old', openAndOld), count('open', open)),
      examples: [
        { given: { old: 12, open: 80 }, expected: '0.15' },
        { given: { old: 0, open: 0 }, expected: 'no-denominator' },
      ],
    },
    'since-stage-change': {
      differs:
        'The days since the deal entered its present stage instead of its age; deals without a stage are left out.',
      formula: mean('daysInStage', standingVisits, daysFrom('enteredOn', 'asOf')),
      examples: [{ given: { daysInStage: '18.5' }, expected: '18.5' }],
    },
  },
  examples: [
    { given: { age: 57 }, expected: '57' },
    { given: { age: '41.25' }, expected: '41.25' },
  ],
  sources: [fivetranSalesforce, oracleStages],
  related: ['stalled-deal-rate', 'sales-cycle-length', 'time-in-stage'],
  pitfalls: [
    'It falls when old deals are closed as lost and when many new ones are created: read it beside the number of open deals.',
    'An open deal is not a slow win: old deals are mostly losses that nobody has closed yet.',
  ],
});

const stalledDays = parameter('days', 30, 'days');
const openForLong = records(
  'opportunityHistory',
  stands('standsFrom', 'standsUntil', 'end'),
  daysBetween('createdOn', 'asOf', 'atLeast', stalledDays),
);
/** Open deals with each activity of their last days; the deal's owner counts, whoever was active. */
const openAndActive = restrictedTo(
  pairedWith(openForLong, 'activities', {
    side: 'after',
    key: ['id', 'opportunityId'],
    dates: ['createdOn', 'occurredOn'],
  }),
  daysBetween('other.occurredOn', 'asOf', 'atLeast', 0),
  daysBetween('other.occurredOn', 'asOf', 'below', stalledDays),
);
const withoutActivity = [
  [count('longOpen', openForLong), 'above', 0],
  [count('recentActivities', openAndActive), 'equals', 0],
] as const;
const stuckVisits = records(
  'stageVisits',
  stands('enteredOn', 'exitedOn', 'end'),
  daysBetween('enteredOn', 'asOf', 'atLeast', stalledDays),
);
/** Age of one open deal. */
const age = mean('age', open, daysFrom('createdOn', 'asOf'));
/** What all of them are compared with. */
const normalCycle = overall(inTrailing(12, 'month', salesCycleLength));
const lateStage = parameter('lateStage', 3);
const stuckByStage = records(
  'stageVisits',
  stands('enteredOn', 'exitedOn', 'end'),
  any(
    all(
      compares('stageRank', 'below', lateStage),
      daysBetween('enteredOn', 'asOf', 'atLeast', parameter('earlyDays', 30, 'days')),
    ),
    all(
      compares('stageRank', 'atLeast', lateStage),
      daysBetween('enteredOn', 'asOf', 'atLeast', parameter('lateDays', 14, 'days')),
    ),
  ),
);

/**
 * Share of the open opportunities that had no activity for a number of days: stalled / open.
 *
 * Unit: fraction of one. Undefined (`no-denominator`) when nothing is open.
 */
export const stalledDealRate = defineEntry({
  id: 'stalled-deal-rate',
  name: 'Stalled-deal rate',
  question: 'What share of the open deals has seen no activity for a while?',
  category: 'efficiency',
  indicator: 'leading',
  cadence: 'weekly',
  unit: 'ratio',
  better: 'lower',
  formula: divide(countEntities('stalled', 'opportunity', ...withoutActivity), count('open', open)),
  counts:
    'Opportunities open at the end of the period, or on the day of `asOf`; stalled are those at least `days` old (30 by default) without an activity on them in the last `days` days, that day included. Activities of any kind and by anybody count, planned ones after that day do not.',
  undefinedWhen: 'Nothing is open.',
  variants: {
    'without-stage-change': {
      differs:
        'Stalled are the deals that have stood in their stage for the days (`days`, 30 by default), active or not.',
      formula: divide(count('stalled', stuckVisits), count('open', open)),
      examples: [{ given: { stalled: 9, open: 60 }, expected: '0.15' }],
    },
    'by-value': {
      differs: 'Sums amounts instead of counting deals.',
      formula: divide(
        foldEntities('stalled', 'opportunity', 'sum', sum('amount', openForLong, 'amount'), ...withoutActivity),
        sum('pipeline', open, 'amount'),
      ),
      examples: [
        { given: { stalled: 300000, pipeline: 2400000 }, expected: '0.125' },
        { given: { stalled: 0, pipeline: 0 }, expected: 'no-denominator' },
      ],
    },
    'by-stage': {
      differs:
        'A limit of its own for early and for late stages: in a stage before `lateStage` (its position, 3 by default) for `earlyDays` (30), from there on for `lateDays` (14).',
      formula: divide(count('stalled', stuckByStage), count('open', open)),
      examples: [{ given: { stalled: 15, open: 60 }, expected: '0.25' }],
    },
    'over-normal-cycle': {
      differs:
        'Stalled are the deals older than so many times the normal cycle (`factor`, 1.5 by default), which is the mean `sales-cycle-length` of the last 12 months; undefined when nothing was won in them.',
      formula: divide(
        countEntities('stalled', 'opportunity', [age, 'above', times(parameter('factor', '1.5'), normalCycle)]),
        countEntities(
          'compared',
          'opportunity',
          [age, 'atLeast', constant(0, 'days')],
          [normalCycle, 'atLeast', constant(0, 'days')],
        ),
      ),
      examples: [
        { given: { stalled: 6, compared: 40 }, expected: '0.15', source: alignClosedDeals },
        { given: { stalled: 0, compared: 0 }, expected: 'no-denominator' },
      ],
    },
  },
  examples: [
    { given: { stalled: 12, open: 80 }, expected: '0.15' },
    { given: { stalled: 0, open: 80 }, expected: '0' },
    { given: { stalled: 0, open: 0 }, expected: 'no-denominator' },
  ],
  sources: [rynoPipeline, oracleStages, alignClosedDeals],
  related: ['open-deal-age', 'sales-cycle-length', 'time-in-stage', 'slip-rate', 'activity-capture-rate'],
  pitfalls: [
    'It measures logging as much as selling: an activity that names no opportunity does not wake its deal.',
    'Automatic mails are activities too; leave them out of the data where they should not count.',
    'Lost deals are in no cycle, so the normal cycle of `over-normal-cycle` is that of deals that were won.',
    'Name the stages of the funnel in `salesData` for `by-stage`: without `stages` their order is read from all visits.',
  ],
});
