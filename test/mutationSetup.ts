import type fc from 'fast-check';
import { afterAll, vi } from 'vitest';

// A property that fails for a mutant mostly does so in its first cases: in mutation runs these are all that is tried.
vi.mock(import('fast-check'), async (importOriginal) => {
  const original = await importOriginal();
  const assert = <Cases>(property: fc.IRawProperty<Cases>, { numRuns = 100, ...rest }: fc.Parameters<Cases> = {}) =>
    original.assert(property as never, { ...rest, numRuns: Math.ceil(numRuns / 10) } as never);
  return { ...original, assert, default: { ...original.default, assert } } as never;
});

// Instrumented code is several times slower than the limits in tests allow for. What never ends is stopped from outside.
performance.now = () => 0;

interface Coverage {
  static: object;
  perTest: object;
}

interface Stryker {
  activeMutant?: string | undefined;
  mutantCoverage?: Coverage | undefined;
  /** What the instrumented code counts hits in: it keeps hold of the object, so that only its contents can be replaced. */
  counted?: Coverage | undefined;
}

// All files share one worker, which Stryker does not expect: what one file leaves behind is taken away before the next.
const shared = globalThis as { __stryker__?: Stryker };
shared.__stryker__ ??= {};
const stryker = shared.__stryker__;
// A file that cannot be read counts as no failure, so what runs while it is read is not mutated.
stryker.activeMutant = undefined;
stryker.mutantCoverage = stryker.counted;
// Hits are summed over the files, so each must report its own alone.
afterAll(() => {
  const counted = stryker.mutantCoverage;
  if (counted === undefined) return;
  stryker.counted = counted;
  stryker.mutantCoverage = { ...counted };
  counted.static = {};
  counted.perTest = {};
});
