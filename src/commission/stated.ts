import { type Decimal, toRational } from '../number/decimal.ts';
import { powerOfTen } from '../number/powerOfTen.ts';
import { multiply, type Rational, rational } from '../number/rational.ts';
import { type Day, parseDay } from '../time/day.ts';
import { restoredStatement } from './restoredStatement.ts';
import type { UnitBalances } from './settlementLedger.ts';
import type { Statement, StatementLine } from './statementData.ts';

/** What earlier statements of one payee under one plan said, in minor units. */
export class Stated {
  /** In the order of time. */
  readonly statements: readonly Statement[];
  readonly #digits: number;

  /**
   * @param statements - those of the payee under the plan; also as they come back from JSON
   * @param digits - decimals of the plan's currency
   */
  constructor(statements: readonly Statement[], digits: number) {
    this.statements = statements
      .map(restoredStatement)
      .sort((left, right) => parseDay(left.period.start) - parseDay(right.period.start));
    this.#digits = digits;
  }

  /** The first day that no statement covers; minus infinite where there are none. */
  get closedUntil(): Day {
    const last = this.statements.at(-1);
    return last === undefined ? Number.NEGATIVE_INFINITY : parseDay(last.period.end);
  }

  /** The balances at the end of the last statement. */
  get closing(): UnitBalances | null {
    const last = this.statements.at(-1);
    if (last === undefined) return null;
    const { overpaid, carried, owed } = last.closing;
    return {
      overpaid: this.#units(overpaid),
      carried: this.#units(carried),
      owed: new Map(Object.entries(owed).map(([draw, amount]) => [draw, this.#units(amount)])),
    };
  }

  /** What each line was stated to earn in all, true-ups included, by line id. */
  earnedByLine(): ReadonlyMap<string, { readonly line: StatementLine; readonly units: bigint }> {
    const found = new Map<string, { readonly line: StatementLine; readonly units: bigint }>();
    for (const { lines } of this.statements)
      for (const line of lines) {
        const id = line.corrects ?? line.id;
        const known = found.get(id);
        found.set(id, { line: known?.line ?? line, units: (known?.units ?? 0n) + this.#units(line.amount) });
      }
    return found;
  }

  /** What was stated to be released in all, by component id. */
  releasedByComponent(): Map<string | null, bigint> {
    const found = new Map<string | null, bigint>();
    for (const { released } of this.statements)
      for (const { component, amount } of released)
        found.set(component, (found.get(component) ?? 0n) + this.#units(amount));
    return found;
  }

  /** What was stated to be adjusted by hand in all, by id. */
  adjustmentsById(): Map<string, bigint> {
    const found = new Map<string, bigint>();
    for (const { steps } of this.statements)
      for (const { kind, id, amount } of steps)
        if (kind === 'adjustment' && id !== null) found.set(id, (found.get(id) ?? 0n) + this.#units(amount));
    return found;
  }

  #units(amount: Decimal): bigint {
    const value: Rational = multiply(
      toRational(amount, 'calculateCommissions: stated'),
      rational(powerOfTen(this.#digits)),
    );
    return value.numerator / value.denominator;
  }
}
