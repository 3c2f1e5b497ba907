import { count, sum } from '../expression/aggregate.ts';
import { countEntities, divide, type Having, plus } from '../expression/arithmetic.ts';
import { any, daysBetween } from '../expression/condition.ts';
import { parameter } from '../expression/parameter.ts';
import { always, records } from '../expression/recordSet.ts';
import { defineEntry } from './entry.ts';
import { gitlabIndex } from './funnelSources.ts';
import { attainment } from './quota.ts';
import { hasHappenedByTheEnd, quotas } from './recordSets.ts';
import { isRamped, isRamping } from './reps.ts';
import { b2bParticipation, gitlabSheet, prowiAttainment } from './salesSources.ts';

const hasQuota: Having = [sum('quota', quotas, 'amount'), 'above', 0];
/** Reps who started after the first day, were it after the period, or had left by its end, were it before the period. */
const notThroughout = records(
  'reps',
  always(),
  any(daysBetween('period.start', 'startedOn', 'above', 0), hasHappenedByTheEnd('leftOn')),
);
const isEmployedThroughout: Having = [count('notThroughout', notThroughout), 'equals', 0];

/**
 * Share of the reps with a quota who sold at least their quota: atQuota / reps.
 *
 * Unit: fraction of one. Undefined (`no-denominator`) when no rep has a quota.
 */
export const repsAtQuotaRate = defineEntry({
  id: 'reps-at-quota-rate',
  name: 'Reps at or above quota',
  question: 'What share of the reps with a quota reached it?',
  category: 'outcome',
  indicator: 'lagging',
  cadence: 'quarterly',
  unit: 'ratio',
  better: 'higher',
  formula: divide(
    countEntities(
      'atQuota',
      'owner',
      hasQuota,
      [attainment, 'atLeast', parameter('threshold', 1, 'ratio')],
      isEmployedThroughout,
    ),
    countEntities('reps', 'owner', hasQuota, isEmployedThroughout),
  ),
  counts:
    'Reps with a quota above 0 for the period who worked from its first day through its last, or through the day of `asOf` where that is earlier; at quota when their attainment is at least the threshold (`threshold`, 1 by default). Who starts later than the first day is out; so is who has left, `leftOn` being the first day without work: a rep who left on the day after the period counts, one who left on its last day does not. Reps without dates of employment count, and so do owners without a record of a rep.',
  undefinedWhen: 'No rep who was employed throughout has a quota for the period.',
  variants: {
    'leavers-included': {
      differs: 'Every rep with a quota counts, whenever they started or left.',
      formula: divide(
        countEntities('atQuota', 'owner', hasQuota, [attainment, 'atLeast', parameter('threshold', 1, 'ratio')]),
        countEntities('reps', 'owner', hasQuota),
      ),
      examples: [{ given: { atQuota: 12, reps: 25 }, expected: '0.48' }],
    },
    'ramped-only': {
      differs:
        'Reps who at the start of the period were still ramping are left out: fewer months had passed since their first one than their planned ramp (`rampMonths` of the rep, or else of the calculation: 6 months by default).',
      formula: divide(
        countEntities(
          'atQuota',
          'owner',
          hasQuota,
          [attainment, 'atLeast', parameter('threshold', 1, 'ratio')],
          isRamped,
          isEmployedThroughout,
        ),
        countEntities('reps', 'owner', hasQuota, isRamped, isEmployedThroughout),
      ),
      examples: [{ given: { atQuota: 12, reps: 16 }, expected: '0.75' }],
    },
    'ramping-at-less': {
      differs:
        'Reps who were still ramping at the start of the period (`rampMonths`) are at quota from a lower threshold on (`rampingThreshold`, 0.7 by default).',
      formula: divide(
        plus(
          countEntities(
            'rampedAtQuota',
            'owner',
            hasQuota,
            [attainment, 'atLeast', parameter('threshold', 1, 'ratio')],
            isRamped,
            isEmployedThroughout,
          ),
          countEntities(
            'rampingAtQuota',
            'owner',
            hasQuota,
            [attainment, 'atLeast', parameter('rampingThreshold', '0.7', 'ratio')],
            isRamping,
            isEmployedThroughout,
          ),
        ),
        countEntities('reps', 'owner', hasQuota, isEmployedThroughout),
      ),
      examples: [{ given: { rampedAtQuota: 12, rampingAtQuota: 3, reps: 20 }, expected: '0.75' }],
    },
  },
  levels: [
    { value: '0.6', meaning: 'Lower end of the usual 60 to 70% of reps.', source: prowiAttainment },
    {
      value: '0.7',
      meaning: 'Upper end of the usual 60 to 70% of reps; GitLab aims above it among ramped reps.',
      source: prowiAttainment,
    },
  ],
  examples: [
    { given: { atQuota: 1, reps: 4 }, expected: '0.25', source: b2bParticipation },
    { given: { atQuota: 0, reps: 4 }, expected: '0' },
    { given: { atQuota: 0, reps: 0 }, expected: 'no-denominator' },
  ],
  sources: [b2bParticipation, gitlabSheet, prowiAttainment, gitlabIndex],
  related: ['quota-attainment'],
  pitfalls: [
    'It turns on one step: a rep at 99% and one at 10% count the same.',
    'With a filter or a group that the record of the rep does not share, as of a quota with a territory of its own whose rep has none, the dates of employment are not seen: every owner counts then.',
    'The same team stood at 75% by the mean attainment and at 25% by this rate.',
  ],
});
