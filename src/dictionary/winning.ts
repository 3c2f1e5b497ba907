import { count, distinct, sum } from '../expression/aggregate.ts';
import { divide, inTrailing, named, plus } from '../expression/arithmetic.ts';
import { compares, daysBetween, is, isInPeriod, isOneOf } from '../expression/condition.ts';
import { parameter, textParameter } from '../expression/parameter.ts';
import { before, fallsIn, records, restrictedTo, stands } from '../expression/recordSet.ts';
import { defineEntry } from './entry.ts';
import {
  fivetranSalesforce,
  funnelcastCurves,
  gartnerWinRate,
  gitlabIndex,
  kellblogWinRates,
  oracleStages,
} from './funnelSources.ts';
import {
  closed,
  created,
  createdAndWon,
  decided,
  decidedNewBusiness,
  hasHappenedByTheEnd,
  isBeforeClose,
  lost,
  open,
  won,
  wonNewBusiness,
} from './recordSets.ts';
import { imboardWinRate, salesCalamityWinRate, zohoStages } from './salesSources.ts';

const overdue = records(
  'opportunityHistory',
  stands('standsFrom', 'standsUntil', 'end'),
  isInPeriod('expectedCloseOn'),
  hasHappenedByTheEnd('expectedCloseOn'),
);
const ageLimit = parameter('ageDays', 365, 'days');
const grownOld = records(
  'opportunityHistory',
  stands('standsFrom', 'standsUntil', 'end'),
  daysBetween('createdOn', 'asOf', 'atLeast', ageLimit),
  daysBetween('createdOn', 'period.before', 'below', ageLimit),
);
const reachedStage = compares('stageRank', 'atLeast', parameter('stage', 2));
const wonFromStage = records('stageVisits', fallsIn('closedOn'), reachedStage, isBeforeClose, is('status', 'won'));
const decidedFromStage = records(
  'stageVisits',
  fallsIn('closedOn'),
  reachedStage,
  isBeforeClose,
  isOneOf('status', ['won', 'lost']),
);
const isContested = is('competitor', textParameter('competitor', null));
const horizon = parameter('horizonDays', 90, 'days');
const reachedAge = records(
  'opportunities',
  before('end', 'createdOn'),
  daysBetween('createdOn', 'asOf', 'atLeast', horizon),
  daysBetween('createdOn', 'period.before', 'below', horizon),
);
const wonByAge = restrictedTo(reachedAge, is('status', 'won'), daysBetween('createdOn', 'closedOn', 'atMost', horizon));

/**
 * Share of the deals decided in the period that were won: won / (won + lost).
 *
 * Unit: fraction of one. Undefined (`no-denominator`) when nothing was decided.
 */
