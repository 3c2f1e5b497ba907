import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

// Runs once per mutant, so it leaves out coverage, type tests and the tests that read the repository itself.
export default defineConfig({
  resolve: {
    alias: [{ find: /^sales-metrics$/, replacement: fileURLToPath(new URL('src/index.ts', import.meta.url)) }],
  },
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/house/**', 'test/examples/**', 'test/hostile/purity.test.ts', 'test/adventureWorks.test.ts'],
    setupFiles: ['test/setup.ts'],
    testTimeout: 60_000,
    // The same cases for every mutant, or a survivor would be a matter of luck.
    env: { CI: '1' },
  },
});
