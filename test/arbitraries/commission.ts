import fc from 'fast-check';
import { dayNumberOf, writtenDay } from '../oracles/calendar.ts';
import type {
  PlainAssignment,
  PlainEvent,
  PlainInput,
  PlainPlan,
  PlainQuota,
  PlainScore,
} from '../oracles/commissionShape.ts';
import { stretchesFrom } from '../oracles/commissionSpan.ts';
import { bounds, cents } from './commissionCurves.ts';
import { type Features, optional, rarely } from './commissionFeatures.ts';
import { type DrawnPlan, plans } from './commissionPlans.ts';

export { everything, type Features, plainFeatures } from './commissionFeatures.ts';

const payees = ['ada', 'bo', 'cy'] as const;
const through = '2026-07-31';

/** Days that are often the same, and often the first or last of a period. */
const day = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom('2026-01-31', '2026-02-01', '2026-03-15', '2026-03-16', '2026-03-31', '2026-04-01'),
  },
  {
    weight: 2,
    arbitrary: fc.integer({ min: dayNumberOf('2026-01-01'), max: dayNumberOf('2026-06-30') }).map(writtenDay),
  },
);

/** Amounts that add up to bounds, and odd cents. */
const amount = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('50', '100', '0.01', '83.33', '166.67', '150', '250', ...bounds) },
  { weight: 3, arbitrary: fc.integer({ min: 1, max: 60_000 }).map(cents) },
  { weight: 1, arbitrary: fc.constantFrom('-50', '-33.33', '0') },
);

interface DrawnEvent {
  readonly event: PlainEvent;
  /** How it is changed or taken back later. */
  readonly fate: 'stays' | 'amended' | 'cancelled' | 'returned' | 'partly' | 'twice' | 'pieces';
  readonly later: number;
  readonly other: string;
  /** Days after the deal. */
  readonly delivered: number | undefined;
  readonly payments: readonly { readonly after: number; readonly amount: string }[];
}

/** What customers pay for a deal, and get back. */
const payments = fc.array(
  fc.record({ after: fc.nat({ max: 80 }), amount: fc.constantFrom('50', '100', '25', '10.01', '500', '-20', '-50') }),
  { maxLength: 3 },
);

function drawnEvent(features: Features): fc.Arbitrary<DrawnEvent> {
  const fates: DrawnEvent['fate'][] = ['stays', 'stays', 'stays'];
  if (features.amendments) fates.push('amended', 'cancelled');
  if (features.reversals) fates.push('returned', 'partly', 'twice', 'pieces');
  const credits = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...payees).map((payee) => [{ payee }]) },
    {
      weight: 3,
      arbitrary: fc.constantFrom(
        // Equals, for contests.
        [
          { payee: 'ada', share: '0.5' },
          { payee: 'bo', share: '0.5' },
        ],
        [
          { payee: 'bo', share: '0.5' },
          { payee: 'cy', share: '0.5' },
        ],
        [
          { payee: 'ada', share: '0.3333' },
          { payee: 'bo', share: '0.6667' },
          { payee: 'cy', role: 'engineer' },
        ],
        [
          { payee: 'cy' },
          { payee: 'cy', role: 'engineer', share: '0.25' },
          { payee: 'bo', role: 'engineer', share: '0.1' },
        ],
      ),
    },
  );
  return fc
    .record({
      kind: optional(fc.constantFrom('sale', 'renewal')),
      on: day,
      sequence: rarely(fc.integer({ min: -1, max: 2 })),
      amount,
      currency: features.currencies ? optional(fc.constantFrom('USD', 'EUR', 'GBP')) : fc.constant(undefined),
      quantity: fc.constantFrom('1', '2', '3.5', '50'),
      margin: amount,
      credits,
      fate: fc.constantFrom(...fates),
      later: fc.constantFrom(0, 0, 1, 10, 31, 75),
      other: amount,
      delivered: features.cash ? optional(fc.nat({ max: 40 })) : fc.constant(undefined),
      payments: features.cash ? payments : fc.constant([]),
    })
    .map(({ fate, later, other, margin, delivered, payments: paid, ...parts }) => ({
      event: { id: '', ...parts, values: { margin } },
      fate,
      later,
      other,
      delivered,
      payments: paid,
    }));
}

/** The versions of an event, what takes it back, and what is paid for it while it stands. */
function eventsOf(drawn: DrawnEvent, id: string): readonly PlainEvent[] {
  const { event, delivered, payments: paid } = drawn;
  const onDay = (after: number): string => writtenDay(Math.min(dayNumberOf(event.on) + after, dayNumberOf(through)));
  const dates = delivered === undefined ? {} : { dates: { delivered: onDay(delivered) } };
  const cash = Number(event.amount) > 0 ? paid : [];
  return [
    ...versionsOf({ ...drawn, event: { ...event, ...dates } }, id),
    ...cash.map(({ after, amount: received }, index) => ({
      id: `${id}-paid${index}`,
      on: onDay(after),
      amount: received,
      currency: event.currency,
      pays: id,
    })),
  ];
}

