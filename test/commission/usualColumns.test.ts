import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CommissionEvent, CommissionInput } from '../../src/commission/events.ts';
import type { CommissionPlan } from '../../src/commission/plan.ts';
import { outcome, withIdle } from './bothWays.ts';

// Usual events lie in columns. The same events with a sequence of 0, which says nothing new, are kept as objects: both must say the same.
const asObjects = (events: readonly CommissionEvent[]): CommissionEvent[] =>
  events.map((event) => ({ sequence: 0, ...event }));

const event = fc
  .record(
    {
      on: fc
        .tuple(fc.constantFrom('01', '02', '07'), fc.integer({ min: 1, max: 5 }))
        .map(([month, day]) => `2026-${month}-0${day}`),
      amount: fc.oneof(
        { weight: 90, arbitrary: fc.integer({ min: -20_000, max: 90_000 }).map((cents) => cents / 100) },
        { weight: 10, arbitrary: fc.constantFrom('100', '0.125', 5n) },
        // Too large or too fine for columns, or missing.
        { weight: 1, arbitrary: fc.constantFrom('9007199254740993', '0.0000000001', null) },
      ),
      payee: fc.constantFrom('ann', 'ann', 'bob', 'nobody'),
      kind: fc.constantFrom('sale', 'renewal'),
      currency: fc.constantFrom('USD', 'USD', 'EUR'),
      knownAt: fc.constantFrom('2026-02-03', '2026-09-01'),
    },
    { requiredKeys: ['on', 'amount', 'payee'] },
  )
  .map(({ payee, ...rest }) => ({ ...rest, credits: [{ payee }] }));

const scene = fc
  .record({
    events: fc.array(event, { maxLength: 25 }),
    // What is taken back, if anything: positions of events.
    taken: fc.oneof(fc.constant<number[]>([]), fc.uniqueArray(fc.nat(24), { maxLength: 3 })),
    of: fc.constantFrom('amount', 'amount', 'amount', 'amount', 'count', 'quantity'),
    where: fc.constantFrom(undefined, undefined, [{ field: 'kind', is: 'sale' }]),
    roles: fc.constantFrom(undefined, undefined, ['owner'], ['engineer']),
    counts: fc.boolean(),
    knownAt: fc.constantFrom(undefined, '2026-03-01'),
  })
  .map(({ events, taken, of, where, roles, counts, knownAt }) => {
    const sales = { kind: 'credits', of, window: 'quarter', where, roles };
    const deals = { kind: 'credits', of: 'count', window: 'year' };
    const curve = {
      mode: 'marginal',
      tiers: [
        { from: 0, rate: '0.0515' },
        { from: 300, rate: '0.1' },
      ],
    };
    const plan = {
      id: 'rep',
      currency: 'USD',
      measures: counts ? { sales, deals } : { sales },
      components: [
        { id: 'commission', kind: 'curve', measure: 'sales', curve },
        ...(counts ? [{ id: 'bounty', kind: 'curve', measure: 'deals', curve }] : []),
      ],
    } as unknown as CommissionPlan;
    const all = events.map((each, index) => ({ id: `e${index}`, ...each })) as CommissionEvent[];
    const returns = taken.flatMap((index): CommissionEvent[] =>
      index < all.length ? [{ id: `r${index}`, on: '2026-08-01', reverses: `e${index}`, knownAt: '2026-02-20' }] : [],
    );
    return {
      plans: [plan],
      assignments: [
        { payee: 'ann', plan: 'rep', from: '2026-01-02' },
        { payee: 'bob', plan: 'rep', from: '2026-01-01', to: '2026-07-03' },
      ],
      events: [...all, ...returns],
      rates: [{ from: 'EUR', to: 'USD', on: '2026-01-01', rate: '1.25' }],
      knownAt,
      through: '2026-08-31',
    } as CommissionInput;
  });

function earnedByPeriod(run: unknown): unknown {
  if (run instanceof Error) return run;
  const { statements } = run as { statements: { payee: string; period: object; earned: string; next: unknown }[] };
  return statements.map(({ payee, period, earned, next }) => ({ payee, period, earned, next }));
}

describe('usual events', () => {
  it('are paid as the same events kept as objects, and event by event', () => {
    fc.assert(
      fc.property(scene, (input) => {
        const columns = outcome(input);
        expect(columns).toStrictEqual(outcome({ ...input, events: asObjects(input.events) }));
        // A limit sends the account through the pass for all others, event by event.
        expect(
          earnedByPeriod(outcome({ ...input, plans: [withIdle(input.plans[0] as CommissionPlan)] })),
        ).toStrictEqual(earnedByPeriod(columns));
      }),
      { numRuns: 300 },
    );
  });

  it('are added up exactly where a later one makes the unit too fine for a double', () => {
    const run = outcome({
      plans: [
        {
          id: 'rep',
          currency: 'USD',
          rounding: 'half-up',
          measures: { sales: { kind: 'credits', window: 'year' } },
          components: [
            { id: 'all', kind: 'curve', measure: 'sales', curve: { mode: 'marginal', tiers: [{ from: 0, rate: 1 }] } },
          ],
        },
      ],
      assignments: [{ payee: 'ann', plan: 'rep', from: '2026-01-01' }],
      events: ['9007199254740', '0.0050'].map((amount, index) => ({
        id: `e${index}`,
        on: `2026-01-0${index + 1}`,
        amount,
        credits: [{ payee: 'ann' }],
      })),
    });
    // Ten-thousandths of the sum are beyond 2^53, where doubles are 16 apart.
    expect((run as { statements: { earned: string }[] }).statements[0]?.earned).toBe('9007199254740.01');
  });

  it('of one day come to the sum of the day, whatever their order', () => {
    const events = ['0.10', '0.20', '250', '49.70'].map((amount, index) => ({
      id: `e${index}`,
      on: '2026-01-05',
      amount,
      credits: [{ payee: 'ann' }],
    }));
    const run = (given: readonly CommissionEvent[]): unknown =>
      outcome({
        plans: [
          {
            id: 'rep',
            currency: 'USD',
            measures: { sales: { kind: 'credits', window: 'year' } },
            components: [
              {
                id: 'commission',
                kind: 'curve',
                measure: 'sales',
                curve: {
                  mode: 'marginal',
                  tiers: [
                    { from: 0, rate: '0.05' },
                    { from: 200, rate: '0.1' },
                  ],
                },
              },
            ],
          },
        ],
        assignments: [{ payee: 'ann', plan: 'rep', from: '2026-01-01' }],
        events: given,
      });
    // 200 x 5 % + 100 x 10 %.
    expect((run(events) as { statements: { earned: string }[] }).statements[0]?.earned).toBe('20');
    expect(run([...events].reverse())).toStrictEqual(run(events));
  });
});
