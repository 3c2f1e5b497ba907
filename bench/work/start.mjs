/** (i) How long a cold import takes, in a process of its own, and how large bundles are. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { build } from 'esbuild';
import { pureConstants } from '../../scripts/pureConstants.mjs';
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

const entries = {
  root: { source: 'src/index.ts', built: 'dist/index.js' },
  commission: { source: 'src/commission/index.ts', built: 'dist/commission.js' },
};

const bundles = {
  'one KPI: salesData, calculate, winRate': [entries.root, '{ salesData, calculate, winRate }'],
  'commission statements: calculateCommissions, explainLine': [
    entries.commission,
    '{ calculateCommissions, explainLine }',
  ],
  'payout alone': [entries.commission, '{ payout }'],
  everything: [entries.root, '*'],
};

const dependencies = ['@date-fns/*', 'date-fns/*', 'decimal.js', 'zod/*', 'zod'];

async function brotliBytes(file, names, external) {
  const { outputFiles, metafile } = await build({
    stdin: { contents: `export ${names} from './${file}';`, resolveDir: root, loader: 'js' },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    write: false,
    metafile: true,
    external,
    plugins: [pureConstants],
  });
  const imported = Object.values(metafile.outputs).flatMap(({ imports }) => imports.map(({ path }) => path));
  return { bytes: brotliCompressSync(outputFiles[0].contents).length, imported };
}

/** Bytes after minifying and brotli: our own code, from the sources as some of the dependencies are built in, and with all dependencies. */
export async function bundleSizes() {
  const sizes = {};
  for (const [name, [{ source, built }, names]] of Object.entries(bundles)) {
    const own = await brotliBytes(source, names, dependencies);
    const whole = await brotliBytes(built, names, []);
    sizes[name] = {
      own: own.bytes,
      whole: whole.bytes,
      zodClassic: own.imported.some((path) => path.startsWith('zod') && path !== 'zod/mini'),
    };
  }
  return sizes;
}
