import fc from 'fast-check';
import type { Grain, PlainComponent, PlainCurve, PlainCurveComponent, PlainPlan } from '../oracles/commissionShape.ts';
import { closings, component, limits, overrides, releases } from './commissionComponents.ts';
import { type Features, grain, optional } from './commissionFeatures.ts';
import { choices, paidMeasure, readMeasures } from './commissionMeasures.ts';

/** Years from January (as when left out) and from February, and retail years of whole weeks, the last one with a 53rd that ends on 2026-02-28. */
const calendar = fc.constantFrom<PlainPlan['calendar']>(
  undefined,
  undefined,
  undefined,
  { kind: 'months', startMonth: 2, namedBy: 'end', weekStart: 'sunday' },
  { kind: 'weeks', pattern: '4-4-5', endMonth: 12, endWeekday: 'sunday', endRule: 'nearest', namedBy: 'end' },
  { kind: 'weeks', pattern: '5-4-4', endMonth: 2, endWeekday: 'saturday', endRule: 'last', namedBy: 'start' },
);

/** The versions of a plan, and curves by which assignments may replace that of the component `first`. */
export interface DrawnPlan {
  readonly versions: readonly PlainPlan[];
  readonly curves: readonly PlainCurve[];
}

/** Whether a curve can stand in for that of a component. */
function fits({ mode, tiers }: PlainCurve, { base, reversal }: PlainCurveComponent): boolean {
  const hasRates =
    (mode === 'whole' || mode === 'per-deal') && tiers.every(({ multiplier }) => multiplier === undefined);
  return (base === undefined || hasRates) && (reversal?.money !== 'recompute' || mode !== 'per-deal');
}

/** A valid plan, alone or with a second version that has other curves. */
export function plans(features: Features): fc.Arbitrary<DrawnPlan> {
  return fc.tuple(choices(features), choices(features)).chain(([first, second]) => {
    const measures = {
      first: paidMeasure(first),
      second: paidMeasure(second),
      ...readMeasures(first),
    };
    const one = component('first', measures.first, features);
    const two = component('second', measures.second, features);
    return fc
      .record({
        one,
        two: optional(two),
        later: one,
        laterTwo: optional(two, 4),
        own: features.ownCurves ? fc.tuple(one, one, one) : fc.constant([]),
        closings: closings(features),
        overrides: overrides(features),
        period: optional(fc.constantFrom<Grain>('month', 'quarter', 'week')),
        calendar,
        rounding: optional(
          fc.constantFrom<NonNullable<PlainPlan['rounding']>>(
            'half-even',
            'half-up',
            'half-down',
            'up',
            'down',
            'ceiling',
            'floor',
          ),
        ),
        rateOn: optional(
          fc.constantFrom<NonNullable<PlainPlan['rateOn']>>('event', 'period-start', 'period-end', 'year-start'),
        ),
        currency: fc.constantFrom('EUR', 'EUR', 'JPY', 'KWD'),
        limits: features.limits ? limits : fc.constant(undefined),
        laterLimits: features.limits ? limits : fc.constant(undefined),
        pools: features.limits
          ? optional(fc.record({ per: grain, maximum: fc.constantFrom('50', '120') }))
          : fc.constant(undefined),
        release: releases(features),
        change: fc.constantFrom('2026-04-01', '2026-03-16'),
        hasVersions: fc.boolean(),
      })
      .map((parts): DrawnPlan => {
        const shared = {
          id: 'plan',
          currency: parts.currency,
          period: parts.period,
          calendar: parts.calendar,
          rounding: parts.rounding,
          rateOn: features.currencies ? parts.rateOn : undefined,
          measures,
          limits: parts.limits,
          pools: parts.pools === undefined ? undefined : [parts.pools],
          release: parts.release,
        };
        const rest = [...parts.closings, ...parts.overrides];
        const overridden = (list: readonly PlainComponent[]): readonly PlainComponent[] =>
          list.map((item) =>
            item.kind === 'override'
              ? { ...item, of: item.of.filter((id) => list.some((other) => other.id === id)) }
              : item,
          );
        const components = overridden([parts.one, ...(parts.two === undefined ? [] : [parts.two]), ...rest]);
        const isOfVersions = features.versions && parts.hasVersions;
        const curves = parts.own
          .map(({ curve }) => ({ ...curve, minimum: undefined, maximum: undefined }))
          .filter((curve) => fits(curve, parts.one) && (!isOfVersions || fits(curve, parts.later)));
        if (!isOfVersions) return { versions: [{ ...shared, components }], curves };
        const later = overridden([parts.later, ...(parts.laterTwo === undefined ? [] : [parts.laterTwo]), ...rest]);
        const versions = [
          { ...shared, components, to: parts.change },
          { ...shared, components: later, limits: parts.laterLimits, from: parts.change },
        ];
        return { versions, curves };
      });
  });
}
