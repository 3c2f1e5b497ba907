import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  // The examples import the library by its name; under test that name means the source.
  resolve: {
    alias: [{ find: /^sales-metrics$/, replacement: fileURLToPath(new URL('src/index.ts', import.meta.url)) }],
  },
  test: {
    include: ['test/**/*.test.ts'],
    setupFiles: ['test/setup.ts'],
    // The one limit of all tests is there for what hangs: a property test of seconds takes minutes on a machine that is busy.
    testTimeout: 600_000,
    // `npm run typecheck` reports errors in ordinary files; here only the expectations in *.test-d.ts count.
    typecheck: {
      enabled: true,
      include: ['test/**/*.test-d.ts'],
      checker: 'node_modules/typescript7/bin/tsc',
      ignoreSourceErrors: true,
    },
    coverage: {
      provider: 'v8',
      include: ['src/**/*.ts'],
      reporter: [['text', { skipFull: true }], 'html'],
      thresholds: { branches: 98 },
    },
  },
});
