import { count, daysFrom, mean, median, percentile, product, sum, workingDaysFrom } from '../expression/aggregate.ts';
import { constant, divide, foldEntities, named, plus, times } from '../expression/arithmetic.ts';
import { parameter } from '../expression/parameter.ts';
import { before, fallsIn, records } from '../expression/recordSet.ts';
import { defineEntry } from './entry.ts';
import { closingDealz, oracleStages, quarterOneVelocity } from './funnelSources.ts';
import { decided, isBeforeClose, newCustomers, standingVisits, won } from './recordSets.ts';
import { chartMogulCycle, clariLayerCycle, daymarkCycle, maestranoCycle, octaveRevenue } from './salesSources.ts';

/**
 * Mean number of days from creation to close of the opportunities won in the period.
 *
 * Unit: days. Undefined (`no-records`) when nothing was won.
 */
export const salesCycleLength = defineEntry({
  id: 'sales-cycle-length',
  name: 'Sales cycle length',
  question: 'How many days does a won deal take from creation to close?',
  category: 'efficiency',
  indicator: 'leading',
  cadence: 'monthly',
  unit: 'days',
  better: 'lower',
  formula: mean('cycle', won, daysFrom('createdOn', 'closedOn')),
  counts:
    'Won opportunities, by the date they closed; the difference of the two dates, so a deal closed on the day of its creation takes 0 days.',
  undefinedWhen: 'Nothing was won in the period.',
  variants: {
    'from-lead': {
      differs: 'From the creation of the lead to the day it became a customer; counts leads, by that day.',
      formula: mean('cycle', newCustomers, daysFrom('createdOn', 'customerOn')),
      examples: [{ given: { cycle: 15 }, expected: '15', source: chartMogulCycle }],
    },
    'from-first-contact': {
      differs: 'From the first contact with the buyer; deals without that date are left out and reported.',
      formula: mean('cycle', won, daysFrom('firstContactOn', 'closedOn')),
      examples: [{ given: { cycle: 80 }, expected: '80' }],
    },
    'from-qualified': {
      differs: 'From the day the opportunity was accepted as qualified; deals without it are left out and reported.',
      formula: mean('cycle', won, daysFrom('qualifiedOn', 'closedOn')),
      examples: [{ given: { cycle: 38 }, expected: '38' }],
    },
    median: {
      differs: 'The median, which a few very long deals do not move.',
      formula: median('cycle', won, daysFrom('createdOn', 'closedOn')),
      examples: [{ given: { cycle: 45 }, expected: '45' }],
    },
    percentile: {
      differs: 'A percentile (`fraction`, 0.9 by default), linear between the two nearest deals.',
      formula: percentile('cycle', won, daysFrom('createdOn', 'closedOn'), parameter('fraction', '0.9', 'ratio')),
      examples: [{ given: { cycle: '120.5' }, expected: '120.5' }],
    },
    'lost-included': {
      differs: 'Lost deals count as well.',
      formula: mean('cycle', decided, daysFrom('createdOn', 'closedOn')),
      examples: [{ given: { cycle: 61 }, expected: '61' }],
    },
    'working-days': {
      differs:
        'In working days after the day of creation through the day of the close, as `workingTime` of `salesData` states them.',
      formula: mean('cycle', won, workingDaysFrom('createdOn', 'closedOn')),
      examples: [{ given: { cycle: 33 }, expected: '33' }],
    },
    'value-weighted': {
      differs:
        'Weighs each deal by its amount, so that the cycle of the money is measured; deals without an amount are left out.',
      formula: divide(
        sum('amountDays', won, product('amount', daysFrom('createdOn', 'closedOn'))),
        sum('amount', won, 'amount'),
        'base-not-positive',
      ),
      examples: [
        { given: { amountDays: 6000000, amount: 100000 }, expected: '60' },
        { given: { amountDays: 0, amount: 0 }, expected: 'base-not-positive' },
      ],
    },
    'inclusive-days': {
      differs: 'Counts the first and the last day, so a deal closed on the day of its creation takes 1 day.',
      formula: plus(mean('cycle', won, daysFrom('createdOn', 'closedOn')), constant(1, 'days')),
      examples: [
        { given: { cycle: 46 }, expected: '47' },
        { given: { cycle: 0 }, expected: '1' },
      ],
    },
    months: {
      differs: 'In months of 30 days.',
      unit: 'months',
      formula: times(
        divide(mean('cycle', won, daysFrom('createdOn', 'closedOn')), constant(30, 'days')),
        constant(1, 'months'),
      ),
      examples: [{ given: { cycle: 46 }, expected: '23/15' }],
    },
  },
  examples: [
    { given: { cycle: 46 }, expected: '46', source: daymarkCycle },
    { given: { cycle: 0 }, expected: '0' },
  ],
  sources: [chartMogulCycle, clariLayerCycle, daymarkCycle, quarterOneVelocity, octaveRevenue],
  related: ['time-in-stage', 'pipeline-velocity', 'win-rate'],
  pitfalls: [
    'The event that starts the clock and the choice of mean or median move it most.',
    'Only won deals are measured: lost ones often take longer, so the time a deal lies in the pipeline is not this figure.',
    'A period in which old deals are closed shows a long cycle, however fast the new ones are.',
  ],
});

