import { SalesMetricsError, showValue } from '../errors.ts';
import { isPlainRecord } from '../model/plainRecord.ts';
import { type Decimal, type DecimalInput, toDecimal, toRational } from '../number/decimal.ts';
import { add, divide, isZero, multiply, one, type Rational, sumOf, zero } from '../number/rational.ts';
import { readCommissionPlan } from './commissionPlan.ts';
import { factorProduct, type MeasureValues, tableValue } from './factors.ts';
import { clamped } from './limiter.ts';
import type { CheckedCommissionPlan, CommissionPlan } from './plan.ts';
import { Pricing } from './pricing.ts';
import { Problems } from './problems.ts';
import {
  type ReadCreditMeasure,
  type ReadCurveComponent,
  type ReadLimit,
  type ReadPlan,
  readPlan,
} from './readPlan.ts';

/** Payees who are taken to do equally well. */
export interface PopulationGroup {
  /** How many payees, or their weight; 1 when left out. */
  readonly count?: DecimalInput | undefined;
  /** What each of them brings, in the unit of the measure. Either this or `attainment`. */
  readonly measure?: DecimalInput | undefined;
  /** What each of them brings as a share of the target, 1 is 100 %. */
  readonly attainment?: DecimalInput | undefined;
  /** The target of each; needed with `attainment`, and where a plan asks for it. */
  readonly target?: DecimalInput | undefined;
  /** Pay at exactly the target, where the plan does not say it. */
  readonly targetPay?: DecimalInput | undefined;
  /** What each of them sells, in money; the measure when left out, where it counts amounts. */
  readonly sold?: DecimalInput | undefined;
  /** What other measures stand at, as the plan reads them (a margin, an attainment), and the base of a component, by name. */
  readonly by?: Readonly<Record<string, DecimalInput>> | undefined;
}

/** What a group costs. Lists have one item for each plan, in the order of the plans. */
export interface PlanCostRow {
  /** How many payees, or their weight. */
  readonly count: Decimal;
  /** What each payee brings. */
  readonly measure: Decimal;
  /** The same as a share of the target; null where there is none, or it is 0. */
  readonly attainment: Decimal | null;
  /** What the group sells together; null where nothing says it. */
  readonly sold: Decimal | null;
  /** What each payee is paid: exact, not rounded to cents. */
  readonly pay: readonly Decimal[];
  /** What the group is paid together. */
  readonly cost: readonly Decimal[];
}

/** What plans cost, side by side. Lists have one item for each plan, in the order of the plans. */
export interface PlanCost {
  /** A row for each group. */
  readonly rows: readonly PlanCostRow[];
  /** All payees, or the sum of the weights. */
  readonly count: Decimal;
  /** What all sell together; null where nothing says it. */
  readonly sold: Decimal | null;
  /** What all are paid together. */
  readonly cost: readonly Decimal[];
  /** Cost / sold; null where nothing is sold. */
  readonly costOfSold: readonly (Decimal | null)[];
}

const where = 'planCost';

/**
 * What plans cost over a distribution of attainment, side by side: the sum of count x pay, and its share of what is sold.
 *
 * Pay is that of the components that price one measure by a curve (the measure of the first such component), with their factors. Limits
 * count where they are per the window of the measure; limits per line or deal do not, since a distribution has no deals. Bonuses, contests
 * and overrides are left out.
 *
 * @param plans - one plan or several
 * @param population - groups of payees who do equally well
 * @returns a row for each group, and totals; exact, frozen
 * @throws SalesMetricsError `invalid-plan` with all problems of the plans, `invalid-number` for figures that are no decimal numbers, and
 * `invalid-argument` where a plan prices no totals, or needs something that a group does not say
 *
 * @example
 * ```ts
 * import { planCost } from 'sales-metrics';
 * const plan = (mode: 'marginal' | 'whole') => ({
 *   id: mode, currency: 'USD', measures: { revenue: { kind: 'credits', window: 'year', target: {} } },
 *   components: [{ id: 'commission', kind: 'curve', measure: 'revenue', curve: { mode, on: 'attainment', tiers: [{ from: 0, rate: '0.05' }, { from: 1, rate: '0.1' }] } }],
 * } as const);
 * const { rows, cost, costOfSold } = planCost([plan('marginal'), plan('whole')], [
 *   { count: 6, attainment: '0.8', target: 100000 },
 *   { count: 4, attainment: '1.2', target: 100000 },
 * ]);
 * rows.map(({ pay }) => pay); // => [[4000, 4000], [7000, 12000]]
 * cost; // => [52000, 72000]
 * costOfSold[1]; // => '0.075'
 * ```
 */
