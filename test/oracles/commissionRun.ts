// The lines of a run: moment after moment, everything of a moment for everybody. Imports nothing from src.

import { dayNumberOf, writtenDay } from './calendar.ts';
import type { Book, LimitedRawLine, OracleLine, RawLine } from './commissionBook.ts';
import { closingDays, closingLines } from './commissionClosing.ts';
import { limited, nameOf, takeLater } from './commissionLimit.ts';
import { windowName } from './commissionMeasure.ts';
import { lowest, negated, roundedUnits } from './commissionMoney.ts';
import { overrideLines } from './commissionOverride.ts';
import {
  creditsMeasure,
  type Desk,
  desksLike,
  desksOf,
  earnedByDeal,
  earnedInWindow,
  isCreditIn,
  isPaidFor,
  isSeated,
  isUnpaidReturn,
  movesReadings,
  ownPay,
  takenOffOn,
  viewAt,
  windowOf,
} from './commissionPay.ts';
import { poolLines } from './commissionPool.ts';
import { takenBack } from './commissionReversal.ts';
import {
  byText,
  eventOrder,
  knownDay,
  knownEvents,
  type Moment,
  reversedParts,
  rootOf,
  type Scene,
  type Seat,
  seatsOf,
  versionOn,
} from './commissionScene.ts';
import type { PlainEvent, PlainInput, PlainLimit, PlainPlan } from './commissionShape.ts';
import { stretchesFrom, stretchOf } from './commissionSpan.ts';
import { type Fraction, minus, plus } from './fraction.ts';

function oracleScene(input: PlainInput): Scene {
  const events = knownEvents(input);
  const through = dayNumberOf(input.through);
  const moments: Moment[] = [...events.values()]
    .filter(({ pays }) => pays === undefined)
    .sort(eventOrder)
    .map((event) => ({ kind: 'event', day: dayNumberOf(event.on), event, measure: '' }));
  const scores = new Set(
    (input.scores ?? [])
      .filter(({ knownAt }) => knownAt === undefined || dayNumberOf(knownAt) <= knownDay(input))
      .map(({ on, measure }) => `${on} ${measure}`),
  );
  for (const score of [...scores].sort()) {
    const [on = '', measure = ''] = score.split(' ');
    moments.push({ kind: 'score', day: dayNumberOf(on), event: null, measure });
  }
  const first = Math.min(through, ...input.assignments.map(({ from }) => dayNumberOf(from)));
  const openings = new Set(
    input.plans.flatMap(({ period, calendar }) =>
      stretchesFrom(period ?? 'month', first, through, calendar).map((stretch) => stretch.first),
    ),
  );
  for (const day of openings) moments.push({ kind: 'opening', day, event: null, measure: '' });
  for (const day of closingDays(input, through)) moments.push({ kind: 'closing', day, event: null, measure: '' });
  const phases = ['opening', 'event', 'score', 'closing'];
  moments.sort((one, other) => one.day - other.day || phases.indexOf(one.kind) - phases.indexOf(other.kind));
  return { input, known: knownDay(input), through, events, moments, parts: reversedParts(events) };
}

/** All lines of a run, in order. */
export function oracleLines(input: PlainInput): readonly OracleLine[] {
  const scene = oracleScene(input);
  const book: Book = { scene, lines: [], limits: new Map(), sums: new Map() };
  for (const [moment, at] of scene.moments.entries()) {
    if (at.kind === 'opening') for (const lines of openingLines(book, moment)) finish(book, lines, moment);
    if (at.kind === 'event' || at.kind === 'score') finish(book, curveLines(book, moment), moment);
    if (at.kind === 'closing') for (const lines of closingLines(scene, moment)) finish(book, lines, moment);
  }
  return [...book.lines, ...poolLines(book)];
}

