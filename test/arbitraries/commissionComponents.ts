import fc from 'fast-check';
import type {
  PlainComponent,
  PlainCredits,
  PlainCurveComponent,
  PlainFactor,
  PlainInstalment,
  PlainLimit,
  PlainReversal,
  PlainTable,
} from '../oracles/commissionShape.ts';
import { curves } from './commissionCurves.ts';
import { type Features, grain, optional, rarely } from './commissionFeatures.ts';

/** A gate, a kicker or a multiplier. */
const factor: fc.Arbitrary<PlainFactor> = fc.oneof(
  fc.constantFrom<PlainFactor>(
    { when: [{ measure: 'deals', atLeast: '3' }], otherwise: '0.5' },
    { when: [{ measure: 'deals', above: '2' }], multiply: '1.3' },
    { when: [{ measure: 'volume', on: 'attainment', atMost: '1' }], multiply: '0.95' },
    { when: [{ measure: 'volume', on: 'attainment', atLeast: '1' }], multiply: '1.5' },
    { when: [{ measure: 'volume', on: 'attainment', below: '0.5' }], multiply: '0.8' },
    {
      when: [
        { measure: 'renewalShare', above: '0.25' },
        { measure: 'deals', atMost: '5' },
      ],
      multiply: '1.2',
    },
    { when: [{ measure: 'satisfaction', atLeast: '4' }], otherwise: '0' },
    { when: [{ measure: 'satisfaction', atLeast: '3' }], multiply: '1.1', otherwise: '0.9', adds: true },
    { when: [{ measure: 'satisfaction', on: 'attainment', atLeast: '1' }], multiply: '1.25' },
    { when: [{ measure: 'tenure', atLeast: '2' }], multiply: '0.9', adds: true },
    {
      multiply: {
        by: 'tenure',
        tiers: [
          { from: '0', rate: '1.5' },
          { from: '1', rate: '1' },
          { from: '4', rate: '0.9' },
        ],
      },
    },
    { when: [{ measure: 'volume', atLeast: '333.33' }], multiply: '1.333', adds: true },
    {
      multiply: {
        by: 'satisfaction',
        tiers: [
          { from: '0', rate: '0.9' },
          { from: '4', rate: '1.05' },
        ],
      },
    },
    {
      multiply: {
        by: 'volume',
        on: 'attainment',
        closed: 'upper',
        tiers: [
          { from: '0', rate: '1' },
          { from: '1', rate: '1.25' },
        ],
      },
    },
  ),
);

/** What only events that are paid by themselves can be multiplied by. */
const ownFactor: fc.Arbitrary<PlainFactor> = fc.constantFrom<PlainFactor>(
  { when: [{ measure: 'dealSize', atLeast: '100' }], multiply: '1.1' },
  { when: [{ measure: 'lately', above: '3.5' }], otherwise: '0.75' },
);

/** Rates by what reversals do not move. */
const tables: readonly PlainTable[] = [
  {
    by: 'tenure',
    tiers: [
      { from: '0', rate: '0.2' },
      { from: '2', rate: '0.1' },
    ],
  },
  {
    by: 'satisfaction',
    tiers: [
      { from: '0', rate: '0.05' },
      { from: '3', rate: '0.0725' },
      { from: '4', rate: '0.1' },
    ],
  },
  {
    by: 'satisfaction',
    closed: 'upper',
    tiers: [
      { from: '2', rate: '0.0333' },
      { from: '4', rate: '0.125' },
    ],
  },
];

/** Rates by what is sold. */
const salesTables: readonly PlainTable[] = [
  {
    by: 'deals',
    closed: 'upper',
    tiers: [
      { from: '0', rate: '0.05' },
      { from: '2', rate: '0.0667' },
    ],
  },
  {
    by: 'volume',
    on: 'attainment',
    tiers: [
      { from: '0.1', rate: '0.05' },
      { from: '0.5', rate: '0.1' },
      { from: '1', rate: '0.15' },
    ],
  },
];

const maximum = fc.constantFrom('20', '33.33', '75.005');