const endedVisits = records('stageVisits', fallsIn('exitedOn'), isBeforeClose);
const endedVisitsSoFar = records('stageVisits', before('end', 'exitedOn'), isBeforeClose);

/**
 * Mean number of days from entry to exit of the stage visits that ended in the period.
 *
 * Unit: days. Undefined (`no-records`) when no visit ended.
 */
export const timeInStage = defineEntry({
  id: 'time-in-stage',
  name: 'Time in stage',
  question: 'How many days does a deal stay in the stage?',
  category: 'efficiency',
  indicator: 'leading',
  cadence: 'monthly',
  unit: 'days',
  better: 'lower',
  formula: mean('timeInStage', endedVisits, daysFrom('enteredOn', 'exitedOn')),
  counts:
    'Visits of a stage, by the date of exit; each visit of a deal that came back counts on its own, and the close ends a visit. Group by stage, or narrow to one. Deals still in the stage are left out; a stage entered on the day of the close is the closing itself and does not count.',
  undefinedWhen: 'No visit of the stage ended in the period.',
  variants: {
    'repeat-visits-summed': {
      differs:
        'Adds up all visits of a deal until the end of the period, then takes the mean over the deals that left in the period.',
      formula: foldEntities(
        'timeInStage',
        'opportunity',
        'mean',
        sum('daysInStage', endedVisitsSoFar, daysFrom('enteredOn', 'exitedOn')),
        [count('exits', endedVisits), 'above', 0],
      ),
      examples: [{ given: { timeInStage: '17.5' }, expected: '17.5' }],
    },
    'open-visits-to-date': {
      differs: 'Deals still in the stage at the end of the period count as well, with the days so far.',
      formula: divide(
        plus(
          sum('daysOfEnded', endedVisits, daysFrom('enteredOn', 'exitedOn')),
          sum('daysOfStanding', standingVisits, daysFrom('enteredOn', 'asOf')),
        ),
        named('visits', plus(count('ended', endedVisits), count('standing', standingVisits))),
      ),
      examples: [
        { given: { daysOfEnded: 35, daysOfStanding: 65, visits: 5 }, expected: '20' },
        { given: { daysOfEnded: 35, daysOfStanding: 65, ended: 3, standing: 2 }, expected: '20' },
        { given: { daysOfEnded: 0, daysOfStanding: 0, visits: 0 }, expected: 'no-denominator' },
      ],
    },
    median: {
      differs: 'The median, which a few stuck deals do not move.',
      formula: median('timeInStage', endedVisits, daysFrom('enteredOn', 'exitedOn')),
      examples: [{ given: { timeInStage: 10 }, expected: '10' }],
    },
  },
  examples: [
    { given: { timeInStage: 35 }, expected: '35' },
    { given: { timeInStage: 0 }, expected: '0' },
  ],
  sources: [oracleStages, closingDealz, maestranoCycle],
  related: ['sales-cycle-length', 'stage-conversion-rate'],
  pitfalls: [
    'Deals that are stuck have not left and are not counted: a stage that blocks everything looks fast.',
    'Without stage changes each deal has one visit, of its last stage.',
  ],
});