/** Limits and rounds the lines of a moment; overrides follow from limited lines. */
function finish(book: Book, raw: readonly RawLine[], moment: number): void {
  const started = raw.map((line, index) => componentLimited(book, line, String(index).padStart(3, '0')));
  started.push(...overrideLines(book, started, moment, (line, place) => componentLimited(book, line, place)));
  const position = ({ line }: { readonly line: RawLine }): number =>
    line.seat.plan.components.findIndex(({ id }) => id === line.component);
  // By component and id, and prizes by rank, which have one id.
  started.sort((one, other) => position(one) - position(other) || byText(one.line.id, other.line.id));
  for (const { line, value, claim } of started) {
    const { assignment, plan } = line.seat;
    const owner = `plan ${assignment.payee}/${plan.id}`;
    // Behind a limit that carries, what is taken back is an amount like any other.
    const whole = claim === null ? line : { ...line, taken: undefined };
    const first = line.component === '' ? line.firstLimit : 0;
    const ofPlan = limited(book.limits, owner, plan, plan.limits, whole, value, first);
    const exact = ofPlan.value;
    const amount = rounded(book, line, exact);
    const names = { payee: assignment.payee, plan: plan.id };
    book.lines.push({ ...line, ...names, limited: value, exact, claim: claim ?? ofPlan.claim, amount });
  }
}

function componentLimited(book: Book, line: RawLine, place: string): LimitedRawLine {
  const { assignment, plan } = line.seat;
  const component = plan.components.find(({ id }) => id === line.component);
  const owner = `component ${assignment.payee}/${plan.id}/${line.component}`;
  return { line, ...limited(book.limits, owner, plan, component?.limits, line, line.raw, line.firstLimit), place };
}

/** Rounds what adds up together by its running sum. */
function rounded(book: Book, line: RawLine, exact: Fraction): bigint {
  const { currency, rounding = 'half-up' } = line.seat.plan;
  if (line.together === null) return roundedUnits(exact, currency, rounding);
  const owner = line.isShared === true ? '' : line.seat.assignment.payee;
  const key = `${owner}/${line.seat.plan.id}/${line.component}/${line.together}`;
  const before = book.sums.get(key) ?? [0n, 1n];
  const after = lowest(plus(before, exact));
  book.sums.set(key, after);
  return roundedUnits(after, currency, rounding) - roundedUnits(before, currency, rounding);
}

/** The window in which lines are rounded together; a deal with its reversals where each event is paid by itself. */
function togetherIn(desk: Desk, moment: number, day: number): string {
  const window = windowOf(desk);
  const event = desk.scene.moments[moment]?.event;
  const root = event?.reverses ?? event?.id ?? '';
  const view = viewAt(desk, moment, day);
  return windowName(view, desk.component.measure, typeof window === 'string' ? window : 'event', root);
}

function curveLines(book: Book, moment: number): readonly RawLine[] {
  const lines: RawLine[] = [];
  for (const desk of desksOf(book.scene)) {
    const line = curveLine(book, desk, moment);
    const same = lines.findIndex(
      ({ id, seat }) =>
        id === line?.id && seat.plan.id === desk.seat.plan.id && seat.assignment.payee === desk.seat.assignment.payee,
    );
    const other = lines[same];
    // A reversal may touch the state of an old version and of the new one: one line all the same.
    if (line !== null && other !== undefined) {
      const shown = other.deal === null && line.raw[0] !== 0n ? line : other;
      lines[same] = { ...shown, raw: lowest(plus(other.raw, line.raw)) };
    } else if (line !== null) lines.push(line);
  }
  return lines;
}

