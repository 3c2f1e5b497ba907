import { type DecimalInput, toDecimal } from '../number/decimal.ts';
import {
  absolute,
  add,
  compare,
  integer,
  isZero,
  multiply,
  type Rational,
  sign,
  subtract,
  zero,
} from '../number/rational.ts';
import { isTable } from './checkCurve.ts';
import { exact } from './checkOrder.ts';
import type { Curve, Tier } from './curveData.ts';
import type { PlanFinding } from './plan.ts';

/** Pay that is known only in part before there is a target: money, and shares of target pay and of the target. */
interface Pay {
  readonly money: Rational;
  readonly ofTargetPay: Rational;
  readonly ofTarget: Rational;
}

/** What the pay of a curve is just before a tier and where it begins. */
export interface Step {
  readonly index: number;
  readonly before: Pay;
  readonly at: Pay;
}

/** A curve with what is known of it before there is a payee. */
export interface LintedCurve {
  readonly curve: Curve;
  readonly path: string;
  /** Name of the measure. */
  readonly measure: string;
  readonly targetPay: Rational | null;
  /** The most that the curve can pay in one window; null where nothing caps it. */
  readonly cap: Rational | null;
}

const nothing: Pay = { money: zero, ofTargetPay: zero, ofTarget: zero };

/** Where the pay jumps up at a bound: cliffs. Null where rates depend on what is not known yet. */
export function cliffsOf(linted: LintedCurve): readonly Step[] {
  return stepsOf(linted).filter(
    ({ index, before, at }) => boundOf(linted.curve, index) > 0 && direction(minus(at, before)) > 0,
  );
}

/** Findings on what a curve pays: cliffs, pay that falls, and tiers beyond its cap. */
export function lintCurve(linted: LintedCurve): readonly PlanFinding[] {
  const steps = stepsOf(linted);
  const findings: PlanFinding[] = [];
  const { curve, path, measure, cap } = linted;
  for (const { index, before, at } of steps) {
    const jump = minus(at, before);
    const way = direction(jump);
    const isCliff = way > 0 && boundOf(curve, index) > 0;
    if (!isCliff && way >= 0) continue;
    findings.push({
      code: isCliff ? 'cliff' : 'falling-pay',
      path: `${path}.tiers[${index}]`,
      message: `pay ${isCliff ? 'jumps' : 'falls'} by ${describe(jump)} when ${measure} ${curve.closed === 'upper' ? 'passes' : 'reaches'} ${describeBound(curve, index)}`,
    });
  }
  for (const index of fallingTiers(curve))
    findings.push({
      code: 'falling-pay',
      path: `${path}.tiers[${index}]`,
      message: `pay falls while ${measure} grows above ${describeBound(curve, index)}`,
    });
  if (cap === null) return findings;
  const unreachable = unreachableTier(linted, cap);
  if (unreachable !== null)
    findings.push({
      code: 'unreachable-tier',
      path: `${path}.tiers[${unreachable}]`,
      message: `the tier pays nothing more: the cap of ${shown(cap)} is reached before ${measure} is ${describeBound(curve, unreachable)}`,
    });
  return findings;
}

/** A jump in words: `18000`, `40 % of target pay`. */
export function describeJump({ before, at }: Step): string {
  return describe(minus(at, before));
}

/** A bound in words: `600000`, `100 % of target`. */
export function describeBound({ on, tiers }: Curve, index: number): string {
  const bound = exact((tiers[index] as Tier).from);
  return on === 'attainment' ? `${shown(multiply(bound, integer(100)))} % of target` : shown(bound);
}

function boundOf({ tiers }: Curve, index: number): number {
  return sign(exact((tiers[index] as Tier).from));
}

/** Pay before and at each bound, cut by the cap; only what can be told without a payee. */
function stepsOf(linted: LintedCurve): readonly Step[] {
  const { curve, cap } = linted;
  const isKnown = curve.tiers.every(
    ({ rate, multiplier }) => !isTable(rate) && (multiplier === undefined || curve.on === 'attainment'),
  );
  if (!isKnown || curve.mode === 'per-deal') return [];
  const cut = (pay: Pay): Pay =>
    cap !== null && isMoney(pay) && compare(pay.money, cap) > 0 ? { ...pay, money: cap } : pay;
  return rawSteps(linted).map(({ index, before, at }) => ({ index, before: cut(before), at: cut(at) }));
}

function rawSteps({ curve, targetPay }: LintedCurve): Step[] {
  const { tiers, mode } = curve;
  const bounds = tiers.map(({ from }) => exact(from));
  const floor = curve.floor === undefined ? null : exact(curve.floor);
  const tierPay = (index: number, length: Rational): Pay => payOf(tiers[index], curve, length, targetPay);
  const fixed = (index: number): Pay => tierPay(index, zero);
  const steps: Step[] = [];
  // What lies below, for the modes that leave it as it is.
  let below = nothing;
  for (const [index, bound] of bounds.entries()) {
    const start = bounds[index - 1];
    if (mode === 'whole' || mode === 'linear') {
      const at = tierPay(index, bound);
      const before = start === undefined ? nothing : mode === 'linear' ? at : tierPay(index - 1, bound);
      steps.push({ index, before, at });
    } else if (mode === 'whole-above' && floor !== null && compare(bound, floor) > 0) {
      const above = subtract(bound, floor);
      steps.push({ index, before: plus(below, tierPay(index - 1, above)), at: plus(below, tierPay(index, above)) });
    } else {
      if (start !== undefined) below = plus(below, tierPay(index - 1, subtract(bound, start)));
      steps.push({ index, before: below, at: plus(below, fixed(index)) });
    }
  }
  return steps;
}

