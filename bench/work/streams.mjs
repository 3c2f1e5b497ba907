/** (j) The twelve KPIs of a stream of opportunities, in one process and in two workers, beside all records at once. */
import { createHash } from 'node:crypto';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { salesData, tabulate, tally } from '../../dist/index.js';
import { opportunities, opportunityChunks } from '../data/opportunities.mjs';
import { kpis, periods } from '../kpis/ours.mjs';

const settings = { currency: 'USD', timeZone: 'UTC' };
const options = { periods, by: ['owner'], groups: 'all' };

async function tallied(size, from, to) {
  const running = tally(kpis, salesData(settings), options);
  for await (const chunk of opportunityChunks(size, from, to)) running.add({ opportunities: chunk });
  return running;
}

function figuresOf({ rows }) {
  return rows.flatMap(({ values }) => kpis.map(({ key }) => values[key].value?.toString() ?? null));
}

/** The figures, and a hash of every byte of the state. */
function answerOf(running) {
  const bytes = createHash('sha256').update(JSON.stringify(running)).digest('hex');
  return { figures: figuresOf(running.table()), bytes: `sha256 ${bytes}` };
}

function inWorker(part) {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL(import.meta.url), { workerData: part });
    worker.once('message', resolve);
    worker.once('error', reject);
  });
}

function streaming(run) {
  return {
    start: (size) => {
      let running = null;
      return {
        stream: async () => {
          running = await run(size);
        },
        answer: () => answerOf(running),
      };
    },
  };
}

export const work = {
  id: 'streams',
  address: import.meta.url,
  steps: [{ id: 'stream' }],
  cases: {
    'sales-metrics': streaming((size) => tallied(size, 0, size)),
    'two workers over halves, merged': streaming(async (size) => {
      const half = Math.floor(size / 2);
      const states = await Promise.all([inWorker([size, 0, half]), inWorker([size, half, size])]);
      const running = tally(kpis, salesData(settings), options);
      for (const state of states) running.merge(state);
      return running;
    }),
    'all records at once': {
      start: (size) => {
        let table = null;
        return {
          stream: () => {
            table = tabulate(kpis, salesData({ ...settings, opportunities: opportunities(size) }), options);
          },
          answer: () => ({ figures: figuresOf(table) }),
        };
      },
    },
  },
};

if (!isMainThread) parentPort.postMessage((await tallied(...workerData)).toJSON());
