import { type DecimalInput, readDecimal, toRational } from '../number/decimal.ts';
import { compare, type Rational } from '../number/rational.ts';
import type { ReadEvent } from './inputData.ts';
import type { EventCondition } from './plan.ts';

/** Whether an event satisfies a condition. A field that is missing satisfies none but `isMissing`. */
export type EventTest = (event: ReadEvent) => boolean;

type Found = string | number | boolean | Rational | null;

/** Makes a test of a condition that was checked. */
export function readCondition(condition: EventCondition): EventTest {
  const { field } = condition;
  const holds = comparisonOf(condition);
  return (event) => holds(fieldOf(event, field));
}

function comparisonOf(condition: EventCondition): (found: Found) => boolean {
  const { is, isNot, isOneOf, isMissing, above, atLeast, atMost, below } = condition;
  if (isMissing !== undefined) return (found) => (found === null) === isMissing;
  if (is !== undefined) return (found) => isEqual(found, is);
  if (isNot !== undefined) return (found) => found !== null && !isEqual(found, isNot);
  if (isOneOf !== undefined) return (found) => isOneOf.some((wanted) => isEqual(found, wanted));
  if (above !== undefined) return ordered(above, (order) => order > 0);
  if (atLeast !== undefined) return ordered(atLeast, (order) => order >= 0);
  if (atMost !== undefined) return ordered(atMost, (order) => order <= 0);
  return ordered(below as DecimalInput, (order) => order < 0);
}

function ordered(limit: DecimalInput, holds: (order: number) => boolean): (found: Found) => boolean {
  const bound = toRational(limit, 'commission plan');
  return (found) => {
    const number = numberOf(found);
    return number !== null && holds(compare(number, bound));
  };
}

/** Numbers are equal by their value, so that 1 and "1.0" of an amount are; everything else by what it is. */
function isEqual(found: Found, wanted: string | number | boolean): boolean {
  if (found === null || typeof found !== 'object') return found === wanted;
  return readDecimal(wanted) !== null && compare(found, toRational(wanted as DecimalInput, 'commission plan')) === 0;
}

function numberOf(found: Found): Rational | null {
  if (found === null || typeof found === 'boolean' || typeof found === 'string') return null;
  return typeof found === 'number' ? toRational(found, 'commission event') : found;
}

function fieldOf(event: ReadEvent, field: string): Found {
  switch (field) {
    case 'kind':
      return event.kind;
    case 'amount':
      return event.amount;
    case 'quantity':
      return event.quantity;
    case 'currency':
      return event.currency;
    default:
      return event.values.get(field) ?? event.attributes.get(field) ?? null;
  }
}
