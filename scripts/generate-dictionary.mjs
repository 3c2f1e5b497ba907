// @ts-check
/** Writes docs/dictionary.md from the entries in src/dictionary. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';
import { dictionaryPage } from './dictionaryPage.mjs';

const { outputFiles } = await build({
  stdin: {
    contents: `export { dictionary } from './src/dictionary/dictionary.ts'; export { describe } from './src/dictionary/describe.ts';`,
    resolveDir: '.',
  },
  bundle: true,
  format: 'esm',
  platform: 'neutral',
  mainFields: ['module', 'main'],
  write: false,
});
const code = outputFiles[0]?.text ?? '';
const { dictionary, describe } = await import(`data:text/javascript,${encodeURIComponent(code)}`);
mkdirSync('docs', { recursive: true });
writeFileSync('docs/dictionary.md', dictionaryPage(dictionary, describe));
