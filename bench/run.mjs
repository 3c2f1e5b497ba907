/**
 * The standing benchmark: measures sales-metrics beside what people use instead, and writes docs/performance.md.
 *
 *   npm run bench                    everything, in full
 *   npm run bench -- 0.1             everything with a tenth of the records; the page says so
 *   npm run bench -- 0.01 kpis sums  some of the work alone; the page is printed, not written
 *
 * On a fresh clone it installs what is missing, and it always builds.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../', import.meta.url));
const bench = fileURLToPath(new URL('./', import.meta.url));

function npm(folder, ...words) {
  console.log(`npm ${words.join(' ')}  (in ${folder === root ? 'the root' : 'bench'})`);
  const { status } = spawnSync('npm', words, { cwd: folder, stdio: 'inherit', shell: process.platform === 'win32' });
  if (status !== 0) throw new Error(`npm ${words.join(' ')} failed`);
}

if (!existsSync(`${root}node_modules`)) npm(root, 'ci');
// Not `ci`: a peer that this machine cannot have is skipped, and named as skipped.
if (!existsSync(`${bench}node_modules`)) npm(bench, 'install', '--no-save');
npm(root, 'run', '--silent', 'build:quick');

const { runAll } = await import('./everything.mjs');
const [scale = '1', ...only] = process.argv.slice(2);
process.exitCode = await runAll(Number(scale), only);
