import { compare } from '../number/rational.ts';
import { checkDays, checkRange, checkSharesOfOne, exact, shown } from './checkOrder.ts';
import type { Draw, Instalment, Limit, Pool, Settlement } from './plan.ts';
import type { PlanParts } from './planParts.ts';
import type { Problems } from './problems.ts';

/** Checks limits on earnings. */
export function checkLimits(problems: Problems, path: string, limits: readonly Limit[] | undefined): void {
  for (const [index, limit] of (limits ?? []).entries()) {
    const place = `${path}[${index}]`;
    if (limit.minimum === undefined && limit.maximum === undefined)
      problems.note(place, 'must have a minimum, a maximum or both');
    checkRange(problems, place, limit);
    if (limit.overflow !== undefined && limit.maximum === undefined)
      problems.note(`${place}.overflow`, 'is what happens above a maximum, and there is none');
    if (limit.overflow === 'carry' && limit.per !== 'period')
      problems.note(`${place}.overflow`, `can be "carry" only with per "period", and per is "${limit.per}"`);
  }
}

/** Checks budgets. */
export function checkPools(parts: PlanParts, path: string, pools: readonly Pool[] | undefined): void {
  for (const [index, pool] of (pools ?? []).entries()) parts.checkComponentIds(`${path}[${index}].of`, pool.of);
}

/** Checks when pay is released; what has no event has nothing to wait for. */
export function checkInstalments(
  problems: Problems,
  path: string,
  instalments: readonly Instalment[] | undefined,
  kind: 'plan' | 'curve' | 'override' | 'bonus' | 'rank',
): void {
  if (instalments === undefined) return;
  checkSharesOfOne(
    problems,
    path,
    'shares',
    instalments.map(({ share }) => share),
  );
  for (const [index, { on, plusDays = 0, expiresAfterDays }] of instalments.entries()) {
    const place = `${path}[${index}]`;
    if ((kind === 'bonus' || kind === 'rank') && on !== 'event')
      problems.refuse(`${place}.on`, `"event" for a component of kind ${kind}, which has no deal to wait for`, on);
    if (on === 'event' && expiresAfterDays !== undefined && expiresAfterDays < plusDays)
      problems.note(
        place,
        `expires after ${expiresAfterDays} days and is released after ${plusDays}: it would never be paid`,
      );
  }
}

/** Checks draws, caps and minimum of payments. */
export function checkSettlement(parts: PlanParts, path: string, settlement: Settlement | undefined): void {
  if (settlement === undefined) return;
  const { problems } = parts;
  checkDraws(parts, `${path}.draws`, settlement.draws);
  if (settlement.overflow !== undefined && settlement.maximum === undefined)
    problems.note(`${path}.overflow`, 'is what happens above a maximum, and there is none');
  const { minimumPayment, maximum } = settlement;
  if (minimumPayment !== undefined && maximum !== undefined && compare(exact(minimumPayment), exact(maximum)) > 0)
    problems.refuse(`${path}.minimumPayment`, `at most ${shown(maximum)}, the maximum`, minimumPayment);
}

/** Checks draws, of a plan or of a payee. */
export function checkDraws(parts: PlanParts, path: string, draws: readonly Draw[] | undefined): void {
  const ids = (draws ?? []).map(({ id }) => id);
  for (const [index, draw] of (draws ?? []).entries()) {
    const place = `${path}[${index}]`;
    if (ids.indexOf(draw.id) < index)
      parts.problems.refuse(`${place}.id`, 'unique, and an earlier draw has the same', draw.id, 'duplicate-id');
    checkDraw(parts, place, draw);
  }
}

const recoveryFields = ['recoverFrom', 'recoverShare', 'recoverAgainst', 'forgiveOn'] as const;

function checkDraw(parts: PlanParts, path: string, draw: Draw): void {
  const { problems } = parts;
  checkDays(problems, path, draw);
  for (const name of recoveryFields)
    if (!draw.recoverable && draw[name] !== undefined)
      problems.note(`${path}.${name}`, 'is about recovery, and the draw is not recoverable');
  parts.checkComponentIds(`${path}.recoverAgainst`, draw.recoverAgainst);
  const { from, recoverFrom, forgiveOn } = draw;
  if (from !== undefined && recoverFrom !== undefined && recoverFrom < from)
    problems.refuse(`${path}.recoverFrom`, `a date on or after ${from}, the first day of the draw`, recoverFrom);
  const begin = recoverFrom ?? from;
  if (begin !== undefined && forgiveOn !== undefined && forgiveOn <= begin)
    problems.refuse(`${path}.forgiveOn`, `a date after ${begin}, on which recovery begins`, forgiveOn);
}
