/** The same text for the same plain data, whatever the order in which its keys were written. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) => {
    // No plain data, but a definition that is still being checked may hold one, and JSON.stringify would throw.
    if (typeof inner === 'bigint') return 'a bigint';
    return typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([left], [right]) => (left < right ? -1 : 1)))
      : inner;
  });
}
