import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calculateCommissions } from '../../src/commission/calculateCommissions.ts';
import { commissionInputs, type Features, plainFeatures } from '../arbitraries/commission.ts';
import type { PlainAssignment, PlainComponent, PlainEvent, PlainInput, PlainPlan } from '../oracles/commissionShape.ts';
import { floorOf, fractionOf, longDivision, over, times } from '../oracles/fraction.ts';
import { engineLines } from './runLines.ts';

const cumulative: Features = { ...plainFeatures, modes: ['marginal', 'whole', 'whole-above', 'linear'] };

function run(input: PlainInput): ReturnType<typeof calculateCommissions> {
  return calculateCommissions(input);
}

/** To 24 decimals: the nearest one. */
function toPlaces(text: string): string {
  const [numerator, denominator] = times(fractionOf(text), [10n ** 24n, 1n]);
  return longDivision([floorOf([2n * numerator + denominator, 2n * denominator]), 10n ** 24n]);
}

/** What each payee earned by each component in each statement period, exact and in cents. */
function totalsOf(input: PlainInput): ReadonlyMap<string, string> {
  const sums = new Map<string, readonly [string, string]>();
  for (const { payee, period, lines } of run(input).statements)
    for (const { component, exact, amount } of lines) {
      const key = `${payee} ${component} ${period.start}`;
      const [exactly, inCents] = sums.get(key) ?? ['0', '0'];
      sums.set(key, [exact.plus(exactly).toFixed(), amount.plus(inCents).toFixed()]);
    }
  // Thirds are cut at 34 digits each, so their sums agree in somewhat fewer.
  const pairs = [...sums].map(([key, [exactly, inCents]]) => [key, `${toPlaces(exactly)} ${inCents}`] as const);
  return new Map(pairs.filter(([, pair]) => pair !== '0 0'));
}

/** Totals of credits that are sums, of amounts where deals would be counted: the largest deal is another one when it is in pieces or taken back. */
function sumsOnly(input: PlainInput): PlainInput {
  const plans = input.plans.map((plan) => ({
    ...plan,
    measures: Object.fromEntries(
      Object.entries(plan.measures).map(([name, measure]) => [
        name,
        measure.kind === 'credits'
          ? { ...measure, of: measure.of === 'count' ? 'amount' : measure.of, aggregate: undefined }
          : measure,
      ]),
    ),
  }));
  return { ...input, plans };
}

function mapPlans(input: PlainInput, change: (component: PlainComponent) => PlainComponent): PlainInput {
  const plans = input.plans.map((plan): PlainPlan => ({ ...plan, components: plan.components.map(change) }));
  return { ...input, plans };
}

/** Fixed pay of a tier that begins at 0 is earned by the first deal, and stays when it is taken back. */
function hasPayAtZero(input: PlainInput): boolean {
  return input.plans.some(({ components }) =>
    components.some(
      (component) =>
        component.kind === 'curve' &&
        component.curve.tiers.some(({ from, amount, share }) => Number(from) <= 0 && Number(amount ?? share ?? 0) > 0),
    ),
  );
}

function check(features: Features, holds: (input: PlainInput) => void, numRuns = 60): void {
  fc.assert(fc.property(commissionInputs(features), holds), { numRuns });
}

