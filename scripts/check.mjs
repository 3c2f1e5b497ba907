// @ts-check
/**
 * Runs every check of the project, one after the other, and says at the end what failed.
 * A failing step does not hide the later ones. The last line counts the tests, plus one failure for each other failed step.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';

const report = 'reports/vitest.json';

// A calendar date must not move with the host's zone: these are 5 hours behind and 14 hours ahead of UTC.
const zones = ['America/New_York', 'Pacific/Kiritimati'];
// The engine sees days as numbers; the published examples go through everything, from text to figure.
const zoneTests = ['test/time', 'test/model', 'test/golden'];

/** @type {Array<{ name: string, script: string, args?: string[], env?: Record<string, string> }>} */
const steps = [
  { name: 'types', script: 'typecheck' },
  // Before the tests: documentation, examples and package checks use the built package.
  { name: 'build', script: 'build' },
  { name: 'lint', script: 'lint' },
  { name: 'tests', script: 'unit:coverage' },
  ...zones.map((zone) => ({
    name: `tests in ${zone}`,
    script: 'unit',
    args: ['--typecheck.enabled=false', '--passWithNoTests=false', ...zoneTests],
    env: { TZ: zone },
  })),
  { name: 'documentation examples', script: 'docs:examples' },
  { name: 'start', script: 'start' },
  { name: 'package', script: 'package:check' },
  { name: 'size', script: 'size' },
  { name: 'reference', script: 'docs:reference' },
];

rmSync(report, { force: true });

/** @type {string[]} */
const failed = [];
for (const { name, script, args = [], env = {} } of steps) {
  console.log(`\n--- ${name}`);
  const startedAt = performance.now();
  const { status } = spawnSync('npm', ['run', '--silent', script, '--', ...args], {
    stdio: 'inherit',
    // The whole check gives the same answer for the same commit everywhere; `npm run unit` explores new cases.
    // Colours are for people: a log of escape codes cannot be read.
    env: { CI: '1', ...process.env, ...(process.stdout.isTTY ? {} : { NO_COLOR: '1' }), ...env },
    shell: process.platform === 'win32',
  });
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  console.log(`--- ${name}: ${status === 0 ? 'ok' : 'FAILED'} (${seconds} s)`);
  if (status !== 0) failed.push(name);
}

const tests = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : null;
const passed = tests?.numPassedTests ?? 0;
const failedTests = tests?.numFailedTests ?? 0;
const skipped = (tests?.numPendingTests ?? 0) + (tests?.numTodoTests ?? 0);
const failedSteps = failed.filter((name) => name !== 'tests' || failedTests === 0).length;

if (tests === null) console.log('\nThe tests did not run.');
console.log(failed.length === 0 ? '\nEvery step is ok.' : `\nFailed steps: ${failed.join(', ')}.`);
console.log(`${passed} passed, ${failedTests + failedSteps} failed, ${skipped} skipped`);
process.exitCode = failed.length === 0 ? 0 : 1;
