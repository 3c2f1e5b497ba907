import type { Day } from '../time/day.ts';
import type { KnownEvents } from './eventTable.ts';
import type { ReadAdjustment, ReadAssignment, ReadQuota, ReadRate, ReadReportingLine, ReadScore } from './inputData.ts';
import type { CheckedCommissionPlan } from './plan.ts';

/** The whole input, read and checked. Beside events, what is known later than `knownAt` is still in it. */
export interface ReadInput {
  /** Versions of each plan by id, by their dates; no two overlap. */
  readonly plans: ReadonlyMap<string, readonly CheckedCommissionPlan[]>;
  readonly assignments: readonly ReadAssignment[];
  /** As they are known at `knownAt`: of each the latest version, none where that one says that the event never was; in no order. */
  readonly events: KnownEvents;
  readonly quotas: readonly ReadQuota[];
  readonly scores: readonly ReadScore[];
  readonly reportingLines: readonly ReadReportingLine[];
  readonly rates: readonly ReadRate[];
  readonly adjustments: readonly ReadAdjustment[];
  readonly holidays: readonly Day[];
  /** Infinite where everything is known. */
  readonly knownAt: Day;
  /** The last day of the run. */
  readonly through: Day;
}