function versionsOf({ event, fate, later, other }: DrawnEvent, id: string): readonly PlainEvent[] {
  const whole = { ...event, id };
  const on = writtenDay(Math.min(dayNumberOf(event.on) + later, dayNumberOf(through)));
  const back = { id: `${id}-r`, kind: 'return', on, reverses: id, sequence: 3 };
  const hasParts = Number(event.amount) > 0;
  switch (fate) {
    case 'amended':
      return [whole, { ...whole, amount: other, knownAt: writtenDay(dayNumberOf(event.on) + later + 1) }];
    case 'cancelled':
      return [whole, { ...whole, cancelled: true, knownAt: writtenDay(dayNumberOf(event.on) + later + 1) }];
    case 'returned':
      return [whole, back];
    case 'partly':
    case 'twice': {
      if (!hasParts) return [whole, back];
      const part = { ...back, amount: cents(Math.ceil(Number(event.amount) * 40)), currency: event.currency };
      return fate === 'partly' ? [whole, part] : [whole, part, { ...back, id: `${id}-z`, sequence: 4 }];
    }
    case 'pieces':
      return [whole, { ...back, quantity: '1' }];
    default:
      return [whole];
  }
}

type Stay = Pick<PlainAssignment, 'from' | 'to'>;

/** One time at the plan, or two with a gap. */
const stays = fc.constantFrom<readonly Stay[]>(
  [{ from: '2026-01-01' }],
  [{ from: '2026-01-01' }],
  [{ from: '2026-01-16' }],
  [{ from: '2026-02-28' }],
  [{ from: '2025-12-31', to: '2026-05-01' }],
  [{ from: '2026-01-01', to: '2026-04-16' }],
  [{ from: '2026-01-01', to: '2026-03-01' }, { from: '2026-03-16' }],
);

const targetPays = fc.constantFrom<NonNullable<PlainAssignment['targetPay']>>('100', '66.67', {
  first: '1234.5',
  second: '50',
  bonus: '33.34',
});

/** Target pay for the components that there are. */
function payFor(versions: readonly PlainPlan[], pay: PlainAssignment['targetPay']): PlainAssignment['targetPay'] {
  if (typeof pay !== 'object') return pay;
  const ids = new Set(versions.flatMap(({ components }) => components.map(({ id }) => id)));
  return Object.fromEntries(Object.entries(pay).filter(([id]) => ids.has(id)));
}

/** A quota for every window of every measure that has a target, of the plan alone where there are several. */
function quotasOf(plan: PlainPlan, chosen: readonly number[], named: Pick<PlainQuota, 'plan'>): readonly PlainQuota[] {
  return Object.entries(plan.measures).flatMap(([measure, shape]) => {
    if ((shape.kind !== 'credits' && shape.kind !== 'given') || shape.target === undefined) return [];
    const { window } = shape;
    const zero = shape.target.zero === undefined ? [] : ['0'];
    const sizes = [...zero, ...(shape.kind === 'given' ? ['4', '3', '4.5'] : ['1000', '333.33', '250', '500', '100'])];
    const size = (index: number): string => sizes[(chosen[index % chosen.length] ?? 0) % sizes.length] ?? '4';
    const edges =
      window === 'quota'
        ? ['2025-12-01', '2026-01-20', '2026-03-16', '2026-04-01', '2027-02-01'].map(dayNumberOf)
        : typeof window === 'string' && window !== 'event' && window !== 'start'
          ? stretchesFrom(window, dayNumberOf('2025-12-01'), dayNumberOf('2026-12-01'), plan.calendar).flatMap(
              ({ first, last }, index) => (index === 0 ? [first, last + 1] : [last + 1]),
            )
          : [];
    return edges.slice(0, -1).flatMap((from, index) => {
      const quota = { measure, from: writtenDay(from), to: writtenDay(edges[index + 1] ?? from + 1), ...named };
      const own = (chosen[0] ?? 0) % 2 === 0 ? [{ ...quota, payee: 'bo', amount: size(index + 1) }] : [];
      const known = (chosen[1] ?? 0) % 3 === 0 ? [{ ...quota, amount: size(index + 2), knownAt: '2026-04-10' }] : [];
      return [{ ...quota, amount: size(index) }, ...own, ...known];
    });
  });
}