export const winRate = defineEntry({
  id: 'win-rate',
  name: 'Win rate',
  question: 'Of the deals decided in the period, what share did we win?',
  category: 'outcome',
  indicator: 'lagging',
  cadence: 'monthly',
  unit: 'ratio',
  better: 'higher',
  formula: divide(count('won', won), count('decided', decided)),
  counts: 'Opportunities won or lost, by the date they closed. Open ones and closings without a decision are left out.',
  undefinedWhen: 'Nothing was won or lost in the period.',
  variants: {
    'by-value': {
      differs: 'Sums amounts instead of counting deals, so large deals weigh more.',
      formula: divide(sum('won', won, 'amount'), sum('decided', decided, 'amount')),
      examples: [
        { given: { won: 300000, decided: 1600000 }, expected: '0.1875' },
        { given: { won: 0, decided: 0 }, expected: 'no-denominator' },
      ],
    },
    broad: {
      differs: 'Closings without a decision count as not won.',
      formula: divide(count('won', won), count('closed', closed)),
      examples: [{ given: { won: 4, closed: 100 }, expected: '0.04', source: kellblogWinRates }],
    },
    'created-cohort': {
      differs: 'Counts the deals created in the period, decided or not; this is `opportunity-to-close-rate`.',
      formula: divide(count('won', createdAndWon), count('created', created)),
      examples: [{ given: { won: 6, created: 27 }, expected: '2/9' }],
    },
    'all-opportunities': {
      differs: 'Divides by every deal worked in the period: those that closed in it and those open at its end.',
      formula: divide(count('won', won), named('worked', plus(count('closed', closed), count('open', open)))),
      examples: [
        { given: { won: 45, worked: 260 }, expected: '9/52' },
        { given: { won: 45, closed: 180, open: 80 }, expected: '9/52' },
      ],
    },
    'overdue-as-lost': {
      differs: 'Deals still open at the end that were expected to close in the period count as not won.',
      formula: divide(
        count('won', won),
        named('decidedOrOverdue', plus(count('decided', decided), count('overdue', overdue))),
      ),
      examples: [{ given: { won: 45, decided: 180, overdue: 20 }, expected: '0.225' }],
    },
    'old-as-lost': {
      differs: 'Open deals that reached a great age in the period (`ageDays`, 365 by default) count as not won, once.',
      formula: divide(
        count('won', won),
        named('decidedOrOld', plus(count('decided', decided), count('old', grownOld))),
      ),
      examples: [{ given: { won: 45, decided: 180, old: 45 }, expected: '0.2' }],
    },
    'from-stage': {
      differs:
        'Only deals that had entered a stage of the funnel (`stage`, its position, 2 by default) or a later one before the day of the close. By owner, a deal counts for those who held it when it entered such a stage.',
      formula: divide(
        distinct('won', wonFromStage, 'opportunityId'),
        distinct('decided', decidedFromStage, 'opportunityId'),
      ),
      examples: [{ given: { won: 45, decided: 120 }, expected: '0.375' }],
    },
    contested: {
      differs: 'Only deals against one competitor (`competitor`), or against any that is named by default.',
      formula: divide(
        count('won', restrictedTo(won, isContested)),
        count('decided', restrictedTo(decided, isContested)),
      ),
      examples: [{ given: { won: 12, decided: 60 }, expected: '0.2' }],
    },
    'new-business': {
      differs: 'Only deals of type new-business: renewals and expansions are left out.',
      formula: divide(count('won', wonNewBusiness), count('decided', decidedNewBusiness)),
      examples: [{ given: { won: 20, decided: 100 }, expected: '0.2' }],
    },
    'rolling-90-days': {
      differs: 'Over the 90 days that end with the period, whatever its length.',
      formula: inTrailing(90, 'day', divide(count('won', won), count('decided', decided))),
      examples: [{ given: { won: 40, decided: 150 }, expected: '4/15' }],
    },
    'curve-point': {
      differs:
        'One point of the curve of wins by age: of all deals that reached an age in the period (`horizonDays`, 90 by default), decided or not, the share won by then. Several horizons draw the curve.',
      formula: divide(count('won', wonByAge), count('reachedAge', reachedAge)),
      examples: [
        { given: { won: 9, reachedAge: 60 }, expected: '0.15' },
        { given: { won: 0, reachedAge: 0 }, expected: 'no-denominator' },
      ],
    },
  },
  levels: [{ value: '0.3', meaning: 'Above 30% is the target of GitLab.', source: gitlabIndex }],
  examples: [
    { given: { won: 45, decided: 180 }, expected: '0.25' },
    { given: { won: 4, decided: 6 }, expected: '2/3', source: kellblogWinRates },
    { given: { won: 0, decided: 12 }, expected: '0' },
    { given: { won: 0, decided: 0 }, expected: 'no-denominator' },
  ],
  sources: [gartnerWinRate, kellblogWinRates, oracleStages, imboardWinRate, zohoStages, fivetranSalesforce],
  related: ['win-loss-ratio', 'no-decision-rate', 'opportunity-to-close-rate', 'pipeline-conversion-rate'],
  pitfalls: [
    'The base moves it most: the same deals gave 66.7% without and 4% with closings that had no decision (`broad`).',
    `Stale deals that nobody closes overstate it (${salesCalamityWinRate.title}): see \`overdue-as-lost\` and \`old-as-lost\`.`,
    `It mixes deals of all ages; ${funnelcastCurves.title} calls that a selection bias. \`created-cohort\` and \`curve-point\` do not.`,
    'Name the stages of the funnel in `salesData` for `from-stage`: without `stages` their order is read from all visits, later ones included, so that a past figure can change as deals move on.',
    'Duplicates and invalid deals belong out of the data before it is read.',
  ],
});