function curveLine(book: Book, desk: Desk, moment: number): RawLine | null {
  const { scene, seat, component } = desk;
  const at = scene.moments[moment];
  if (at === undefined) return null;
  const { event, day } = at;
  const shape = {
    seat,
    component: component.id,
    id: event === null ? `${component.id}/score/${at.measure}/${writtenDay(day)}` : `${component.id}/${event.id}`,
    day,
    moment,
    root: event === null ? null : rootOf(scene, event).id,
    event: event?.id ?? null,
    deal: event === null ? null : rootOf(scene, event).id,
  };
  const window = windowOf(desk);
  const isAlone = window === 'event' || typeof window !== 'string';
  if (event !== null && isPaidFor(desk, event)) {
    if (event.reverses !== undefined) return { ...shape, ...reversalLine(book, desk, moment, event) };
    const raw = isAlone ? ownPay(desk, moment, event) : change(desk, day, moment);
    return { ...shape, kind: 'credit', raw, together: togetherIn(desk, moment, day) };
  }
  const isCredited = event !== null && hasLine(desk, day, event);
  const isHere = !isAlone && isSeated(desk, day) && !isTakenBackElsewhere(desk, moment);
  // The return of what nothing was paid for is one more credit of the window that loses it.
  const lost = isHere && event !== null && isUnpaidReturn(desk, event) ? takenOffOn(desk, event) : day;
  const isIn = event !== null && (isCredited || isUnpaidReturn(desk, event)) && isCreditIn(desk, lost, moment);
  const there: Fraction = isHere && isIn ? change(desk, lost, moment) : [0n, 1n];
  const isApart = togetherIn(desk, moment, lost) !== togetherIn(desk, moment, day);
  const beside: Fraction =
    isHere && (isApart || !isIn) && movesReadings(desk, moment) ? change(desk, day, moment) : [0n, 1n];
  const raw = lowest(plus(there, beside));
  // What is credited has a line even where the component does not pay for it.
  if (raw[0] === 0n && !isCredited) return null;
  return { ...shape, kind: 'other', deal: null, raw, together: togetherIn(desk, moment, there[0] === 0n ? day : lost) };
}

/** Whether the line of what is credited without pay is that of a desk: of a return, the one of its day, if the payee has one. */
function hasLine(desk: Desk, day: number, event: PlainEvent): boolean {
  if (!isUnpaidReturn(desk, event)) return creditsMeasure(desk, event);
  const { seat } = desk;
  const same = desksLike(desk);
  const credited = same.find((other) => creditsMeasure(other, event));
  const by = same.find((other) => isSeated(other, day)) ?? credited;
  return credited !== undefined && by?.seat.assignment === seat.assignment && by.seat.plan === seat.plan;
}

/** Whether a moment takes back what an earlier assignment was paid, of the same window: then that line has all that it changes. */
function isTakenBackElsewhere(desk: Desk, moment: number): boolean {
  const { scene, seat } = desk;
  const { event, day } = scene.moments[moment] ?? {};
  if (event?.reverses === undefined || day === undefined) return false;
  return desksLike(desk).some(
    (other) =>
      other.seat.plan === seat.plan &&
      isPaidFor(other, event) &&
      togetherIn(other, moment, takenOffOn(other, event)) === togetherIn(desk, moment, day),
  );
}

/** What a moment changed of a deal that is paid by itself. */
function fallOfDeal(desk: Desk, root: string, moment: number): Fraction {
  return lowest(minus(earnedByDeal(desk, root, moment), earnedByDeal(desk, root, moment - 1)));
}

/** What a moment changed of a window. */
function change(desk: Desk, windowDay: number, moment: number): Fraction {
  const before = earnedInWindow(desk, windowDay, moment - 1, moment);
  return lowest(minus(earnedInWindow(desk, windowDay, moment), before));
}

function reversalLine(
  book: Book,
  desk: Desk,
  moment: number,
  event: PlainEvent,
): Pick<RawLine, 'kind' | 'taken' | 'raw' | 'together'> {
  const { scene, component } = desk;
  const { money = 'original-line' } = component.reversal ?? {};
  const original = rootOf(scene, event);
  const day = takenOffOn(desk, event);
  const window = windowOf(desk);
  const isAlone = window === 'event' || typeof window !== 'string';
  const together = togetherIn(desk, moment, day);
  if (money === 'recompute')
    return {
      kind: 'other',
      raw: isAlone ? fallOfDeal(desk, original.id, moment) : changeOfBoth(desk, day, moment),
      together,
    };
  const taken = takenBack(book, desk, event);
  const moved: Fraction = isAlone ? [0n, 1n] : changeOfBoth(desk, day, moment);
  return {
    kind: 'other',
    taken: money === 'original-line' ? taken : undefined,
    raw: lowest(plus(negated(taken), moved)),
    together,
  };
}

