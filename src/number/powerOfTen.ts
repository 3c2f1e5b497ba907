const largestKept = 256;
const kept: bigint[] = [];

/**
 * Ten to a power, as a bigint. Small powers are computed once and kept.
 *
 * @param exponent - whole number, at least 0
 * @returns 10 ** exponent
 */
export function powerOfTen(exponent: number): bigint {
  const known = kept[exponent];
  if (known !== undefined) return known;
  const power = 10n ** BigInt(exponent);
  if (exponent <= largestKept) kept[exponent] = power;
  return power;
}