/** The times of a payee under a plan, perhaps with a curve of the own. */
function assignmentsOf(
  { versions, curves }: DrawnPlan,
  payee: string,
  times: readonly Stay[],
  { targetPay, chosen }: { readonly targetPay: PlainAssignment['targetPay']; readonly chosen: readonly number[] },
): readonly PlainAssignment[] {
  const [plan] = versions;
  return times.map((stay, index) => {
    const own = [undefined, ...curves][(chosen[index] ?? 0) % (curves.length + 1)];
    return {
      payee,
      plan: plan?.id ?? '',
      targetPay: payFor(versions, targetPay),
      ...(own === undefined ? {} : { curves: { first: own } }),
      ...stay,
    };
  });
}

const score: fc.Arbitrary<PlainScore> = fc.record({
  payee: optional(fc.constantFrom(...payees)),
  measure: fc.constant('satisfaction'),
  on: day,
  value: fc.constantFrom('1', '3', '4', '4.5', '2.99'),
});

function distinctScores(scores: readonly PlainScore[]): readonly PlainScore[] {
  return scores.filter(
    ({ payee, on }, index) => scores.findIndex((other) => other.payee === payee && other.on === on) === index,
  );
}

const hierarchies = fc.constantFrom<NonNullable<PlainInput['reportingLines']>>(
  [
    { payee: 'bo', manager: 'ada' },
    { payee: 'cy', manager: 'ada' },
  ],
  [
    { payee: 'bo', manager: 'ada' },
    { payee: 'cy', manager: 'bo' },
  ],
  [
    { payee: 'bo', manager: 'ada', to: '2026-03-16' },
    { payee: 'bo', manager: 'cy', from: '2026-03-16' },
    { payee: 'cy', manager: 'ada' },
  ],
);

/** Rates of every currency to those of the plans. */
function ratesTo(currencies: ReadonlySet<string>): NonNullable<PlainInput['rates']> {
  return [...currencies].flatMap((to) =>
    ['USD', 'EUR', 'GBP', 'JPY', 'KWD']
      .filter((from) => from !== to)
      .flatMap((from) => [
        { from, to, on: '2025-01-01', rate: '0.9173' },
        { from, to, on: '2026-02-01', rate: '1.05' },
        { from, to, on: '2026-03-16', rate: '1.3333' },
      ]),
  );
}

/** A second plan, and who is under it beside the first. */
function secondPlan(features: Features): fc.Arbitrary<DrawnPlan> {
  if (!features.twoPlans) return fc.constant({ versions: [], curves: [] });
  return plans(features).map(({ versions, curves }) => ({
    versions: versions.map((plan) => ({ ...plan, id: 'other' })),
    curves,
  }));
}

/** A whole input with everything that the features allow. */
export function commissionInputs(features: Features): fc.Arbitrary<PlainInput> {
  return fc
    .record({
      drawn: plans(features),
      other: secondPlan(features),
      times: fc.tuple(stays, stays, stays),
      otherTimes: fc.tuple(
        fc.constant([]),
        stays,
        optional(stays).map((list) => list ?? []),
      ),
      targetPay: fc.tuple(targetPays, targetPays, targetPays),
      events: fc.array(drawnEvent(features), { minLength: 1, maxLength: 7 }),
      chosen: fc.array(fc.nat({ max: 9 }), { minLength: 5, maxLength: 5 }),
      scores: fc.array(score, { maxLength: 4 }),
      hierarchy: hierarchies,
      knownAt: features.amendments
        ? optional(fc.constantFrom('2026-03-16', '2026-05-01', '2026-07-31'))
        : fc.constant(undefined),
    })
    .map(({ drawn, other, times, otherTimes, targetPay, events, chosen, scores, hierarchy, knownAt }) => {
      const hasOther = other.versions.length > 0;
      const all = [...drawn.versions, ...other.versions];
      return {
        plans: all,
        assignments: payees.flatMap((payee, index) => {
          const terms = { targetPay: targetPay[index], chosen: chosen.slice(index) };
          return [
            ...(hasOther ? assignmentsOf(other, payee, otherTimes[index] ?? [], terms) : []),
            ...assignmentsOf(drawn, payee, times[index] ?? [], terms),
          ];
        }),
        events: events.flatMap((event, index) => eventsOf(event, `e${index}`)),
        quotas: [drawn, other].flatMap(({ versions: [plan] }) =>
          plan === undefined ? [] : quotasOf(plan, chosen, hasOther ? { plan: plan.id } : {}),
        ),
        scores: distinctScores(scores),
        reportingLines: features.teams || features.overrides ? hierarchy : [],
        rates: ratesTo(new Set(all.map(({ currency }) => currency))),
        ...(knownAt === undefined ? {} : { knownAt }),
        through,
      };
    });
}
