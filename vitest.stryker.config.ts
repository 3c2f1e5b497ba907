import { defineConfig } from 'vitest/config';

// Runs once per mutant, so it leaves out coverage, type tests and the tests that read the repository itself.
export default defineConfig({
  test: { include: ['test/**/*.test.ts'], exclude: ['test/house/**', 'test/examples/**'] },
});
