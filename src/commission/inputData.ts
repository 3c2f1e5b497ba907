import type { Rational } from '../number/rational.ts';
import type { Day } from '../time/day.ts';
import type { Assignment, ReportingLine } from './events.ts';

/** One version of an event, read. */
export interface ReadEvent {
  readonly id: string;
  readonly kind: string;
  readonly on: Day;
  readonly sequence: number;
  readonly knownAt: Day;
  readonly isCancelled: boolean;
  readonly amount: Rational | null;
  readonly currency: string | null;
  readonly quantity: Rational | null;
  readonly values: ReadonlyMap<string, Rational>;
  readonly dates: ReadonlyMap<string, Day>;
  readonly attributes: ReadonlyMap<string, string | number | boolean | null>;
  readonly credits: readonly ReadCredit[];
  readonly reverses: string | null;
  readonly pays: string | null;
}

/** A credit of an event, read. */
export interface ReadCredit {
  readonly payee: string;
  readonly role: string;
  readonly share: Rational;
}

/** Half-open span of days; `end` is infinite where it is open, `start` minus infinite where it has no beginning. */
export interface Span {
  readonly start: Day;
  readonly end: Day;
}

/** An assignment, read. What it holds of curves, draws and pay stays as given, checked. */
export interface ReadAssignment extends Span {
  readonly given: Assignment;
  readonly payee: string;
  readonly plan: string;
  readonly leaves: readonly Span[];
}

/** A quota, read. */
export interface ReadQuota extends Span {
  readonly payee: string | null;
  readonly plan: string | null;
  readonly measure: string;
  readonly amount: Rational;
  readonly currency: string | null;
  readonly knownAt: Day;
}

/** A score, read. */
export interface ReadScore {
  readonly payee: string | null;
  readonly measure: string;
  readonly on: Day;
  readonly value: Rational;
  readonly knownAt: Day;
}

/** A rate of exchange, read. */
export interface ReadRate {
  readonly from: string;
  readonly to: string;
  readonly on: Day;
  readonly rate: Rational;
}

/** An adjustment, read. */
export interface ReadAdjustment {
  readonly id: string;
  readonly payee: string;
  readonly on: Day;
  readonly amount: Rational;
  readonly currency: string | null;
  readonly reason: string;
  readonly author: string | null;
  readonly knownAt: Day;
}

/** A reporting line, read. */
export interface ReadReportingLine extends Span, Pick<ReportingLine, 'payee' | 'manager'> {}
