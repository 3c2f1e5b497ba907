/** Runs the cases of a work in turn, round by round, each in a process of its own, and compares their answers with ours. */
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { firstDifference } from './difference.mjs';
import { median } from './median.mjs';

const child = fileURLToPath(new URL('./child.mjs', import.meta.url));

/** The case that the others are compared with. */
export const ours = 'sales-metrics';

/** The work whose answers differ, with the first difference. */
export class DifferentAnswer extends Error {}

function runCase(work, name, size, withAnswer) {
  return new Promise((resolve, reject) => {
    const heap = work.cases[name].heap ?? 8000;
    const forked = fork(child, [work.address, name, String(size), withAnswer ? 'yes' : 'no'], {
      execArgv: ['--expose-gc', `--max-old-space-size=${heap}`],
      serialization: 'advanced',
    });
    let result = null;
    forked.on('message', (message) => {
      result = message;
    });
    forked.on('error', reject);
    forked.on('exit', (code, signal) => {
      if (result === null) reject(new Error(`${work.id}, ${name}: the process ended with ${signal ?? code}`));
      else if ('error' in result) reject(new Error(`${work.id}, ${name}: ${result.error}`));
      else resolve(result);
    });
  });
}

/** Medians over the rounds of what one case took: milliseconds by the clock and of processors, bytes kept, bytes at the peak. */
function summary(rounds) {
  const ofStep = (read) =>
    Object.fromEntries(
      Object.keys(rounds[0].times).map((step) => [step, median(rounds.map((round) => read(round, step)))]),
    );
  const timesOf = (kind) => ofStep(({ times }, step) => median(times[step].map((run) => run[kind])));
  return {
    times: timesOf('wall'),
    cpu: timesOf('cpu'),
    kept: ofStep(({ kept }, step) => kept[step]),
    peak: median(rounds.map(({ peak }) => peak)),
    facts: rounds[0].facts,
    rounds: rounds.length,
  };
}

/**
 * Measures a work.
 *
 * @param work - its cases, ours among them
 * @param size - number of records
 * @param limits - `rounds`: how often all cases are run in turn, at the most; `seconds`: no round is begun after so long
 * @param log - told what is being run
 * @returns for each case its medians, or the package that it lacks
 * @throws DifferentAnswer where a case has another answer than ours
 */
export async function measure(work, size, { rounds, seconds }, log) {
  const from = performance.now();
  const names = [ours, ...Object.keys(work.cases).filter((name) => name !== ours)];
  const results = new Map(names.map((name) => [name, []]));
  const missing = new Map();
  let expected = null;
  for (let round = 1; round <= rounds; round++) {
    if (round > 1 && performance.now() - from > 1000 * seconds) break;
    for (const name of names.filter((candidate) => !missing.has(candidate))) {
      log(`${work.id}, ${size} records, round ${round} of ${rounds}: ${name}`);
      const result = await runCase(work, name, size, round === 1);
      if ('missing' in result) {
        missing.set(name, result.missing);
        log(`  skipped: the package ${result.missing} is not installed`);
        continue;
      }
      if (round === 1) {
        expected ??= result.answer;
        const difference = firstDifference(expected, result.answer, work.tolerance);
        if (difference !== null) throw new DifferentAnswer(`${work.id}: ${name} and ${ours} differ at ${difference}`);
      }
      results.get(name).push(result);
    }
  }
  return Object.fromEntries(
    names.map((name) => [name, missing.has(name) ? { missing: missing.get(name) } : summary(results.get(name))]),
  );
}