/** Rate x length + what is fixed, of a tier. */
function payOf(tier: Tier | undefined, { on }: Curve, length: Rational, targetPay: Rational | null): Pay {
  const rate = tier?.rate === undefined || isTable(tier.rate) ? zero : multiply(exact(tier.rate), length);
  const multiple = tier?.multiplier === undefined ? zero : multiply(exact(tier.multiplier), length);
  const ofTargetPay = add(multiple, exact(tier?.share ?? 0));
  const onAttainment = on === 'attainment';
  const money = add(exact(tier?.amount ?? 0), onAttainment ? zero : rate);
  const ofTarget = onAttainment ? rate : zero;
  return targetPay === null
    ? { money, ofTargetPay, ofTarget }
    : { money: add(money, multiply(ofTargetPay, targetPay)), ofTargetPay: zero, ofTarget };
}

/** Tiers in which more of what is measured pays less. */
function fallingTiers({ tiers, mode, beyond }: Curve): readonly number[] {
  const indexes = [...tiers.keys()];
  if (mode !== 'linear') return indexes.filter((index) => sign(slopeOf(tiers[index])) < 0);
  return indexes.filter((index) => {
    const isLast = index === tiers.length - 1;
    const [left, right] = isLast && beyond === 'extend' ? [index - 1, index] : [index, index + 1];
    const [low, high] = [tiers[left], tiers[right]];
    if (low === undefined || high === undefined) return sign(slopeOf(tiers[index])) < 0;
    return falls(low, high, isLast);
  });
}

/** Whether v(x) x falls somewhere between two points of v, or beyond the second: its slope v + v' x is a line, so its ends tell. */
function falls(low: Tier, high: Tier, isBeyond: boolean): boolean {
  const rise = subtract(valueAt(high), valueAt(low));
  if (low.amount !== undefined || low.share !== undefined) return sign(rise) < 0;
  const width = subtract(exact(high.from), exact(low.from));
  const slopeAt = (tier: Tier): Rational => add(multiply(valueAt(tier), width), multiply(rise, exact(tier.from)));
  return isBeyond ? sign(rise) < 0 || sign(slopeAt(high)) < 0 : sign(slopeAt(low)) < 0 || sign(slopeAt(high)) < 0;
}

function valueAt(tier: Tier): Rational {
  // In mode linear each tier has one value, and that is no table.
  return exact((tier.rate ?? tier.multiplier ?? tier.amount ?? tier.share) as DecimalInput);
}

function slopeOf(tier: Tier | undefined): Rational {
  return tier === undefined || isTable(tier.rate) ? zero : exact(tier.rate ?? tier.multiplier ?? 0);
}

/** The first tier before which the cap is reached for good; null where there is none. */
function unreachableTier(linted: LintedCurve, cap: Rational): number | null {
  if (fallingTiers(linted.curve).length > 0) return null;
  const isCapped = ({ before, at }: Step): boolean =>
    isMoney(before) && isMoney(at) && compare(before.money, cap) >= 0 && compare(at.money, cap) >= 0;
  const steps = stepsOf(linted);
  const first = steps.findIndex((_, index) => steps.slice(index).every(isCapped));
  return first > 0 ? first : null;
}

function isMoney({ ofTargetPay, ofTarget }: Pay): boolean {
  return isZero(ofTargetPay) && isZero(ofTarget);
}

function plus(left: Pay, right: Pay): Pay {
  return {
    money: add(left.money, right.money),
    ofTargetPay: add(left.ofTargetPay, right.ofTargetPay),
    ofTarget: add(left.ofTarget, right.ofTarget),
  };
}

function minus(left: Pay, right: Pay): Pay {
  return {
    money: subtract(left.money, right.money),
    ofTargetPay: subtract(left.ofTargetPay, right.ofTargetPay),
    ofTarget: subtract(left.ofTarget, right.ofTarget),
  };
}

/** 1 where all parts are 0 or more and some is more, -1 the other way round; 0 where nothing changes or parts disagree. */
function direction({ money, ofTargetPay, ofTarget }: Pay): number {
  const signs = new Set([sign(money), sign(ofTargetPay), sign(ofTarget)]);
  return signs.has(1) === signs.has(-1) ? 0 : signs.has(1) ? 1 : -1;
}

function describe({ money, ofTargetPay, ofTarget }: Pay): string {
  const percent = (value: Rational): string => `${shown(absolute(multiply(value, integer(100))))} %`;
  return [
    ...(isZero(money) ? [] : [shown(absolute(money))]),
    ...(isZero(ofTargetPay) ? [] : [`${percent(ofTargetPay)} of target pay`]),
    ...(isZero(ofTarget) ? [] : [`${percent(ofTarget)} of the target`]),
  ].join(' and ');
}

/** A number as people write it. */
function shown(value: Rational): string {
  return toDecimal(value).toFixed();
}