describe('curves on a total', () => {
  it('pay the same in all whatever the order of one day', () => {
    check(
      { ...cumulative, factors: true, teams: true, currencies: true },
      (input) => {
        const events = input.events.map((event) => ({ ...event, sequence: -(event.sequence ?? 0) }));
        const renamed = events.map((event, index) => ({ ...event, id: `z${events.length - index}` }));
        expect(totalsOf({ ...input, events: renamed })).toEqual(totalsOf(input));
      },
      150,
    );
  });

  it('pay the same in all for a deal in two pieces', () => {
    check(
      cumulative,
      (drawn) => {
        const input = sumsOnly(drawn);
        const share = (text: string | undefined, of: string): string =>
          longDivision(times(fractionOf(text ?? '0'), fractionOf(of)));
        const part = (event: PlainEvent, of: string, suffix: string): PlainEvent => ({
          ...event,
          id: `${event.id}${suffix}`,
          amount: share(event.amount, of),
          quantity: share(event.quantity, of),
          values: { margin: share(event.values?.['margin'], of) },
        });
        const halves = input.events.flatMap((event) => [part(event, '0.3', 'a'), part(event, '0.7', 'b')]);
        expect(totalsOf({ ...input, events: halves })).toEqual(totalsOf(input));
      },
      150,
    );
  });

  it('pay nothing in all for what is taken back whole', () => {
    check(
      cumulative,
      (input) => {
        if (hasPayAtZero(input)) return;
        const reversal = { money: 'recompute' as const };
        const taken = mapPlans(sumsOnly(input), (component) =>
          component.kind === 'curve' ? { ...component, from: undefined, to: undefined, reversal } : component,
        );
        const all = [...input.events.keys()];
        const back = all.map((index) => ({
          id: `r${index}`,
          on: input.events[index]?.on ?? '',
          sequence: 9,
          reverses: input.events[index]?.id,
        }));
        expect([...totalsOf({ ...taken, events: [...input.events, ...back] })]).toEqual([]);
      },
      150,
    );
  });

  it('pay for a deal what is left of the total, in any currency of amounts', () => {
    const factor = '1000';
    const scaled = (text: string | undefined): string | undefined =>
      text === undefined ? undefined : longDivision(times(fractionOf(text), fractionOf(factor)));
    const scaledPay = (pay: PlainAssignment['targetPay']): PlainAssignment['targetPay'] =>
      typeof pay === 'object'
        ? Object.fromEntries(Object.entries(pay).map(([id, text]) => [id, scaled(text) ?? '0']))
        : scaled(pay);
    check(
      { ...cumulative, modes: ['marginal', 'whole', 'whole-above', 'per-deal'] },
      (input) => {
        const amountsOnly = input.plans.map((plan) => ({
          ...plan,
          rounding: undefined,
          measures: Object.fromEntries(
            Object.entries(plan.measures).map(([name, measure]) => [
              name,
              measure.kind === 'credits' ? { ...measure, of: 'amount' } : measure,
            ]),
          ),
          components: plan.components.map((component) =>
            component.kind === 'curve' ? { ...component, base: undefined } : component,
          ),
        }));
        const grown = amountsOnly.map((plan) => ({
          ...plan,
          components: plan.components.map((component) =>
            component.kind === 'curve'
              ? {
                  ...component,
                  targetPay: scaled(component.targetPay),
                  curve: {
                    ...component.curve,
                    ...(component.curve.minimum === undefined ? {} : { minimum: scaled(component.curve.minimum) }),
                    ...(component.curve.maximum === undefined ? {} : { maximum: scaled(component.curve.maximum) }),
                    ...(component.curve.on === 'attainment' || component.curve.floor === undefined
                      ? {}
                      : { floor: scaled(component.curve.floor) }),
                    tiers: component.curve.tiers.map((tier) => ({
                      ...tier,
                      from: component.curve.on === 'attainment' ? tier.from : (scaled(tier.from) ?? '0'),
                      ...(tier.amount === undefined ? {} : { amount: scaled(tier.amount) }),
                    })),
                  },
                }
              : component,
          ),
        }));
        const larger: PlainInput = {
          ...input,
          plans: grown,
          assignments: input.assignments.map((item) => ({ ...item, targetPay: scaledPay(item.targetPay) })),
          events: input.events.map((event) => ({ ...event, amount: scaled(event.amount) })),
          quotas: (input.quotas ?? []).map((quota) => ({ ...quota, amount: scaled(quota.amount) ?? '0' })),
        };
        const exactly = (from: PlainInput, by: string): readonly string[] =>
          engineLines(from).map((line) => {
            const [payee, plan, id, exact = '0'] = line.split(' ');
            return `${payee} ${plan} ${id} ${longDivision(over(fractionOf(exact), fractionOf(by)), 28)}`;
          });
        expect(exactly(larger, factor)).toEqual(exactly({ ...input, plans: amountsOnly }, '1'));
      },
      250,
    );
  });
});

describe('the original line', () => {
  it('comes back whole, whatever was paid in between', () => {
    check(
      { ...cumulative, modes: [...cumulative.modes, 'per-deal'] },
      (input) => {
        const reversal = { money: 'original-line' as const, limitTo: 'earned' as const };
        const plans = mapPlans(input, (component) =>
          component.kind === 'curve' ? { ...component, reversal } : component,
        );
        const back = input.events.map((event, index) => ({ id: `r${index}`, on: '2026-07-01', reverses: event.id }));
        const sums = new Map<string, string>();
        for (const { payee, lines } of run({ ...plans, events: [...input.events, ...back] }).statements)
          for (const { component, exact } of lines)
            sums.set(`${payee} ${component}`, exact.plus(sums.get(`${payee} ${component}`) ?? '0').toFixed());
        // Thirds are cut at 34 digits each.
        for (const sum of sums.values()) expect(Math.abs(Number(sum))).toBeLessThan(1e-25);
      },
      100,
    );
  });
});