/**
 * Deals won for each deal lost in the period: won / lost.
 *
 * Unit: fraction of one. Undefined (`unbounded`) when deals were won and none lost, (`no-denominator`) when nothing was decided.
 */
export const winLossRatio = defineEntry({
  id: 'win-loss-ratio',
  name: 'Win-loss ratio',
  question: 'How many deals did we win for each one we lost?',
  category: 'outcome',
  indicator: 'lagging',
  cadence: 'monthly',
  unit: 'ratio',
  better: 'higher',
  formula: divide(count('won', won), count('lost', lost), 'unbounded'),
  counts:
    'Opportunities won and opportunities lost, by the date they closed. Closings without a decision are left out.',
  undefinedWhen: 'Nothing was lost: unbounded when something was won, without a base when nothing was.',
  variants: {
    'by-value': {
      differs: 'Sums amounts instead of counting deals.',
      formula: divide(sum('won', won, 'amount'), sum('lost', lost, 'amount'), 'unbounded'),
      examples: [{ given: { won: 300000, lost: 1200000 }, expected: '0.25' }],
    },
    'of-decided': {
      differs: 'Another figure by the same name: won / (won + lost), which is `win-rate`.',
      formula: divide(count('won', won), count('decided', decided)),
      examples: [{ given: { won: 45, decided: 180 }, expected: '0.25' }],
    },
  },
  examples: [
    { given: { won: 45, lost: 135 }, expected: '1/3' },
    { given: { won: 5, lost: 0 }, expected: 'unbounded' },
    { given: { won: 0, lost: 0 }, expected: 'no-denominator' },
    { given: { won: 0, lost: 7 }, expected: '0' },
  ],
  sources: [kellblogWinRates, fivetranSalesforce],
  related: ['win-rate', 'no-decision-rate'],
  pitfalls: [
    'It holds the same as win rate: with the ratio r, win rate is r / (1 + r). A ratio of 1/3 is a win rate of 25%, not 33%.',
    'Shown as a:b, such as 45:135, it is its two parts: `won` and `lost` of the measurement.',
  ],
});

const undecided = records('opportunities', fallsIn('closedOn'), is('status', 'no-decision'));
const undecidedByReason = restrictedTo(
  closed,
  isOneOf('status', ['lost', 'no-decision']),
  is('lostReason', textParameter('lostReason', 'no-decision')),
);

/**
 * Share of the deals closed in the period that ended without a decision: undecided / closed.
 *
 * Unit: fraction of one. Undefined (`no-denominator`) when nothing closed.
 */
export const noDecisionRate = defineEntry({
  id: 'no-decision-rate',
  name: 'No-decision rate',
  question: 'Of the deals closed in the period, what share ended without a decision of the buyer?',
  category: 'outcome',
  indicator: 'lagging',
  cadence: 'monthly',
  unit: 'ratio',
  better: 'lower',
  formula: divide(count('undecided', undecided), count('closed', closed)),
  counts:
    'Opportunities closed as no-decision / those that closed in whatever way, won, lost or no-decision, by the date they closed. Open ones are left out.',
  undefinedWhen: 'Nothing closed in the period.',
  variants: {
    'by-lost-reason': {
      differs:
        'For teams that close them as lost: the reason tells them (`lostReason`, no-decision by default), not a status of their own.',
      formula: divide(count('undecided', undecidedByReason), count('closed', closed)),
      examples: [{ given: { undecided: 38, closed: 100 }, expected: '0.38' }],
    },
  },
  examples: [
    { given: { undecided: 94, closed: 100 }, expected: '0.94', source: kellblogWinRates },
    { given: { undecided: 0, closed: 40 }, expected: '0' },
    { given: { undecided: 0, closed: 0 }, expected: 'no-denominator' },
  ],
  sources: [kellblogWinRates, imboardWinRate],
  related: ['win-rate', 'win-loss-ratio', 'stalled-deal-rate'],
  pitfalls: [
    'Deals that nobody closes are undecided too, and count nowhere: see `stalled-deal-rate`, and `overdue-as-lost` of `win-rate`.',
    'Some reps close every lost deal as undecided: compare the rate between reps before you believe it.',
  ],
});
