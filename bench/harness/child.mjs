/**
 * Runs one case of one work in a process of its own, so that its peak memory is its own, and sends what it measured.
 *
 *   node --expose-gc harness/child.mjs <address of the work> <case> <size> <with the answer: yes or no>
 */
const [, , address, name, size, withAnswer] = process.argv;

/** A step that may be repeated is, until it was run so often or took so many milliseconds of the processor. */
const mostRuns = 5;
const longEnough = 1500;

/** Whether a peer is not installed here, in words; null where the error is another. */
function missingPackage(error) {
  if (error?.code !== 'ERR_MODULE_NOT_FOUND' && error?.code !== 'MODULE_NOT_FOUND') return null;
  return /package '([^']+)'|module '([^']+)'/.exec(error.message)?.slice(1).find(Boolean) ?? null;
}

/** Returns when nothing goes on in this process: a collection sweeps in other threads for a while, which is no part of the step that follows. */
async function settled() {
  for (let turns = 0; turns < 50; turns++) {
    const before = process.cpuUsage();
    await new Promise((resolve) => setTimeout(resolve, 20));
    const { user, system } = process.cpuUsage(before);
    if (user + system < 2000) return;
  }
}

/** Bytes that live on after a full collection. Buffers are given back when it has swept, which the next one takes note of. */
async function keptBytes() {
  globalThis.gc();
  await settled();
  globalThis.gc();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** Milliseconds by the clock, and those of all processors together. */
async function timed(step) {
  globalThis.gc();
  await settled();
  const cpu = process.cpuUsage();
  const from = performance.now();
  await step();
  const wall = performance.now() - from;
  const { user, system } = process.cpuUsage(cpu);
  return { wall, cpu: (user + system) / 1000 };
}

async function measured() {
  const { work } = await import(address);
  const runner = await work.cases[name].start(Number(size));
  const times = {};
  const kept = {};
  for (const step of work.steps.filter(({ id }) => id in runner)) {
    const before = await keptBytes();
    const runs = [await timed(runner[step.id])];
    while (step.repeats && runs.length < mostRuns && runs.reduce((sum, { cpu }) => sum + cpu, 0) < longEnough)
      runs.push(await timed(runner[step.id]));
    times[step.id] = runs;
    kept[step.id] = (await keptBytes()) - before;
  }
  return {
    times,
    kept,
    // In kilobytes.
    peak: process.resourceUsage().maxRSS * 1024,
    facts: runner.facts?.() ?? {},
    answer: withAnswer === 'yes' ? runner.answer?.() : undefined,
  };
}

try {
  const result = await measured();
  process.send(result, () => process.exit(0));
} catch (error) {
  const missing = missingPackage(error);
  process.send(missing === null ? { error: String(error?.stack ?? error) } : { missing }, () => process.exit(0));
}
