/** (i) How long a cold import takes, in a process of its own, and how large bundles are. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { build } from 'esbuild';
import { median } from '../harness/median.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const addressOf = (file) => pathToFileURL(`${root}dist/${file}`).href;

const imports = {
  nothing: '',
  'sales-metrics': `await import(${JSON.stringify(addressOf('index.js'))});`,
  'sales-metrics/commission': `await import(${JSON.stringify(addressOf('commission.js'))});`,
};

function coldStart(code) {
  const from = performance.now();
  const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', code], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return performance.now() - from;
}

/**
 * Milliseconds that an import adds to an empty process.
 *
 * @param times - how often each is started, in turn
 */
export function importTimes(times) {
  const runs = Object.fromEntries(Object.keys(imports).map((name) => [name, []]));
  for (let round = 0; round < times; round++)
    for (const [name, code] of Object.entries(imports)) runs[name].push(coldStart(code));
  const empty = median(runs.nothing);
  return Object.fromEntries(
    Object.keys(imports)
      .filter((name) => name !== 'nothing')
      .map((name) => [name, { all: median(runs[name]), added: median(runs[name]) - empty }]),
  );
}

const bundles = {
  'one KPI: salesData, calculate, winRate': ['index.js', '{ salesData, calculate, winRate }'],
  'commission statements: calculateCommissions, explainLine': [
    'commission.js',
    '{ calculateCommissions, explainLine }',
  ],
  'payout alone': ['commission.js', '{ payout }'],
  everything: ['index.js', '*'],
};

const dependencies = ['@date-fns/*', 'date-fns/*', 'decimal.js', 'zod/*', 'zod'];

async function brotliBytes([file, names], external) {
  const code = names === '*' ? `export * from './dist/${file}';` : `export ${names} from './dist/${file}';`;
  const { outputFiles, metafile } = await build({
    stdin: { contents: code, resolveDir: root, loader: 'js' },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    write: false,
    metafile: true,
    external,
  });
  return { bytes: brotliCompressSync(outputFiles[0].contents).length, inputs: Object.keys(metafile.inputs) };
}

/** Bytes after minifying and brotli: our own code, and with the dependencies. */
export async function bundleSizes() {
  const sizes = {};
  for (const [name, bundle] of Object.entries(bundles)) {
    const own = await brotliBytes(bundle, dependencies);
    const whole = await brotliBytes(bundle, []);
    sizes[name] = {
      own: own.bytes,
      whole: whole.bytes,
      zodClassic: whole.inputs.some((path) => path.includes('zod/v4/classic')),
    };
  }
  return sizes;
}
