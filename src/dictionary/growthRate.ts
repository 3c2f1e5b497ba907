import { divide, type GivenOf, minus, named, type Operand } from '../expression/arithmetic.ts';
import type { Expression } from '../expression/expression.ts';

/** Growth of a figure on an earlier one, as a share of the earlier: (current - previous) / previous. */
/* @__NO_SIDE_EFFECTS__ */
export function growthRate<Current extends Operand, Previous extends Operand>(
  current: Current,
  previous: Previous,
): Expression<'current' | 'previous', 'current' | 'previous' | GivenOf<Current> | GivenOf<Previous>> {
  const base = named('previous', previous);
  return divide(minus(named('current', current), base), base, 'base-not-positive');
}
