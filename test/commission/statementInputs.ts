import fc from 'fast-check';
import type { CommissionEvent, CommissionInput } from '../../src/commission/events.ts';
import type { Instalment, Settlement } from '../../src/commission/plan.ts';
import { commissionInputs, plainFeatures } from '../arbitraries/commission.ts';
import { dayNumberOf, writtenDay } from '../oracles/calendar.ts';

const optional = <Value>(arbitrary: fc.Arbitrary<Value>): fc.Arbitrary<Value | undefined> =>
  fc.option(arbitrary, { nil: undefined, freq: 2 });

const settlement: fc.Arbitrary<Settlement> = fc.record({
  draws: optional(
    fc.constantFrom<NonNullable<Settlement['draws']>>(
      [{ id: 'floor', kind: 'guarantee', amount: '40', recoverable: true }],
      [{ id: 'floor', kind: 'guarantee', amount: ['50', '25'], recoverable: false }],
      [
        { id: 'floor', kind: 'guarantee', amount: '30', recoverable: true, recoverShare: '0.5' },
        { id: 'more', kind: 'additional', amount: ['20', '10.01'], recoverable: true, recoverFrom: '2026-03-01' },
      ],
      [
        {
          id: 'more',
          kind: 'additional',
          amount: '15',
          recoverable: true,
          recoverAgainst: ['first'],
          to: '2026-04-01',
        },
      ],
      [{ id: 'more', kind: 'additional', amount: '9.99', recoverable: true, forgiveOn: '2026-06-15' }],
    ),
  ),
  overpaymentShare: optional(fc.constantFrom('0.25', '0.3333')),
  maximum: optional(fc.constantFrom('60', '33.33')),
  minimumPayment: optional(fc.constantFrom('5', '12.5')),
});

const release = fc.constantFrom<readonly Instalment[] | undefined>(
  undefined,
  [
    { share: '0.3333', on: 'event' },
    { share: '0.6667', on: 'cash' },
  ],
  [
    { share: '0.5', on: 'event', plusDays: 20 },
    { share: '0.5', on: 'cash-complete', expiresAfterDays: 45 },
  ],
  [{ share: '1', on: 'delivered', plusDays: 3, expiresAfterDays: 30 }],
);

/** Cash, dates and late versions of what happened. */
interface Fate {
  readonly cash: string;
  readonly after: number;
  readonly delay: number;
  readonly delivered: number | null;
}

const fate: fc.Arbitrary<Fate> = fc.record({
  cash: fc.constantFrom('0', '10', '50', '100.01', '1000'),
  after: fc.nat({ max: 80 }),
  delay: fc.constantFrom(0, 0, 0, 20, 60),
  delivered: fc.option(fc.nat({ max: 40 })),
});

const adjustment = fc.record({
  payee: fc.constantFrom('ada', 'bo', 'cy'),
  on: fc.constantFrom('2026-02-01', '2026-02-28', '2026-03-20', '2026-05-31'),
  amount: fc.constantFrom('25', '-40.5', '0.01', '7.77'),
  delay: fc.constantFrom(0, 0, 10, 60),
});

/** Days on which statements are made, ascending; each in another quarter, whether quarters begin in January or in February. */
const dayLists = fc.constantFrom(
  ['2026-02-28', '2026-05-31', '2026-09-30'],
  ['2026-03-15', '2026-06-10', '2026-09-30'],
  ['2026-01-31', '2026-05-10', '2026-09-15'],
  ['2026-03-31', '2026-06-30', '2026-09-30'],
);

/** Inputs with everything: cash, draws, adjustments, versions that become known late; and days on which statements are made. */
export const statedInputs: fc.Arbitrary<{ readonly input: CommissionInput; readonly days: readonly string[] }> = fc
  .record({
    drawn: commissionInputs({
      ...plainFeatures,
      factors: true,
      limits: true,
      reversals: true,
      closings: true,
      overrides: true,
      teams: true,
      currencies: true,
      amendments: true,
    }),
    settlement: optional(settlement),
    release,
    fates: fc.array(fate, { minLength: 20, maxLength: 20 }),
    adjustments: fc.array(adjustment, { maxLength: 3 }),
    days: dayLists,
  })
  .map(({ drawn, settlement: terms, release: instalments, fates, adjustments, days }) => {
    const events = drawn.events.flatMap((event, index): CommissionEvent[] => {
      const { cash, after, delay, delivered } = fates[index % fates.length] as Fate;
      const day = dayNumberOf(event.on);
      const known = dayNumberOf(event.knownAt ?? event.on) + delay;
      const deal = {
        ...event,
        knownAt: writtenDay(known),
        ...(delivered === null ? {} : { dates: { delivered: writtenDay(day + delivered) } }),
      };
      if (event.reverses !== undefined || event.knownAt !== undefined || cash === '0') return [deal];
      return [deal, { id: `${event.id}-cash`, on: writtenDay(day + after), amount: cash, pays: event.id }];
    });
    const input: CommissionInput = {
      ...drawn,
      // Nobody stays beyond the last quotas.
      assignments: drawn.assignments.map((assignment) => ({ to: '2026-09-01', ...assignment })),
      plans: drawn.plans.map((plan) => ({
        ...plan,
        settlement: terms,
        ...(instalments === undefined ? {} : { release: instalments }),
        components: plan.components.map((component) =>
          component.kind === 'curve' || component.kind === 'override'
            ? component
            : { ...component, release: [{ share: 1, on: 'event' }] },
        ),
      })),
      events,
      adjustments: adjustments.map(({ payee, on, amount, delay }, index) => ({
        id: `a${index}`,
        payee,
        on,
        amount,
        reason: 'agreed',
        knownAt: writtenDay(dayNumberOf(on) + delay),
      })),
    };
    return { input, days };
  });
