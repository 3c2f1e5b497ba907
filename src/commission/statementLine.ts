import { decimalOfUnits, toDecimal } from '../number/decimal.ts';
import { compare, one } from '../number/rational.ts';
import { type Day, formatDay } from '../time/day.ts';
import type { EarnedLine } from './line.ts';
import type { StatementLine } from './statementData.ts';

/** The earned lines behind lines of statements, for whoever asks why; they are forgotten with the statements. */
const earnedLines = new WeakMap<StatementLine, EarnedLine>();
/** True-ups of lines that are there no more. */
const withdrawals = new WeakSet<StatementLine>();

const nothingCredited = { credited: null, after: null };

/** A line as it stands on a statement. */
export function statementLine(line: EarnedLine): StatementLine {
  const { trace, entry } = line;
  const { credited, after } = trace.kind === 'curve' || trace.kind === 'reversal' ? trace : nothingCredited;
  const shown: StatementLine = Object.freeze({
    id: line.id,
    kind: line.kind,
    component: line.component?.id ?? null,
    event: entry?.event.id ?? null,
    on: formatDay(line.day),
    credited: credited === null ? null : toDecimal(credited),
    total: after === null ? null : toDecimal(after),
    target: trace.kind === 'curve' && trace.target !== null ? toDecimal(trace.target) : null,
    eventKnownAt: entry === null ? null : formatDay(entry.event.knownAt),
    exchangeRate: entry === null || compare(entry.rate, one) === 0 ? null : toDecimal(entry.rate),
    exact: toDecimal(line.exact),
    amount: decimalOfUnits(line.units, line.plan.digits),
    inReview: toDecimal(line.review),
    reason: line.reason,
    corrects: null,
    planHash: line.plan.given.hash,
  });
  earnedLines.set(shown, line);
  return shown;
}

/** A line that was stated differently before, in minor units. */
export interface Correction {
  /** Id of the line. */
  readonly id: string;
  /** What is missing from what was stated; below 0 where too much was. */
  readonly units: bigint;
  /** The line as it is now, or as it was stated where there is none any more. */
  readonly source: EarnedLine | StatementLine;
}

/** A line that posts what was stated differently before, on the first day of a period. */
export function correction(
  { id, units, source }: Correction,
  at: { readonly day: Day; readonly digits: number },
): StatementLine {
  const of = 'account' in source ? statementLine(source) : source;
  const amount = decimalOfUnits(units, at.digits);
  const shown: StatementLine = Object.freeze({
    id: `true-up/${formatDay(at.day)}/${id}`,
    kind: 'true-up',
    component: of.component,
    event: of.event,
    on: formatDay(at.day),
    credited: null,
    total: null,
    target: null,
    eventKnownAt: null,
    exchangeRate: null,
    exact: amount,
    amount,
    inReview: decimalOfUnits(0n, 0),
    reason: null,
    corrects: id,
    planHash: of.planHash,
  });
  if ('account' in source) earnedLines.set(shown, source);
  else withdrawals.add(shown);
  return shown;
}

/** Whether a line of a statement of this run takes back what was stated of a line that is there no more. */
export function isWithdrawal(line: StatementLine): boolean {
  return withdrawals.has(line);
}

/** What is behind a line of a statement of this run; undefined for one that came from elsewhere, such as from JSON. */
export function earnedLineOf(line: StatementLine): EarnedLine | undefined {
  return earnedLines.get(line);
}
