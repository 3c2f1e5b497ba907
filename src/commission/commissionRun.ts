import { type Earned, earn } from './earn.ts';
import type { ReadInput } from './readInput.ts';
import type { CommissionRun, Statement } from './statementData.ts';
import { statementsOf } from './statements.ts';

/** What a run came from. */
export interface RunSources {
  readonly input: ReadInput;
  readonly earned: Earned;
}

/** What runs came from, for whoever compares them; forgotten with the runs. */
const sources = new WeakMap<CommissionRun, RunSources>();

/**
 * Statements of everybody, of an input that was read.
 *
 * @param input - what was read and checked
 * @param stated - statements whose periods are closed
 * @returns the run, frozen
 */
export function commissionRun(input: ReadInput, stated: readonly Statement[]): CommissionRun {
  const earned = earn(input);
  const run = Object.freeze({
    statements: Object.freeze(statementsOf(earned, input, stated)),
    warnings: Object.freeze([...earned.warnings]),
  });
  sources.set(run, { input, earned });
  return run;
}

/** What a run came from; undefined for one that came from elsewhere, such as from JSON. */
export function runSourcesOf(run: CommissionRun): RunSources | undefined {
  return sources.get(run);
}
