import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * Most mutants are killed by the quick tests of their own folder, so these come first: the folders from the bottom up, as a test
 * of a low one covers nothing above it. What takes long comes last, the longest at the very end.
 */
const order = [
  '/test/number/',
  '/test/time/',
  '/test/expression/',
  '/test/evaluate/',
  '/test/commission/',
  '/test/golden/',
  '/test/model/',
  '/test/hostile/',
  '/test/dictionary/',
  '/targetProperties.test',
  '/curveTotals.test',
  '/compareRuns.test',
  '/invariants.test',
  '/salesAgreement.test',
  '/statementProperties.test',
  '/engineProperties.test',
  '/regressions.test',
  '/size.test',
  '/state.test',
  '/calculateFrom.test',
  '/explain.test',
  '/tabulate.test',
  '/formula.test',
  '/evaluate/kpis.test',
  '/invariance.test',
];

function place({ moduleId }: TestSpecification): number {
  return order.map((part) => moduleId.includes(part)).lastIndexOf(true);
}

class QuickestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return [...files].sort((left, right) => place(left) - place(right));
  }
}

// Runs once per mutant, so it leaves out coverage, type tests, the tests that read the repository itself, and those that check
// after many cases that each figure has had a value.
export default defineConfig({
  resolve: {
    alias: [{ find: /^sales-metrics$/, replacement: fileURLToPath(new URL('src/index.ts', import.meta.url)) }],
  },
  test: {
    include: ['test/**/*.test.ts'],
    exclude: [
      'test/house/**',
      'test/examples/**',
      'test/hostile/purity.test.ts',
      'test/adventureWorks*.test.ts',
      'test/evaluate/repKpis.test.ts',
      'test/evaluate/forecastKpis.test.ts',
    ],
    setupFiles: ['test/setup.ts', 'test/mutationSetup.ts'],
    // Reading src/ anew for each file would take longer than the tests.
    isolate: false,
    // Instrumented code is several times slower.
    testTimeout: 300_000,
    sequence: { sequencer: QuickestFirst, setupFiles: 'list' },
    // The same cases for every mutant, or a survivor would be a matter of luck.
    env: { CI: '1' },
  },
});