export function planCost(plans: readonly CommissionPlan[], population: readonly PopulationGroup[]): PlanCost {
  const priced = readPlans(plans);
  if (!Array.isArray(population)) throw refused(`population must be an array of groups, got ${showValue(population)}`);
  const isMoney = priced.every((plan) => plan.countsAmounts);
  const groups = population.map((group: unknown, index) => readGroup(group, index, isMoney));
  const paid = groups.map((group) => priced.map((plan) => plan.payOf(group)));
  const costs = groups.map(({ count }, index) =>
    (paid[index] as readonly Rational[]).map((pay) => multiply(count, pay)),
  );
  const solds = groups.map(({ count, sold }) => (sold === null ? null : multiply(count, sold)));
  const cost = priced.map((_, plan) => sumOf(costs.map((row) => row[plan] as Rational)));
  const sold = solds.includes(null) ? null : sumOf(solds as readonly Rational[]);
  const decimals = (values: readonly Rational[]): readonly Decimal[] => Object.freeze(values.map(toDecimal));
  return Object.freeze({
    rows: Object.freeze(
      groups.map(({ count, measure, attainment }, index) =>
        Object.freeze({
          count: toDecimal(count),
          measure: toDecimal(measure),
          attainment: shown(attainment),
          sold: shown(solds[index] ?? null),
          pay: decimals(paid[index] as readonly Rational[]),
          cost: decimals(costs[index] as readonly Rational[]),
        }),
      ),
    ),
    count: toDecimal(sumOf(groups.map(({ count }) => count))),
    sold: shown(sold),
    cost: decimals(cost),
    costOfSold: Object.freeze(
      cost.map((each) => (sold === null || isZero(sold) ? null : toDecimal(divide(each, sold)))),
    ),
  });
}

/** A group, read; `path` begins its messages. */
interface ReadGroup {
  readonly path: string;
  readonly given: PopulationGroup;
  readonly count: Rational;
  readonly measure: Rational;
  readonly attainment: Rational | null;
  readonly target: Rational | null;
  readonly targetPay: Rational | null;
  readonly sold: Rational | null;
}

function readGroup(group: unknown, index: number, isMoney: boolean): ReadGroup {
  const path = `population[${index}]`;
  if (!isPlainRecord(group)) throw refused(`${path} must be an object, got ${showValue(group)}`);
  const given: PopulationGroup = group;
  const number = (name: keyof Omit<PopulationGroup, 'by'>): Rational | null => {
    const value = given[name];
    return value === undefined ? null : toRational(value, `${where}: ${path}.${name}`);
  };
  const count = number('count') ?? one;
  if (count.numerator < 0n) throw refused(`${path}.count must be at least 0, got ${showValue(given.count)}`);
  const target = number('target');
  const attained = number('attainment');
  const counted = number('measure');
  if ((attained === null) === (counted === null))
    throw refused(`${path} must have either measure or attainment, got ${attained === null ? 'none' : 'both'}`);
  if (attained !== null && target === null) throw refused(`${path}.target is needed with attainment, got undefined`);
  const measure = counted ?? multiply(attained as Rational, target as Rational);
  return {
    path,
    given,
    count,
    measure,
    attainment: target === null || isZero(target) ? null : divide(measure, target),
    target,
    targetPay: number('targetPay'),
    sold: number('sold') ?? (isMoney ? measure : null),
  };
}

function readPlans(plans: readonly CommissionPlan[]): readonly PricedPlan[] {
  if (!Array.isArray(plans) || plans.length === 0)
    throw refused(`plans must be an array of at least one plan, got ${showValue(plans)}`);
  const problems = new Problems();
  const checked = plans.map((plan: unknown, index) => readCommissionPlan(problems, plan, `plans[${index}]`));
  const error = problems.error('invalid-plan', where);
  if (error !== null) throw error;
  // Without problems all of them are there.
  return (checked as readonly CheckedCommissionPlan[]).map(
    (plan, index) => new PricedPlan(readPlan(plan), `plans[${index}]`),
  );
}

/** What a plan pays by curves on one measure. */
class PricedPlan {
  readonly #plan: ReadPlan;
  readonly #measure: string;
  readonly #components: readonly ReadCurveComponent[];

