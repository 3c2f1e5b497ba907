import { defineConfig } from 'tsup';
import { pureConstants } from './scripts/pureConstants.mjs';

// Entry names are the subpaths of the exports map in package.json; test/house/entries.test.ts holds the two together.
export default defineConfig({
  entry: { index: 'src/index.ts', commission: 'src/commission/index.ts' },
  format: ['esm', 'cjs'],
  // tsup sets `baseUrl`, which TypeScript 6 deprecates.
  dts: { compilerOptions: { ignoreDeprecations: '6.0' } },
  sourcemap: true,
  clean: true,
  // Without it each CommonJS entry carries its own copy of the error class, and `instanceof` lies.
  splitting: true,
  // What is used of zod is built in, as devDependencies are: its own entries load some ninety files, which takes longer than all the rest.
  noExternal: [/^zod/],
  target: 'es2022',
  outDir: 'dist',
  tsconfig: 'tsconfig.build.json',
  esbuildPlugins: [pureConstants],
});
