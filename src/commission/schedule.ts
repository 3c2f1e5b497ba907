import type { Day } from '../time/day.ts';
import { boundsOf } from '../time/periodData.ts';
import type { Account } from './account.ts';
import { type BonusClosing, bonusClosings } from './closing.ts';
import type { ReadScore, Span } from './inputData.ts';
import { byText } from './known.ts';
import { carries } from './limiter.ts';
import type { PlanGrain, Pool } from './plan.ts';
import type { ReadPlan, ReadRankComponent } from './readPlan.ts';
import { periodsOver } from './window.ts';

/** Something that happens on a day, beside events. Openings come before the events of their day, everything else after them. */
export type Happening = Opening | ScoreDay | BonusEnd | ContestEnd | PoolEnd;

/** A statement period begins, into which limits may have carried something. */
export interface Opening {
  readonly kind: 'opening';
  readonly day: Day;
  readonly account: Account;
  /** Versions of the plan that have begun, whose limits may have put something off; `plan` may have replaced them. */
  readonly before: readonly ReadPlan[];
  readonly plan: ReadPlan;
}

/** Scores of a measure come. */
export interface ScoreDay {
  readonly kind: 'score';
  readonly day: Day;
  readonly measure: string;
  /** Who has a score of the day; null where everybody has. */
  readonly payees: ReadonlySet<string | null> | null;
}

/** A period of a bonus ends for a payee. */
interface BonusEnd {
  readonly kind: 'bonus';
  readonly day: Day;
  readonly closing: BonusClosing;
}

/** A contest ends. */
export interface ContestEnd {
  readonly kind: 'contest';
  readonly day: Day;
  readonly plan: ReadPlan;
  readonly component: ReadRankComponent;
}

/** The period of a pool ends. */
export interface PoolEnd {
  readonly kind: 'pool';
  readonly day: Day;
  /** First day of the period. */
  readonly start: Day;
  readonly plan: ReadPlan;
  readonly pool: Pool;
}

/** What a schedule is made of. */
export interface ScheduleSources {
  readonly accounts: readonly Account[];
  readonly versions: ReadonlyMap<string, readonly ReadPlan[]>;
  readonly scores: readonly ReadScore[];
  /** The last day of the run. */
  readonly through: Day;
}

const order: readonly Happening['kind'][] = ['opening', 'score', 'bonus', 'contest', 'pool'];

/** Everything that happens beside events, in the order of time. */
export function scheduleOf(sources: ScheduleSources): readonly Happening[] {
  const { accounts, versions, scores, through } = sources;
  const happenings: Happening[] = [
    ...accounts.flatMap((account) => openingsOf(account, versions.get(account.planId) as readonly ReadPlan[], through)),
    ...scoreDaysOf(scores),
    ...accounts.flatMap((account) =>
      bonusClosings(account, versions.get(account.planId) as readonly ReadPlan[], through).map(
        (closing): BonusEnd => ({ kind: 'bonus', day: closing.day, closing }),
      ),
    ),
    ...[...versions.values()].flat().flatMap((plan) => planEndsOf(plan, sources)),
  ];
  return happenings.sort((left, right) => left.day - right.day || order.indexOf(left.kind) - order.indexOf(right.kind));
}

/** First days of statement periods of a payee, where a version of the plan that has begun has limits that carry. */
function openingsOf(account: Account, versions: readonly ReadPlan[], through: Day): Opening[] {
  const [oldest] = versions;
  const first = account.assignments[0]?.start;
  if (oldest === undefined || first === undefined || !versions.some(hasCarrying)) return [];
  // All versions cut the same periods.
  const { calendar, grain } = oldest;
  return periodsOver(calendar, grain, { start: first, end: through + 1 }).flatMap((period): Opening[] => {
    const { start: day } = boundsOf(period);
    const before = versions.filter(({ span }) => span.start < day);
    const last = before.at(-1);
    if (day <= first || last === undefined || !before.some(hasCarrying)) return [];
    const plan = versions.find(({ span }) => span.start <= day && day < span.end) ?? last;
    return [{ kind: 'opening', day, account, before, plan }];
  });
}

function hasCarrying({ limits, components }: ReadPlan): boolean {
  return [limits, ...components.map((component) => component.limits)].flat().some(carries);
}

function scoreDaysOf(scores: readonly ReadScore[]): ScoreDay[] {
  const byDay = new Map<string, ReadScore[]>();
  for (const score of scores) {
    const key = JSON.stringify([score.measure, score.on]);
    const known = byDay.get(key);
    if (known === undefined) byDay.set(key, [score]);
    else known.push(score);
  }
  const days = [...byDay.values()].map((sameDay): ScoreDay => {
    const { measure, on } = sameDay[0] as ReadScore;
    const payees = sameDay.some(({ payee }) => payee === null) ? null : new Set(sameDay.map(({ payee }) => payee));
    return { kind: 'score', day: on, measure, payees };
  });
  // All scores of a day come at once, and the first measure gets the line: which one, must not depend on how a file is sorted.
  return days.sort((left, right) => byText(left.measure, right.measure));
}

/** Ends of contests and of periods of pools on which the version of the plan is in force. */
function planEndsOf(plan: ReadPlan, { accounts, through }: ScheduleSources): (ContestEnd | PoolEnd)[] {
  const first = accounts
    .filter(({ planId }) => planId === plan.id)
    .reduce((earliest, { assignments }) => Math.min(earliest, (assignments[0] as Span).start), through + 1);
  const endsOf = (grain: PlanGrain): readonly { readonly start: Day; readonly day: Day }[] =>
    periodsOver(plan.calendar, grain, { start: first, end: through + 1 })
      .map(boundsOf)
      .map(({ start, end }) => ({ start, day: end - 1 }))
      .filter(({ day }) => day <= through && day >= plan.span.start && day < plan.span.end);
  const contests = plan.components
    .filter((component) => component.kind === 'rank')
    .flatMap((component) =>
      endsOf(component.given.per)
        .filter(({ day }) => component.span.start <= day && day < component.span.end)
        .map(({ day }): ContestEnd => ({ kind: 'contest', day, plan, component })),
    );
  const pools = plan.pools.flatMap((pool) =>
    endsOf(pool.per).map(({ start, day }): PoolEnd => ({ kind: 'pool', day, start, plan, pool })),
  );
  return [...contests, ...pools];
}
