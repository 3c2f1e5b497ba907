import {
  add,
  compare,
  divide,
  integer,
  isZero,
  multiply,
  one,
  type Rational,
  rational,
  subtract,
  sumOf,
} from '../number/rational.ts';
import type { Day } from '../time/day.ts';
import { boundsOf } from '../time/periodData.ts';
import type { Account, Reading } from './account.ts';
import type { Pay } from './curvePay.ts';
import { factorProduct } from './factors.ts';
import type { ReadAssignment } from './inputData.ts';
import { byText } from './known.ts';
import type { BonusTrace } from './line.ts';
import type { ReadBonusComponent, ReadPlan, ReadRankComponent, ReadScoreRule } from './readPlan.ts';
import { periodsOver } from './window.ts';

/** A period of a bonus for one payee that has ended. */
export interface BonusClosing {
  readonly account: Account;
  readonly assignment: ReadAssignment;
  readonly plan: ReadPlan;
  readonly component: ReadBonusComponent;
  /** The last day of the period on which the payee was assigned. */
  readonly day: Day;
  /** Days of the period, and those on which the payee was assigned. */
  readonly present: { readonly days: number; readonly of: number };
}

/** What a bonus pays for a period. */
export function earnBonus(closing: BonusClosing): Pay {
  const { account, assignment, plan, component, day, present } = closing;
  const reading: Reading = { plan, assignment, day, moment: closing };
  const amount = account.targetPayOf(component.id, component.amount, reading);
  const scores = component.scores.map((rule) => scored(rule, account, reading));
  const total = scores.length === 0 ? one : sumOf(scores.map(({ score, weight }) => multiply(score, weight)));
  const { value, factors } = factorProduct(component.factors, account, reading);
  const isProrated = component.given.prorate === true;
  const share = isProrated ? rational(BigInt(present.days), BigInt(present.of)) : one;
  const pay = multiply(multiply(multiply(amount, share), total), value);
  return {
    kind: 'bonus',
    amount: pay,
    reason: !isZero(pay) ? null : isZero(value) ? 'gate-closed' : isZero(total) ? 'score-is-zero' : 'rate-is-zero',
    trace: { kind: 'bonus', amount, present: isProrated ? present : null, scores, factors },
    original: null,
    window: closing,
  };
}

function scored(rule: ReadScoreRule, account: Account, reading: Reading): BonusTrace['scores'][number] {
  const { measure, onAttainment, weight, points } = rule;
  const value = onAttainment ? account.attainmentOf(measure, reading) : account.valueOf(measure, reading);
  return { measure, value, score: points.length === 0 ? value : scoreAt(points, value), weight };
}

type ScorePoint = ReadScoreRule['points'][number];

/** The score on the straight line between two points; flat beyond the first and the last. */
function scoreAt(points: ReadScoreRule['points'], value: Rational): Rational {
  const next = points.findIndex(({ at }) => compare(at, value) > 0);
  const last = points.length - 1;
  const right = points[next < 0 ? last : next] as ScorePoint;
  const left = points[next < 0 ? last : Math.max(next - 1, 0)] as ScorePoint;
  if (left === right) return left.score;
  const way = divide(subtract(value, left.at), subtract(right.at, left.at));
  return add(left.score, multiply(way, subtract(right.score, left.score)));
}

/** A payee in a contest. */
interface Contestant {
  readonly account: Account;
  readonly assignment: ReadAssignment;
  readonly value: Rational;
}

/** A prize, and who won it. */
export interface Prize {
  readonly account: Account;
  readonly assignment: ReadAssignment;
  readonly pay: Pay;
}

/**
 * The prizes of a contest on the last day of its period.
 *
 * @param accounts - everybody under the plan
 */
export function earnPrizes(
  component: ReadRankComponent,
  plan: ReadPlan,
  accounts: readonly Account[],
  day: Day,
): Prize[] {
  const moment = {};
  const ranked = accounts
    .flatMap((account): Contestant[] => {
      const assignment = account.assignmentOn(day);
      if (assignment === null) return [];
      const reading: Reading = { plan, assignment, day, moment };
      const { measure, on } = component.given;
      const value = on === 'attainment' ? account.attainmentOf(measure, reading) : account.valueOf(measure, reading);
      return value.numerator > 0n ? [{ account, assignment, value }] : [];
    })
    .sort((left, right) => compare(right.value, left.value) || byText(left.account.payee, right.account.payee));
  const prizes: Prize[] = [];
  let place = 0;
  for (let first = 0; first < ranked.length && place < component.prizes.length; ) {
    const equals = equalsFrom(ranked, first);
    const prize = prizeOf(component, place, equals.length);
    // Equals who share are rounded together, so that nothing of it is lost.
    const shared = {};
    for (const { account, assignment, value } of equals) {
      const { value: factor, factors } = factorProduct(component.factors, account, { plan, assignment, day, moment });
      const amount = multiply(prize, factor);
      const trace = {
        kind: 'prize',
        value,
        place: place + 1,
        equals: equals.length,
        participants: ranked.length,
        factors,
      } as const;
      const reason = isZero(amount) ? (isZero(factor) ? 'gate-closed' : 'rate-is-zero') : null;
      prizes.push({
        account,
        assignment,
        pay: {
          kind: 'prize',
          amount,
          reason,
          trace,
          original: null,
          window: component.given.ties === 'share' ? shared : {},
        },
      });
    }
    first += equals.length;
    place += component.given.ties === 'dense' ? 1 : equals.length;
  }
  return prizes;
}

function equalsFrom(ranked: readonly Contestant[], first: number): readonly Contestant[] {
  const { value } = ranked[first] as Contestant;
  let end = first + 1;
  while (end < ranked.length && compare((ranked[end] as Contestant).value, value) === 0) end += 1;
  return ranked.slice(first, end);
}

/** What each of so many equals gets from a place on. */
function prizeOf({ prizes, given }: ReadRankComponent, place: number, count: number): Rational {
  if (given.ties !== 'share') return prizes[place] as Rational;
  return divide(sumOf(prizes.slice(place, place + count)), integer(count));
}

/** The periods of bonuses of a payee that have ended by a day. */
export function bonusClosings(account: Account, versions: readonly ReadPlan[], through: Day): BonusClosing[] {
  return account.assignments.flatMap((assignment) =>
    versions.flatMap((plan) =>
      plan.components
        .filter((component) => component.kind === 'bonus')
        .flatMap((component) => closingsOf(account, assignment, plan, component, through)),
    ),
  );
}

function closingsOf(
  account: Account,
  assignment: ReadAssignment,
  plan: ReadPlan,
  component: ReadBonusComponent,
  through: Day,
): BonusClosing[] {
  const { per, prorate } = component.given;
  const span = { start: assignment.start, end: Math.min(assignment.end, through + 1) };
  return periodsOver(plan.calendar, per, span).flatMap((period) => {
    const { start, end } = boundsOf(period);
    const first = Math.max(start, assignment.start);
    const day = Math.min(end, assignment.end) - 1;
    const isHeld = prorate === true || assignment.end >= end;
    const isInForce = isWithin(plan.span, day) && isWithin(component.span, day);
    if (end - 1 > through || !isHeld || !isInForce) return [];
    return [{ account, assignment, plan, component, day, present: { days: day + 1 - first, of: end - start } }];
  });
}

function isWithin({ start, end }: { readonly start: Day; readonly end: Day }, day: Day): boolean {
  return start <= day && day < end;
}
