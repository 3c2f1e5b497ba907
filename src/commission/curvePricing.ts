import { SalesMetricsError } from '../errors.ts';
import { type DecimalInput, toRational } from '../number/decimal.ts';
import type { Rational } from '../number/rational.ts';
import { checkedCurve } from './checkedCurve.ts';
import type { Curve } from './curveData.ts';
import { type CurveContext, Pricing } from './pricing.ts';
import { type ReadCurve, type ReadTable, readCurve } from './readCurve.ts';

/** What a curve may need beside the measured total, to be priced. */
export interface PricingOptions {
  /** The target, for curves on attainment and for multipliers. */
  readonly target?: DecimalInput | undefined;
  /** Pay at exactly the target, for shares and multipliers. */
  readonly targetPay?: DecimalInput | undefined;
  /** Values of the measures by which rates are looked up, by name (matrix). */
  readonly by?: Readonly<Record<string, DecimalInput>> | undefined;
  /** What attainment is when the target is 0: an error (default), 0 (`none`) or 1 (`full`). */
  readonly zero?: 'error' | 'none' | 'full' | undefined;
}

/** A curve that was given, and its prices; `where` begins the message of an error. */
export function pricingOf(
  curve: Curve,
  options: PricingOptions,
  where: string,
): { readonly read: ReadCurve; readonly pricing: Pricing } {
  const read = readCurve(checkedCurve(curve, where));
  return { read, pricing: new Pricing(read, contextOf(read, options, where)) };
}

function contextOf(curve: ReadCurve, options: PricingOptions, where: string): CurveContext {
  const target = optional(options.target, `${where}: target`);
  const targetPay = optional(options.targetPay, `${where}: targetPay`);
  if (curve.needsTarget && target === null) throw refused(`${where}: target is needed by the curve, got undefined`);
  if (curve.needsTargetPay && targetPay === null)
    throw refused(`${where}: targetPay is needed by the curve, got undefined`);
  const zeroTarget = options.zero ?? 'error';
  if (zeroTarget === 'error') {
    if (curve.needsTarget && target?.numerator === 0n)
      throw refused(`${where}: target must not be 0 unless zero is 'none' or 'full', got 0`);
    return { target, targetPay, zeroTarget: 'none', valueFor };
  }
  return { target, targetPay, zeroTarget, valueFor };

  function valueFor(table: ReadTable): Rational {
    const value = optional(options.by?.[table.by], `${where}: by.${table.by}`);
    if (value === null) throw refused(`${where}: by.${table.by} is needed by the curve, got undefined`);
    return value;
  }
}

function optional(input: DecimalInput | undefined, name: string): Rational | null {
  return input === undefined ? null : toRational(input, name);
}

function refused(message: string): SalesMetricsError {
  return new SalesMetricsError('invalid-argument', message);
}
