import { type DecimalInput, toRational } from '../number/decimal.ts';
import { compare, type Rational, subtract, zero } from '../number/rational.ts';
import type { ShownRun } from './comparedRun.ts';
import type { DifferenceCause } from './differenceData.ts';
import type { StatementLine } from './statementData.ts';

/** Why a line differs, as far as the public fields of two lines tell, of which one may be missing. */
export function shownCauses(
  before: StatementLine | undefined,
  after: StatementLine | undefined,
  runs: { readonly before: ShownRun; readonly after: ShownRun },
  account: { readonly payee: string; readonly plan: string },
): readonly DifferenceCause[] {
  if (before !== undefined && after !== undefined) return causesOfBoth(before, after);
  const line = before ?? after;
  const other = before === undefined ? runs.before : runs.after;
  if (line === undefined) return ['unknown'];
  const hashes = other.hashesOf(account.payee, account.plan);
  if (hashes === undefined) return ['assignment'];
  if (line.event != null && !other.events.has(line.event)) return [line.kind === 'reversal' ? 'reversal' : 'event'];
  return [hashes.has(line.planHash) ? 'unknown' : 'plan'];
}

function causesOfBoth(before: StatementLine, after: StatementLine): readonly DifferenceCause[] {
  const causes: DifferenceCause[] = [];
  const isExchanged = differ(before.exchangeRate ?? 1, after.exchangeRate ?? 1);
  const isCredited = !isExchanged && differ(before.credited, after.credited);
  const isAmended = before.on !== after.on || (before.eventKnownAt ?? null) !== (after.eventKnownAt ?? null);
  if (isCredited || isAmended) causes.push('amendment');
  if (before.planHash !== after.planHash) causes.push('plan');
  if (isExchanged) causes.push('exchange-rate');
  if (differ(before.target, after.target)) causes.push('quota');
  if (compare(totalBefore(before), totalBefore(after)) !== 0) causes.push('other-lines');
  return causes.length === 0 ? ['unknown'] : causes;
}

/** Where the running total stood before the line. */
function totalBefore({ total, credited }: StatementLine): Rational {
  return subtract(exact(total) ?? zero, exact(credited) ?? zero);
}

/** Whether two figures differ that are both there. */
function differ(before: DecimalInput | null | undefined, after: DecimalInput | null | undefined): boolean {
  const left = exact(before);
  const right = exact(after);
  return left !== null && right !== null && compare(left, right) !== 0;
}

function exact(value: DecimalInput | null | undefined): Rational | null {
  return value === null || value === undefined ? null : toRational(value, 'compareRuns');
}