/** One or two limits. */
export const limits: fc.Arbitrary<readonly PlainLimit[] | undefined> = optional(
  fc.array(
    fc.oneof(
      {
        weight: 3,
        arbitrary: fc.record({
          per: fc.constantFrom<PlainLimit['per']>('line', 'deal', 'period', 'quarter', 'year', 'ever'),
          minimum: rarely(fc.constantFrom('2', '10')),
          maximum,
          overflow: optional(fc.constantFrom('lose' as const, 'review' as const)),
        }),
      },
      {
        weight: 2,
        arbitrary: fc.record({
          per: fc.constant('period' as const),
          maximum,
          overflow: fc.constantFrom('carry' as const, 'carry' as const, 'lose' as const),
        }),
      },
    ),
    { minLength: 1, maxLength: 2 },
  ),
);

/** Half at once, half later. */
const halves: readonly PlainInstalment[] = [
  { share: '0.5', on: 'event' },
  { share: '0.5', on: 'event', plusDays: 30 },
];
/** Three parts that leave fractions of a cent. */
const thirds: readonly PlainInstalment[] = [
  { share: '0.3333', on: 'event' },
  { share: '0.3333', on: 'event', plusDays: 15 },
  { share: '0.3334', on: 'event', plusDays: 45 },
];

/** Instalments that wait for payments, or for a date that deals may have. */
const waiting: readonly (readonly PlainInstalment[])[] = [
  [{ share: '1', on: 'cash' }],
  [
    { share: '0.3333', on: 'event' },
    { share: '0.6667', on: 'cash', plusDays: 5 },
  ],
  [
    { share: '0.5', on: 'event', plusDays: 20 },
    { share: '0.5', on: 'cash-complete', expiresAfterDays: 45 },
  ],
  [
    { share: '0.25', on: 'delivered', plusDays: 3, expiresAfterDays: 30 },
    { share: '0.75', on: 'cash', expiresAfterDays: 40 },
  ],
];

/** When pay is released. */
export function releases({ cash }: Features): fc.Arbitrary<readonly PlainInstalment[] | undefined> {
  return cash
    ? optional(fc.constantFrom(halves, thirds, ...waiting, ...waiting), 4)
    : optional(fc.constantFrom(halves, thirds));
}

const reversal: fc.Arbitrary<PlainReversal | undefined> = optional(
  fc.record({
    money: optional(
      fc.constantFrom<NonNullable<PlainReversal['money']>>('original-line', 'original-rate', 'recompute'),
    ),
    limitTo: optional(fc.constantFrom<NonNullable<PlainReversal['limitTo']>>('paid', 'earned')),
    decay: rarely(
      fc.constantFrom([
        { from: '0', rate: '1' },
        { from: '30', rate: '0.5' },
        { from: '60', rate: '0.333' },
      ]),
    ),
    within: rarely(fc.constantFrom(20, 60)),
  }),
  4,
);

/** A fall of the curve needs a curve of the total, and credit that the reversal moves. */
function validReversal(
  rule: PlainReversal | undefined,
  { curve }: PlainCurveComponent,
  { window, reversals }: PlainCredits,
): PlainReversal | undefined {
  const cannotFall = curve.mode === 'per-deal' || typeof window !== 'string' || reversals === 'keep';
  return rule?.money === 'recompute' && cannotFall ? { ...rule, money: 'original-rate' } : rule;
}

