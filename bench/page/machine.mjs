/** The machine, and the versions of everything that took part. */
import { readFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, platform, totalmem } from 'node:os';

const packages = [
  '@duckdb/node-api',
  'nodejs-polars',
  'arquero',
  'd3-array',
  'lodash',
  'alasql',
  'decimal.js',
  'zod',
  'csv-parse',
  'esbuild',
];

/** The version of an installed package; null where it is not installed. */
function versionOf(name) {
  for (const folder of ['../node_modules/', '../../node_modules/']) {
    try {
      return JSON.parse(readFileSync(new URL(`${folder}${name}/package.json`, import.meta.url), 'utf8')).version;
    } catch {
      // Not in this folder.
    }
  }
  return null;
}

/** A few sentences about machine and versions. */
export function machineText() {
  const [{ model = 'unknown' } = {}] = cpus();
  const gigabytes = Math.round(totalmem() / 2 ** 30);
  const versions = packages.map((name) => `${name} ${versionOf(name) ?? '(not installed)'}`).join(', ');
  return `${availableParallelism()} cores (${model.trim()}), ${gigabytes} GB of memory, ${platform()}, Node.js ${process.version}. Load averages when the page was written: ${loadavg()
    .map((load) => load.toFixed(1))
    .join(', ')}. ${versions}.`;
}
