import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Folders and files whose tests take long, the longest last: most mutants are killed before they begin. */
const slow = [
  '/test/evaluate/',
  '/formula.test',
  '/kpis.test',
  '/repKpis.test',
  '/invariance.test',
  '/regressions.test',
];

function slowness({ moduleId }: TestSpecification): number {
  return Math.max(-1, ...slow.flatMap((part, index) => (moduleId.includes(part) ? [index] : [])));
}

class QuickestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return [...files].sort((left, right) => slowness(left) - slowness(right));
  }
}

// Runs once per mutant, so it leaves out coverage, type tests and the tests that read the repository itself.
export default defineConfig({
  resolve: {
    alias: [{ find: /^sales-metrics$/, replacement: fileURLToPath(new URL('src/index.ts', import.meta.url)) }],
  },
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/house/**', 'test/examples/**', 'test/hostile/purity.test.ts', 'test/adventureWorks.test.ts'],
    setupFiles: ['test/setup.ts'],
    // Instrumented code is several times slower.
    testTimeout: 300_000,
    sequence: { sequencer: QuickestFirst },
    // The same cases for every mutant, or a survivor would be a matter of luck.
    env: { CI: '1' },
  },
});
