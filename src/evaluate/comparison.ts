import type { Comparison } from '../expression/condition.ts';
import type { NumberColumn } from '../model/table.ts';
import { powerOfTen } from '../number/powerOfTen.ts';
import { add, compare, type Rational } from '../number/rational.ts';
import { noWindow } from './block.ts';
import { fieldQuantity, valuesOf } from './quantityColumn.ts';

/** Whether an order (negative, zero, positive) of value and limit satisfies a comparison. */
export function satisfies(order: number, comparison: Comparison): boolean {
  switch (comparison) {
    case 'above':
      return order > 0;
    case 'atLeast':
      return order >= 0;
    case 'below':
      return order < 0;
    case 'atMost':
      return order <= 0;
    case 'equals':
      return order === 0;
  }
}

/** The limit between two whole units: the greatest that is not above it, and whether it is the limit itself. */
export function limitInUnits(limit: Rational, scale: number): { floor: number; isWhole: boolean } {
  const inUnits = limit.numerator * powerOfTen(scale);
  let floor = inUnits / limit.denominator;
  const isWhole = floor * limit.denominator === inUnits;
  if (!isWhole && inUnits < 0n) floor -= 1n;
  // A limit beyond the safe integers is beyond every unit, so any double on its side will do.
  return { floor: Number(floor), isWhole };
}

/** Whether the number in a row of one column compares so with the number in a row of another plus what is added to it; never where either is missing. */
export function numberComparison(
  left: NumberColumn,
  comparison: Comparison,
  right: NumberColumn,
  added: Rational,
): (leftRow: number, rightRow: number) => boolean {
  if (left.scale === right.scale && isSmall(left) && isSmall(right)) {
    const { floor, isWhole } = limitInUnits(added, left.scale);
    return (leftRow, rightRow) => {
      const difference = (left.units[leftRow] as number) - (right.units[rightRow] as number);
      if (Number.isNaN(difference)) return false;
      const order = difference > floor ? 1 : difference === floor && isWhole ? 0 : -1;
      return satisfies(order, comparison);
    };
  }
  const [leftAt, rightAt] = [valuesOf(fieldQuantity(left)), valuesOf(fieldQuantity(right))];
  return (leftRow, rightRow) => {
    const [value, limit] = [leftAt(leftRow, noWindow), rightAt(rightRow, noWindow)];
    return value !== null && limit !== null && satisfies(compare(value, add(limit, added)), comparison);
  };
}

/** Whether differences of the numbers are exact as doubles. */
function isSmall({ largest, wide }: NumberColumn): boolean {
  return wide.size === 0 && largest <= 2 ** 52;
}
