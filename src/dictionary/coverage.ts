import { count, sum } from '../expression/aggregate.ts';
import { countEntities, divide, foldEntities, type Having } from '../expression/arithmetic.ts';
import { all, any, is, isMissing, isPresent } from '../expression/condition.ts';
import { always, fallsIn, records, restrictedTo } from '../expression/recordSet.ts';
import { defineEntry } from './entry.ts';
import { brainsharkGlossary, leanScaleCapture } from './funnelSources.ts';
import { hasHappenedByTheEnd, isDone, isLive } from './recordSets.ts';

const assignedAccounts = records(
  'accounts',
  always(),
  isPresent('ownerId'),
  any(isMissing('createdOn'), hasHappenedByTheEnd('createdOn')),
);
const touches = records('activities', fallsIn('occurredOn'), ...isDone);
const twoWayTouches = restrictedTo(
  touches,
  any(
    all(is('kind', 'call'), isLive),
    all(is('kind', 'email'), any(is('outcome', 'replied'), is('direction', 'inbound'))),
    all(is('kind', 'meeting'), is('outcome', 'held')),
  ),
);
const isAssigned: Having = [count('assigned', assignedAccounts), 'above', 0];
const isTouched: Having = [count('touches', touches), 'above', 0];

/**
 * Share of the assigned accounts with an activity in the period: covered / assigned.
 *
 * Unit: fraction of one. Undefined (`no-denominator`) when no account is assigned.
 */
export const accountCoverage = defineEntry({
  id: 'account-coverage',
  name: 'Account coverage',
  question: 'With what share of our assigned accounts were we in touch in the period?',
  category: 'activity',
  indicator: 'leading',
  cadence: 'weekly',
  unit: 'ratio',
  better: 'higher',
  formula: divide(countEntities('covered', 'account', isAssigned, isTouched), count('assigned', assignedAccounts)),
  counts:
    'Accounts that have an owner and were created by the end of the period; covered when an activity of the period names the account, of any kind and either direction, by the time it took place. What a machine sent, meetings that were cancelled or to which nobody came, and tasks not completed do not cover. By owner, an account is covered by activities of its owner.',
  undefinedWhen: 'No account is assigned.',
  variants: {
    'two-way': {
      differs:
        'Only contact in which both sides took part covers: calls that reached the person, emails that were replied to or came in, and meetings held.',
      formula: divide(
        countEntities('covered', 'account', isAssigned, [count('twoWayTouches', twoWayTouches), 'above', 0]),
        count('assigned', assignedAccounts),
      ),
      examples: [
        { given: { covered: 18, assigned: 80 }, expected: '0.225' },
        { given: { covered: 0, assigned: 0 }, expected: 'no-denominator' },
      ],
    },
    'by-potential': {
      differs: 'Weighs each account by its `potential`; accounts without one are left out.',
      formula: divide(
        foldEntities('coveredPotential', 'account', 'sum', sum('potential', assignedAccounts, 'potential'), isTouched),
        sum('potential', assignedAccounts, 'potential'),
      ),
      examples: [
        { given: { coveredPotential: 900, potential: 1200 }, expected: '0.75' },
        { given: { coveredPotential: 0, potential: 0 }, expected: 'no-denominator' },
      ],
    },
  },
  examples: [
    { given: { covered: 60, assigned: 80 }, expected: '0.75' },
    { given: { covered: 0, assigned: 80 }, expected: '0' },
    { given: { covered: 0, assigned: 0 }, expected: 'no-denominator' },
  ],
  sources: [brainsharkGlossary],
  related: ['activities-per-rep', 'activity-capture-rate', 'meetings-held'],
  pitfalls: [
    'The records know the present owner of an account: an account that changed hands counts for its new owner in past periods too.',
    'An activity that names a lead or an opportunity but no account covers nothing.',
    'The longer the period, the higher the coverage: compare periods of one length.',
  ],
});

const seen = records('activities', fallsIn('occurredOn'), isPresent('inCrm'));
const captured = restrictedTo(seen, is('inCrm', true));
const captureRate = divide(count('captured', captured), count('seen', seen));

/**
 * Share of the activities that mail, calendar and phone systems saw in the period and the CRM holds: captured / seen.
 *
 * Unit: fraction of one. Undefined (`no-denominator`) when the systems saw nothing.
 */
export const activityCaptureRate = defineEntry({
  id: 'activity-capture-rate',
  name: 'Activity capture rate',
  question: 'What share of what mail, calendar and phone systems saw does the CRM hold?',
  category: 'activity',
  indicator: 'leading',
  cadence: 'monthly',
  unit: 'ratio',
  better: 'higher',
  formula: captureRate,
  counts:
    'Activities for which it is known whether the CRM holds them (`inCrm`), by the time they took place: those that a mail, calendar or phone system saw. For one kind or one rep, filter or group by `kind` or `owner`.',
  undefinedWhen: 'The systems saw no activity in the period.',
  variants: {
    'mean-of-kinds': {
      differs: 'The mean of the rates of the kinds, so that many captured emails do not hide calls that are missing.',
      formula: foldEntities('capture', 'kind', 'mean', captureRate),
      examples: [{ given: { capture: '0.4' }, expected: '0.4' }],
    },
    'mean-of-reps': {
      differs: 'The mean of the rates of the reps, each weighing the same; activities without an owner are left out.',
      formula: foldEntities('capture', 'owner', 'mean', captureRate),
      examples: [{ given: { capture: '0.35' }, expected: '0.35' }],
    },
  },
  examples: [
    { given: { captured: 120, seen: 1000 }, expected: '0.12' },
    { given: { captured: 0, seen: 1000 }, expected: '0' },
    { given: { captured: 0, seen: 0 }, expected: 'no-denominator' },
  ],
  levels: [
    {
      value: '0.15',
      meaning: 'Upper end of what logging by hand is said to hold (10 to 15%).',
      source: leanScaleCapture,
    },
  ],
  sources: [leanScaleCapture],
  related: ['activities-per-rep', 'calls-made', 'account-coverage'],
  pitfalls: [
    'Without records of what the systems saw but the CRM does not hold, the rate is 1 and says nothing.',
    'Activities that only a rep logged by hand, such as a visit, are in no system and so in neither count.',
  ],
});
