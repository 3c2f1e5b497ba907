/** Measures all of the work, or some of it, and makes the page. */
import { writeFileSync } from 'node:fs';
import { DifferentAnswer, measure, ours } from './harness/family.mjs';
import { performancePage } from './page/page.mjs';
import { work as commission } from './work/commission.mjs';
import { work as commissionLines } from './work/commissionLines.mjs';
import { work as dictionary } from './work/dictionary.mjs';
import { work as explain } from './work/explain.mjs';
import { work as ingest } from './work/ingest.mjs';
import { work as kpis } from './work/kpis.mjs';
import { work as payout } from './work/payout.mjs';
import { work as percentiles } from './work/percentiles.mjs';
import { bundleSizes, importTimes } from './work/start.mjs';
import { work as streams } from './work/streams.mjs';
import { work as sums } from './work/sums.mjs';

/**
 * All that is measured with peers: how many records in full, how many rounds at the most, and after how many seconds no further round is
 * begun, so that the whole stays within ten minutes on two cores that are free, and ends at all on a machine that is busy.
 */
const plan = [
  { work: kpis, size: 1_000_000, rounds: 3, seconds: 70 },
  { work: dictionary, size: 4, rounds: 1, seconds: 0 },
  { work: ingest, size: 1_000_000, rounds: 3, seconds: 40 },
  { work: sums, size: 1_000_000, rounds: 3, seconds: 30 },
  { work: percentiles, size: 1_000_000, rounds: 3, seconds: 30 },
  { work: explain, size: 1_000_000, rounds: 3, seconds: 20 },
  { work: commission, size: 1_000_000, rounds: 3, seconds: 40 },
  { work: commissionLines, size: 100_000, rounds: 2, seconds: 30 },
  { work: payout, size: 20_000, rounds: 3, seconds: 20 },
  { work: streams, size: 1_000_000, rounds: 1, seconds: 0 },
];

/** One round, for what is only looked at. */
const once = { rounds: 1, seconds: 0 };

/** How cost grows: our own case and the loop by hand, at each of these sizes. */
const growthPlan = [
  { work: kpis, sizes: [10_000, 30_000, 100_000, 300_000, 1_000_000, 3_000_000], base: 'float loop' },
  { work: commission, sizes: [10_000, 30_000, 100_000, 300_000, 1_000_000], base: 'float loop' },
  { work: dictionary, sizes: [1, 2], base: null },
  { work: streams, sizes: [30_000, 300_000, 3_000_000], base: null },
];

/** The work with some of its cases. */
function withCases(work, names) {
  return { ...work, cases: Object.fromEntries(names.map((name) => [name, work.cases[name]])) };
}

const scaled = (size, scale) =>
  size < 100 ? Math.max(1, Math.round(size * scale)) : Math.max(1000, Math.round(size * scale));

async function measureGrowth(scale, log) {
  const growth = {};
  for (const { work, sizes, base } of growthPlan) {
    const cases = withCases(work, base === null ? [ours] : [ours, base]);
    growth[work.id] = [];
    for (const size of sizes.map((one) => scaled(one, scale)))
      growth[work.id].push({ size, results: await measure(cases, size, once, log) });
  }
  return growth;
}

/**
 * Runs the benchmark.
 *
 * @param scale - share of the records
 * @param only - ids of the work to run, whose page is printed; all without any, and the page is written
 * @returns the exit code
 */
export async function runAll(scale, only) {
  const from = performance.now();
  const log = (line) => console.log(`${((performance.now() - from) / 1000).toFixed(0).padStart(4)} s  ${line}`);
  const isAsked = (id) => only.length === 0 || only.includes(id);
  const measured = {};
  try {
    for (const { work, size, ...limits } of plan.filter(({ work: { id } }) => isAsked(id))) {
      const records = scaled(size, scale);
      measured[work.id] = { size: records, results: await measure(work, records, limits, log) };
    }
    const growth = isAsked('growth') ? await measureGrowth(scale, log) : null;
    log('imports and bundles');
    const start = isAsked('start') ? { imports: importTimes(9), bundles: await bundleSizes() } : null;
    const seconds = (performance.now() - from) / 1000;
    const page = performancePage({ measured, growth, start, seconds, scale });
    if (only.length === 0) writeFileSync(new URL('../docs/performance.md', import.meta.url), page);
    else console.log(page);
    return 0;
  } catch (error) {
    if (!(error instanceof DifferentAnswer)) throw error;
    console.error(`The answers differ. ${error.message}`);
    return 1;
  }
}
