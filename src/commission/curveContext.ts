import { isZero } from '../number/rational.ts';
import { type Account, measureOf, type Reading } from './account.ts';
import { tableValue } from './factors.ts';
import type { Span } from './inputData.ts';
import type { CurveContext } from './pricing.ts';
import type { ReadCurveComponent } from './readPlan.ts';

/** What a curve needs beside the total, for one payee in one window. */
export function curveContext(
  account: Account,
  component: ReadCurveComponent,
  reading: Reading,
  span: Span | null,
): CurveContext {
  const { curve, given } = component;
  const measure = measureOf(reading.plan, given.measure);
  const target = curve.needsTarget && span !== null ? account.targetIn(measure, reading.plan, span).amount : null;
  const isZeroTarget = target !== null && isZero(target);
  return {
    target,
    zeroTarget: isZeroTarget ? account.zeroTargetOf(measure.name, reading) : 'none',
    targetPay: curve.needsTargetPay ? account.targetPayOf(component.id, component.targetPay, reading) : null,
    valueFor: (table) => tableValue(table, account, reading),
  };
}
