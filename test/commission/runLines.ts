import { calculateCommissions } from '../../src/commission/calculateCommissions.ts';
import type { CommissionInput } from '../../src/commission/events.ts';
import { unitsIn } from '../oracles/commissionMoney.ts';
import { oracleLines } from '../oracles/commissionRun.ts';
import type { PlainInput } from '../oracles/commissionShape.ts';
import { longDivision } from '../oracles/fraction.ts';

/** A line as texts: whose it is, its id, its exact value to 34 digits, and its cents. */
export type LineText = string;

/** The lines of statements, in any order; lines of nothing are left out. */
export function engineLines(input: PlainInput): readonly LineText[] {
  const { statements } = calculateCommissions(input satisfies CommissionInput);
  return statements
    .flatMap(({ payee, plan, lines }) =>
      lines
        .filter(({ exact }) => !exact.isZero())
        .map((line) => `${payee} ${plan} ${line.id} ${line.exact.toFixed()} ${line.amount.toFixed()}`),
    )
    .sort();
}

export function expectedLines(input: PlainInput): readonly LineText[] {
  return oracleLines(input)
    .filter(({ exact }) => exact[0] !== 0n)
    .map(({ payee, plan, id, exact, amount, seat }) => {
      const money = longDivision([amount, unitsIn(seat.plan.currency)]);
      return `${payee} ${plan} ${id} ${longDivision(exact)} ${money}`;
    })
    .sort();
}
