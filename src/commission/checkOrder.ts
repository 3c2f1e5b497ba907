import { type DecimalInput, toRational } from '../number/decimal.ts';
import { compare, integer, type Rational, sumOf } from '../number/rational.ts';
import { foundAs } from './plainCopy.ts';
import type { Problems } from './problems.ts';

/** A decimal that the schema has accepted. */
export function exact(input: DecimalInput): Rational {
  return toRational(input, 'commissionPlan');
}

/** Checks that each row of a list begins above the one before. */
export function checkAscending(problems: Problems, path: string, field: string, bounds: readonly DecimalInput[]): void {
  let before: DecimalInput | undefined;
  for (const [index, bound] of bounds.entries()) {
    if (before !== undefined && compare(exact(bound), exact(before)) <= 0) {
      const expected = `more than ${shown(before)}, that of the one before`;
      problems.refuse(`${path}[${index}].${field}`, expected, bound, 'not-ascending');
    }
    before = bound;
  }
}

/** Checks that shares add up to exactly 1. */
export function checkSharesOfOne(
  problems: Problems,
  path: string,
  what: string,
  shares: readonly DecimalInput[],
): void {
  const sum = sumOf(shares.map(exact));
  if (compare(sum, integer(1)) === 0) return;
  const terms = shares.slice(0, 12).map(shown).join(' + ') + (shares.length > 12 ? ' + …' : '');
  problems.note(path, `must have ${what} that add up to exactly 1, got ${terms}`, 'shares-not-one');
}

/** Checks that a minimum is not above its maximum. */
export function checkRange(
  problems: Problems,
  path: string,
  { minimum, maximum }: { readonly minimum?: DecimalInput | undefined; readonly maximum?: DecimalInput | undefined },
): void {
  if (minimum === undefined || maximum === undefined || compare(exact(minimum), exact(maximum)) <= 0) return;
  problems.refuse(`${path}.minimum`, `at most ${shown(maximum)}, the maximum`, minimum);
}

/** Checks that the day after the last one comes after the first one. */
export function checkDays(
  problems: Problems,
  path: string,
  { from, to }: { readonly from?: string | undefined; readonly to?: string | undefined },
): void {
  // Dates of one length are ordered like their texts.
  if (from !== undefined && to !== undefined && to <= from)
    problems.refuse(path === '' ? 'to' : `${path}.to`, `a date after ${from}, the first day`, to);
}

/** Checks that of some fields exactly one is given. */
export function checkOneOf(
  problems: Problems,
  path: string,
  part: object,
  names: readonly string[],
  what: string,
): void {
  const given = names.filter((name) => (part as Readonly<Record<string, unknown>>)[name] !== undefined);
  if (given.length === 1) return;
  const found = given.length === 0 ? 'none' : given.join(' and ');
  problems.note(path, `must have exactly one ${what} (${names.join(', ')}), got ${found}`);
}

/** A decimal as it was written, without the quotes of a text. */
export function shown(input: DecimalInput): string {
  return typeof input === 'string' && input.length <= 40
    ? input
    : typeof input === 'object'
      ? input.toString()
      : foundAs(input);
}