/** What a reversal changed in the window that loses the credit and, by what it moved beside, in the window of its own day. */
function changeOfBoth(desk: Desk, windowDay: number, moment: number): Fraction {
  const day = desk.scene.moments[moment]?.day ?? 0;
  const changed = change(desk, windowDay, moment);
  if (!isSeated(desk, day) || !movesReadings(desk, moment)) return changed;
  if (togetherIn(desk, moment, day) === togetherIn(desk, moment, windowDay)) return changed;
  return lowest(plus(changed, change(desk, day, moment)));
}

/** What periods before had above limits that carry, payee after payee: of the whole plan, and of components, version after version. */
function openingLines(book: Book, moment: number): readonly (readonly RawLine[])[] {
  const { scene } = book;
  const day = scene.moments[moment]?.day ?? 0;
  const seats = seatsOf(scene).filter(
    (seat) =>
      isLastSeat(scene, seat, day) && stretchOf(seat.plan.period ?? 'month', day, seat.plan.calendar).first === day,
  );
  seats.sort(
    (one, other) =>
      byText(one.assignment.payee, other.assignment.payee) || byText(one.assignment.plan, other.assignment.plan),
  );
  return seats.map((seat) => {
    const begun = scene.input.plans
      .filter(({ id, from }) => id === seat.plan.id && (from === undefined || dayNumberOf(from) < day))
      .sort((one, other) => byText(one.from ?? '', other.from ?? ''));
    const names = new Set(begun.flatMap(({ components }) => components.map(({ id }) => id)));
    return ['', ...names].flatMap((name) => carriedLines(book, seat, begun, name, moment));
  });
}

function limitsOf(plan: PlainPlan, component: string): readonly PlainLimit[] {
  if (component === '') return plan.limits ?? [];
  return plan.components.find(({ id }) => id === component)?.limits ?? [];
}

/** What limits of a component, or of the plan, carry into a day, of all versions that have begun. */
function carriedLines(
  { scene, limits }: Book,
  seat: Seat,
  begun: readonly PlainPlan[],
  name: string,
  moment: number,
): readonly RawLine[] {
  const day = scene.moments[moment]?.day ?? 0;
  const { payee, plan } = seat.assignment;
  const owner = name === '' ? `plan ${payee}/${plan}` : `component ${payee}/${plan}/${name}`;
  const carrying = (version: PlainPlan): readonly number[] =>
    limitsOf(version, name).flatMap(({ overflow }, place) => (overflow === 'carry' ? [place] : []));
  const ids = [
    ...new Set(begun.flatMap((version) => carrying(version).map((place) => nameOf(limitsOf(version, name), place)))),
  ];
  return begun.flatMap((version) =>
    carrying(version).flatMap((place): readonly RawLine[] => {
      const raw = takeLater(limits, owner, version, limitsOf(version, name), place, day - 1);
      if (raw[0] === 0n) return [];
      const id = nameOf(limitsOf(version, name), place);
      const index = ids.indexOf(id);
      const component = version.components.find((other) => other.id === name);
      // It goes on from the limit that put it off, or one that carries too, and is behind all where none does any more.
      const now = limitsOf(seat.plan, name);
      const places = carrying(seat.plan);
      const same = places.find((other) => nameOf(now, other) === id) ?? places[0];
      return [
        {
          seat,
          component: name,
          id: `${name === '' ? '' : `${name}/`}carried/${writtenDay(day)}${index === 0 ? '' : `/${index + 1}`}`,
          day,
          moment,
          kind: 'other',
          root: null,
          event: null,
          deal: null,
          raw,
          together: component?.kind === 'curve' ? togetherIn({ scene, seat, component }, moment, day) : null,
          firstLimit: same ?? Number.POSITIVE_INFINITY,
        },
      ];
    }),
  );
}

/** Whether it is the seat of the day, or the last one of somebody who has left. */
function isLastSeat(scene: Scene, { assignment, plan }: Seat, day: number): boolean {
  const mine = scene.input.assignments.filter(
    (other) => other.payee === assignment.payee && other.plan === assignment.plan && dayNumberOf(other.from) <= day,
  );
  const last = mine.sort((one, other) => dayNumberOf(one.from) - dayNumberOf(other.from)).at(-1);
  return assignment === last && versionOn(scene, assignment.plan, day) === plan;
}
