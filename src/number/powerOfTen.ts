const kept: readonly bigint[] = Array.from({ length: 257 }, (_, exponent) => 10n ** BigInt(exponent));

/**
 * Ten to a power, as a bigint. Small powers are computed once and kept.
 *
 * @param exponent - whole number, at least 0
 * @returns 10 ** exponent
 */
export function powerOfTen(exponent: number): bigint {
  return kept[exponent] ?? 10n ** BigInt(exponent);
}
