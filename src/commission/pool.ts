import { allocateUnits } from '../number/allocate.ts';
import { toRational } from '../number/decimal.ts';
import { powerOfTen } from '../number/powerOfTen.ts';
import { type Rational, rational } from '../number/rational.ts';
import { unitsAt } from '../number/rounding.ts';
import { type Day, formatDay } from '../time/day.ts';
import type { ReadAssignment } from './inputData.ts';
import { type AccountEarnings, type EarnedLine, newLine, type PoolTrace } from './line.ts';
import type { Pool } from './plan.ts';
import type { ReadPlan } from './readPlan.ts';

/** A line of a pool, and how it came about. */
export interface PoolLine {
  readonly line: EarnedLine;
  readonly trace: PoolTrace;
}

/**
 * What a pool takes back from everybody who earned in a period more than there is: the overrun, in proportion to what each earned, cut to
 * the minor unit by largest remainder, so that not a cent is lost.
 *
 * @param earnings - of everybody under the plan, by payee
 * @param start - first day of the period
 * @param day - its last day
 */
export function poolLines(
  pool: Pool,
  plan: ReadPlan,
  earnings: readonly AccountEarnings[],
  start: Day,
  day: Day,
): PoolLine[] {
  const maximum = toRational(pool.maximum, 'commission plan');
  const limit = unitsAt(maximum, plan.digits, 'down');
  const earned = earnings.map((each) => earnedIn(each, pool, start, day));
  const total = earned.reduce((sum, units) => sum + units, 0n);
  const overrun = total - limit;
  if (overrun <= 0n) return [];
  const shares = allocateUnits(
    overrun,
    earned.map((units) => (units > 0n ? units : 0n)),
  );
  return earnings.flatMap(({ account }, index): PoolLine[] => {
    const taken = shares[index] as bigint;
    if (taken === 0n) return [];
    const amount = money(-taken, plan);
    const trace: PoolTrace = {
      kind: 'pool',
      pool,
      earned: money(earned[index] as bigint, plan),
      total: money(total, plan),
      maximum,
    };
    const line = newLine({
      id: `pool/${plan.pools.indexOf(pool) + 1}/${formatDay(start)}`,
      kind: 'pool',
      account,
      plan,
      assignment: account.assignments.filter((each) => each.start <= day).at(-1) as ReadAssignment,
      component: null,
      day,
      entry: null,
      original: null,
      window: {},
      raw: amount,
      reason: null,
      trace,
    });
    line.units = -taken;
    return [{ line, trace }];
  });
}

function earnedIn({ lines }: AccountEarnings, { of }: Pool, start: Day, day: Day): bigint {
  let units = 0n;
  for (const line of lines) {
    if (line.day < start || line.day > day) continue;
    if (of === undefined || componentsOf(line).every((id) => of.includes(id ?? ''))) units += line.units;
  }
  return units;
}

/** The components that a line concerns; null for all. What an earlier pool took from components of this one is earned no more. */
function componentsOf({ component, trace }: EarnedLine): readonly (string | null)[] {
  return ('pool' in trace ? trace.pool.of : undefined) ?? [component?.id ?? null];
}

function money(units: bigint, plan: ReadPlan): Rational {
  return rational(units, powerOfTen(plan.digits));
}