export function closings(features: Features): fc.Arbitrary<readonly PlainComponent[]> {
  if (!features.closings) return fc.constant([]);
  const bonus = fc.record({
    id: fc.constant('bonus'),
    kind: fc.constant('bonus' as const),
    amount: optional(fc.constantFrom('100', '33.33', '1000.01'), 4),
    per: grain,
    prorate: optional(fc.boolean()),
    factors: features.factors ? optional(fc.tuple(factor)) : fc.constant(undefined),
    scores: optional(
      fc.constantFrom(
        [
          {
            measure: 'satisfaction',
            weight: '1',
            points: [
              { at: '1', score: '0' },
              { at: '4', score: '1' },
              { at: '5', score: '1.5' },
            ],
          },
        ],
        [
          { measure: 'volume', on: 'attainment' as const, weight: '0.7' },
          {
            measure: 'deals',
            weight: '0.3',
            points: [
              { at: '0', score: '0' },
              { at: '3', score: '1' },
            ],
          },
        ],
      ),
    ),
  });
  const rank = fc.record({
    id: fc.constant('contest'),
    kind: fc.constant('rank' as const),
    measure: fc.constantFrom('anyDeal', 'anyDeal', 'deals', 'volume'),
    on: fc.constant(undefined),
    prizes: fc.constantFrom(['100', '50.01'], ['100.01', '50', '25'], ['10.01']),
    ties: fc.constantFrom('share' as const, 'share' as const, 'duplicate' as const, 'dense' as const),
    per: grain,
    factors: features.factors ? optional(fc.tuple(factor)) : fc.constant(undefined),
  });
  return fc
    .tuple(optional(bonus, 3), optional(rank, 3))
    .map((list) => list.filter((component) => component !== undefined));
}

export function overrides(features: Features): fc.Arbitrary<readonly PlainComponent[]> {
  if (!features.overrides) return fc.constant([]);
  const override = fc.record({
    id: fc.constant('override'),
    kind: fc.constant('override' as const),
    of: fc.constantFrom(['first'], ['first', 'second'], ['first', 'bonus']),
    rate: fc.constantFrom('0.1', '0.0333', '0.25'),
    team: optional(fc.record({ levels: optional(fc.constantFrom(1, 2)), withOwn: optional(fc.boolean()) }), 4),
    per: optional(grain),
    factors: features.factors ? optional(fc.tuple(factor)) : fc.constant(undefined),
  });
  const above = override.map((component) => ({ ...component, id: 'above', of: ['override'], rate: '0.5' }));
  return fc
    .tuple(optional(override, 4), optional(above))
    .map(([first, second]) => (first === undefined ? [] : second === undefined ? [first] : [first, second]));
}

/** One component on the measure `first` or `second`. */
export function component(
  id: 'first' | 'second',
  measure: PlainCredits,
  features: Features,
): fc.Arbitrary<PlainCurveComponent> {
  const hasTarget = measure.target !== undefined;
  const isAlone = measure.window === 'event' || typeof measure.window !== 'string';
  return fc
    .record({
      curve: curves({
        modes: typeof measure.window === 'string' ? features.modes : ['per-deal'],
        hasTarget,
        hasTargetPay: true,
        tables:
          features.tables && measure.split !== 'money' ? [...tables, ...(features.reversals ? [] : salesTables)] : [],
        fixedFromZero: true,
        negativeFirst: false,
        limits: measure.aggregate === undefined,
      }),
      base: rarely(fc.constantFrom('margin', 'amount', 'quantity')),
      targetPay: optional(fc.constantFrom('100', '66.67')),
      dates: rarely(
        fc.constantFrom({ from: '2026-02-01' }, { to: '2026-04-15' }, { from: '2026-01-15', to: '2026-05-01' }),
      ),
      factors: features.factors
        ? optional(fc.array(isAlone ? fc.oneof(factor, ownFactor) : factor, { minLength: 1, maxLength: 2 }), 4)
        : fc.constant(undefined),
      limits: features.limits ? limits : fc.constant(undefined),
      release: releases(features),
      reversal,
    })
    .map(({ curve, base, dates, ...parts }) => {
      const hasBase =
        base !== undefined &&
        (curve.mode === 'whole' || curve.mode === 'per-deal') &&
        curve.tiers.every(({ multiplier }) => multiplier === undefined);
      const shape: PlainCurveComponent = {
        id,
        kind: 'curve',
        measure: id,
        curve: hasBase ? { ...curve, minimum: undefined, maximum: undefined } : curve,
        ...parts,
        ...(hasBase ? { base } : {}),
        // Table and dates together leave open what a new rate does to what came before the component.
        ...(features.tables ? {} : dates),
      };
      const rule = features.reversals ? validReversal(parts.reversal, shape, measure) : undefined;
      return { ...shape, reversal: rule };
    });
}
