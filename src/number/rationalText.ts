import { type Rational, rational } from './rational.ts';

/** The value as text: a whole number, or `numerator/denominator` in lowest terms. Equal values have equal texts. */
export function rationalText({ numerator, denominator }: Rational): string {
  return denominator === 1n ? String(numerator) : `${numerator}/${denominator}`;
}

const rationalPattern = /^(0|-?[1-9]\d*)(?:\/([1-9]\d*))?$/;

/** The value of a text that {@link rationalText} wrote; null for any other text. */
export function rationalOfText(text: string): Rational | null {
  const match = rationalPattern.exec(text);
  if (match === null) return null;
  const value = rational(BigInt(match[1] as string), BigInt(match[2] ?? 1));
  return rationalText(value) === text ? value : null;
}
