// @ts-check
/** Writes docs/records.md from the schemas in src/model and the formulas in src/dictionary. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';
import { recordsPage } from './recordsPage.mjs';

const { outputFiles } = await build({
  stdin: {
    contents: [
      `export { dictionary } from './src/dictionary/dictionary.ts';`,
      `export { fieldsOf, sourceNames } from './src/model/fields.ts';`,
      `export { safeSalesData } from './src/model/salesData.ts';`,
      `export { dimensionNames, dimensionOf } from './src/model/dimension.ts';`,
    ].join('\n'),
    resolveDir: '.',
  },
  bundle: true,
  format: 'esm',
  platform: 'neutral',
  mainFields: ['module', 'main'],
  write: false,
});
const code = outputFiles[0]?.text ?? '';
const library = await import(`data:text/javascript,${encodeURIComponent(code)}`);
mkdirSync('docs', { recursive: true });
writeFileSync('docs/records.md', recordsPage(library));