  constructor(plan: ReadPlan, path: string) {
    const curves = plan.components.filter((component) => component.kind === 'curve');
    const measure = curves[0]?.given.measure;
    if (measure === undefined) throw refused(`${path} must have a component of kind "curve", got none`);
    this.#plan = plan;
    this.#measure = measure;
    this.#components = curves.filter(({ given }) => given.measure === measure);
    const deals = this.#components.find(({ curve }) => curve.mode === 'per-deal');
    if (deals !== undefined)
      throw refused(
        `${path} must price totals, got component ${showValue(deals.id)} of mode "per-deal", which prices deals`,
      );
  }

  /** Whether what is measured is money. */
  get countsAmounts(): boolean {
    const measure = this.#plan.measures.get(this.#measure);
    return measure?.kind === 'credits' && measure.of === 'amount';
  }

  payOf(group: ReadGroup): Rational {
    const pay = this.#components.reduce((sum, component) => add(sum, this.#payBy(component, group)), zero);
    return this.#limited(this.#plan.limits, pay);
  }

  #payBy(component: ReadCurveComponent, group: ReadGroup): Rational {
    const { curve, given } = component;
    const { path, measure, target } = group;
    const targetPay = component.targetPay ?? group.targetPay;
    if (curve.needsTarget && target === null) throw this.#needed(`${path}.target`, component);
    if (curve.needsTargetPay && targetPay === null) throw this.#needed(`${path}.targetPay`, component);
    const values = this.#valuesOf(group, component);
    const zeroTarget = curve.needsTarget && target !== null && isZero(target) ? this.#zeroTarget(group) : 'none';
    const pricing = new Pricing(curve, {
      target,
      targetPay,
      zeroTarget,
      valueFor: (table) => tableValue(table, values, group),
    });
    const base = given.base;
    const payout =
      base === undefined ? pricing.payout(measure) : pricing.payoutOfBase(measure, this.#other(base, group, component));
    return this.#limited(component.limits, multiply(factorProduct(component.factors, values, group).value, payout));
  }

  /** What factors and tables of a component read: the measure that is priced, others as they are given. */
  #valuesOf(group: ReadGroup, component: ReadCurveComponent): MeasureValues<ReadGroup> {
    return {
      valueOf: (name) => (name === this.#measure ? group.measure : this.#other(name, group, component)),
      attainmentOf: (name) => {
        if (name !== this.#measure) return this.#other(name, group, component);
        if (group.target === null) throw this.#needed(`${group.path}.target`, component);
        if (group.attainment !== null) return group.attainment;
        return this.#zeroTarget(group) === 'full' ? one : zero;
      },
    };
  }

  #other(name: string, { given, path }: ReadGroup, component: ReadCurveComponent): Rational {
    const { by } = given;
    const value = by !== undefined && Object.hasOwn(by, name) ? by[name] : undefined;
    if (value === undefined) throw this.#needed(`${path}.by.${name}`, component);
    return toRational(value, `${where}: ${path}.by.${name}`);
  }

  #zeroTarget({ path }: ReadGroup): 'none' | 'full' {
    // Only credits that a curve prices have a target.
    const measure = this.#plan.measures.get(this.#measure) as ReadCreditMeasure;
    const zeroRule = measure.given.target?.zero;
    if (zeroRule === 'none' || zeroRule === 'full') return zeroRule;
    throw refused(`${path}.target must not be 0 unless the plan says what attainment is then (target.zero), got 0`);
  }

  /** Limits per the window of the measure; of others a total does not tell what they would do. */
  #limited(limits: readonly ReadLimit[], pay: Rational): Rational {
    const measure = this.#plan.measures.get(this.#measure);
    const window = measure?.kind === 'credits' ? measure.given.window : undefined;
    const windowOf = (per: ReadLimit['per']): string => {
      if (per === 'period') return this.#plan.grain;
      return per === 'ever' ? 'start' : per;
    };
    return limits.filter(({ per }) => windowOf(per) === window).reduce((left, limit) => clamped(limit, left), pay);
  }

  #needed(path: string, component: ReadCurveComponent): SalesMetricsError {
    return refused(
      `${path} is needed by component ${showValue(component.id)} of plan ${showValue(this.#plan.id)}, got undefined`,
    );
  }
}

function shown(value: Rational | null): Decimal | null {
  return value === null ? null : toDecimal(value);
}

function refused(rule: string): SalesMetricsError {
  return new SalesMetricsError('invalid-argument', `${where}: ${rule}`);
}
