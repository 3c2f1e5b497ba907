/** Sales events of 1,000 payees in one year, their quotas, and a plan of four marginal tiers on attainment of the year. */
import { randomStream } from '../../examples/generator/random.mjs';
import { dayTexts } from './days.mjs';

/** Ids of the payees, in order. */
export const payeeIds = Array.from({ length: 1000 }, (_, payee) => `payee-${String(payee + 1).padStart(4, '0')}`);

/** First day of 2026. */
const yearStart = dayTexts.indexOf('2026-01-01');

/** Where the tiers begin, in shares of the quota, and what they pay. */
export const tiers = [
  { from: 0, rate: 0.05 },
  { from: 0.5, rate: 0.075 },
  { from: 1, rate: 0.1 },
  { from: 1.5, rate: 0.125 },
];

/** The plan, as data. */
export const plan = {
  id: 'rep',
  currency: 'USD',
  measures: { sales: { kind: 'credits', window: 'year', target: {} } },
  components: [
    {
      id: 'commission',
      kind: 'curve',
      measure: 'sales',
      curve: {
        mode: 'marginal',
        on: 'attainment',
        tiers: tiers.map(({ from, rate }) => ({ from: String(from), rate: String(rate) })),
      },
    },
  ],
};

/** Yearly quotas, whole thousands; some payees stay below half of it, some pass one and a half. */
export function quotas(eventCount) {
  const random = randomStream('bench-quotas');
  const usual = (eventCount / payeeIds.length) * 1000;
  return payeeIds.map((payee) => ({
    payee,
    measure: 'sales',
    from: '2026-01-01',
    to: '2027-01-01',
    amount: Math.max(2, Math.round((usual * (0.4 + 2 * random.between(0, 1))) / 1000)) * 1000,
  }));
}

/** One assignment for each payee. */
export const assignments = payeeIds.map((payee) => ({ payee, plan: plan.id, from: '2026-01-01' }));

/**
 * The same events for the same number, in no order of date.
 *
 * @param count - number of events
 */
export function events(count) {
  const random = randomStream('bench-events');
  return Array.from({ length: count }, (_, index) => ({
    id: `sale-${index + 1}`,
    on: dayTexts[yearStart + random.whole(0, 364)],
    // To the cent, from 50.00 to about 4,000.00; about 1,000.00 on average.
    amount: (5_000 + Math.floor(random.between(0, 1) * random.between(0, 1) * 395_000)) / 100,
    credits: [{ payee: random.pick(payeeIds) }],
  }));
}
