import type { Day } from '../time/day.ts';
import type { Account, AccountFrame } from './account.ts';
import type { ExchangeRates } from './exchange.ts';
import type { Hierarchy } from './hierarchy.ts';
import type { ReadEvent, ReadScore } from './inputData.ts';
import type { ReadPlan } from './readPlan.ts';
import type { TeamUse } from './teamUse.ts';

/** What all passes of a run share. */
export interface EarningSources {
  readonly versions: ReadonlyMap<string, readonly ReadPlan[]>;
  readonly rates: ExchangeRates;
  readonly hierarchy: Hierarchy;
  readonly teams: TeamUse;
  readonly frame: AccountFrame;
  /** The last day of the run. */
  readonly through: Day;
}

/** What one pass goes through. */
export interface PassSources {
  /** By payee and plan. */
  readonly accounts: readonly Account[];
  /** What credits one of the accounts or takes such credit back, in the order in which it counts; there may be more. */
  readonly events: readonly ReadEvent[];
  /** What scores the accounts have. */
  readonly scores: readonly ReadScore[];
}
