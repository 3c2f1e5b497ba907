// Shares of what other components earned. Imports nothing from src.

import { dayNumberOf, writtenDay } from './calendar.ts';
import type { Book, LimitedRawLine, RawLine } from './commissionBook.ts';
import { measuresRead, product, type View } from './commissionMeasure.ts';
import { lowest, sumOf } from './commissionMoney.ts';
import { isOver, isSeated, movesAny } from './commissionPay.ts';
import { byText, converted, peopleBelow, rootOf, type Seat, seatsOf } from './commissionScene.ts';
import type { PlainOverride } from './commissionShape.ts';
import { holds, stretchOf } from './commissionSpan.ts';
import { type Fraction, fractionOf, minus, times } from './fraction.ts';

type Limited = (line: RawLine, place: string) => LimitedRawLine;

/** Lines of overrides on the lines of one moment; then what factors change beside them for everybody, and the shares of that. */
export function overrideLines(
  book: Book,
  sources: readonly LimitedRawLine[],
  moment: number,
  limit: Limited,
): readonly LimitedRawLine[] {
  const shares = shareLines(book, groupsOf(book), sources, [], moment, limit);
  const changes = groupsOf(book).flatMap((group) => {
    const line = repricedLine(book, group, moment, shares);
    const { assignment, plan } = group[0]?.seat ?? {};
    return line === null ? [] : [{ line, place: [assignment?.payee, plan?.id, placeIn(line)].join(' ') }];
  });
  changes.sort((left, right) => byText(left.place, right.place));
  const repriced = changes.map(({ line, place }) => limit(line, place));
  return [...shares, ...repriced, ...shareLines(book, groupsOf(book), repriced, shares, moment, limit)];
}

function placeIn({ seat, component }: RawLine): number {
  return seat.plan.components.findIndex(({ id }) => id === component);
}

interface Share {
  readonly seat: Seat;
  readonly component: PlainOverride;
}

/** Overrides of all seats, those on overrides last. What a payee was assigned to in turn adds up to one pay of the plan. */
function groupsOf({ scene }: Book): readonly (readonly Share[])[] {
  const components = seatsOf(scene).flatMap((seat) =>
    seat.plan.components.flatMap((component) => (component.kind === 'override' ? [{ seat, component }] : [])),
  );
  const depth = (component: PlainOverride): number =>
    Math.max(
      0,
      ...components
        .filter((other) => component.of.includes(other.component.id))
        .map((other) => depth(other.component) + 1),
    );
  components.sort((left, right) => depth(left.component) - depth(right.component));
  const together = new Map<string, Share[]>();
  for (const share of components) {
    const { assignment, plan } = share.seat;
    const name = [assignment.payee, scene.input.plans.indexOf(plan), share.component.id].join('/');
    together.set(name, [...(together.get(name) ?? []), share]);
  }
  return [...together.values()];
}

/** Shares of lines, and shares of these. */
function shareLines(
  book: Book,
  groups: readonly (readonly Share[])[],
  sources: readonly LimitedRawLine[],
  earlierOnes: readonly LimitedRawLine[],
  moment: number,
  limit: Limited,
): readonly LimitedRawLine[] {
  const made: LimitedRawLine[] = [];
  for (const group of groups) {
    const found = group.flatMap(({ seat, component }) =>
      [...sources, ...made]
        .filter((source) => countsFor(book, seat, component, source))
        .map((source) => ({ seat, component, source })),
    );
    found.sort((left, right) => byText(left.source.place, right.source.place));
    // Lines that are priced anew are in the state of their pay already.
    const before = [...earlierOnes, ...sources, ...made].map(({ line }) => line);
    for (const { line, source } of linesOf(book, group, found, moment, before)) {
      const { assignment, plan } = line.seat;
      const step = payeeOf(source) === assignment.payee ? '0' : '1';
      made.push(limit(line, [source.place, step, assignment.payee, plan.id, placeIn(line)].join(' ')));
    }
  }
  return made;
}

function payeeOf({ line }: LimitedRawLine): string {
  return line.seat.assignment.payee;
}

/** Whose line it is: with the plan, where that is another one. */
function nameIn({ line }: LimitedRawLine, { plan }: Seat): string {
  const { payee } = line.seat.assignment;
  return line.seat.plan.id === plan.id ? payee : `${payee}@${line.seat.plan.id}`;
}

/** The day that says who stands above whom: that of the original for a reversal. */
function dayOf(book: Book, { line }: LimitedRawLine): number {
  const deal = line.deal === null ? undefined : book.scene.events.get(line.deal);
  return deal === undefined ? line.day : dayNumberOf(deal.on);
}

function countsFor(book: Book, seat: Seat, component: PlainOverride, source: LimitedRawLine): boolean {
  const day = dayOf(book, source);
  const { line } = source;
  if (!component.of.includes(line.component) || !holds(component.from, component.to, day)) return false;
  // The own pay is that of one seat, also where it comes by and by after the payee has left.
  if (payeeOf(source) === seat.assignment.payee)
    return (
      (component.team === undefined || component.team.withOwn === true) &&
      line.seat.plan === seat.plan &&
      line.seat.assignment === seat.assignment
    );
  if (component.team === undefined || !isSeated({ seat }, day)) return false;
  return peopleBelow(book.scene, seat.assignment.payee, component.team, day, seat.plan).has(payeeOf(source));
}

/** Everything that counted in a window, at its rate but before factors, and the factors as they were read last. */
interface Counted {
  readonly pay: Fraction[];
  product: Fraction | null;
}

interface PaidIn {
  readonly window: string;
  readonly paid: Fraction;
  readonly counted: Counted;
}

/** What the lines of a moment, beside those of the book, have paid in a window, and what counted there so far. */
function paidIn(book: Book, group: readonly Share[], moment: number, made: readonly RawLine[]): PaidIn | null {
  const { scene } = book;
  const at = scene.moments[moment];
  const [first] = group;
  if (at === undefined || first === undefined) return null;
  const { payee } = first.seat.assignment;
  const { plan } = first.seat;
  const { id: component, per = plan.period ?? 'month' } = first.component;
  const window = `from ${stretchOf(per, at.day, plan.calendar).first}`;
  const mine = [...book.lines, ...made].filter(
    (line) =>
      line.seat.assignment.payee === payee &&
      line.seat.plan === plan &&
      line.component === component &&
      line.together === window,
  );
  const windows = earlier.get(book) ?? new Map<string, Counted>();
  earlier.set(book, windows);
  const key = `${payee}/${scene.input.plans.indexOf(plan)}/${component}/${window}`;
  const counted = windows.get(key) ?? { pay: [], product: null };
  windows.set(key, counted);
  return { window, paid: sumOf(mine.map(({ raw }) => raw)), counted };
}

/** Factors x all that counted; a version that has ended reads no factors anew. */
function earnedIn({ scene }: Book, { seat, component }: Share, moment: number, counted: Counted): Fraction {
  const view: View = { scene, seat, moment, day: scene.moments[moment]?.day ?? 0 };
  if (counted.product === null || !isOver({ scene, seat }, moment)) counted.product = product(view, component.factors);
  return lowest(times(counted.product, sumOf(counted.pay)));
}

function linesOf(
  book: Book,
  group: readonly Share[],
  found: readonly (Share & { readonly source: LimitedRawLine })[],
  moment: number,
  made: readonly RawLine[],
): readonly { readonly line: RawLine; readonly source: LimitedRawLine }[] {
  const { scene } = book;
  const at = scene.moments[moment];
  const state = paidIn(book, group, moment, made);
  if (at === undefined || state === null) return [];
  let { paid } = state;
  return found.map((share) => {
    const { source, seat, component } = share;
    const money = { from: source.line.seat.plan.currency, day: dayOf(book, source) };
    state.counted.pay.push(times(fractionOf(component.rate), converted(scene, source.value, money, seat.plan)));
    const earned = earnedIn(book, share, moment, state.counted);
    const raw = lowest(minus(earned, paid));
    paid = earned;
    const line: RawLine = {
      seat,
      component: component.id,
      id: `${component.id}/${nameIn(source, seat)}/${source.line.id}`,
      day: at.day,
      moment,
      kind: 'other',
      root: source.line.root,
      event: at.event?.id ?? null,
      deal: source.line.deal,
      raw,
      together: state.window,
    };
    return { line, source };
  });
}

/** What factors that a moment moves change of what was paid already; null where they change nothing. */
function repricedLine(
  book: Book,
  group: readonly Share[],
  moment: number,
  shares: readonly LimitedRawLine[],
): RawLine | null {
  const { scene } = book;
  const at = scene.moments[moment];
  const made = shares.map(({ line }) => line);
  const state = paidIn(book, group, moment, made);
  if (at === undefined || state === null || state.counted.pay.length === 0) return null;
  // What a return moves is a matter of where the payee is, or of the seat that was paid where it is nowhere any more.
  const isAnywhere = seatsOf(scene).some(
    (seat) =>
      seat.assignment.payee === group[0]?.seat.assignment.payee &&
      seat.plan.id === group[0].seat.plan.id &&
      isSeated({ seat }, at.day),
  );
  const seatDay = at.event === null || isAnywhere ? at.day : dayNumberOf(rootOf(scene, at.event).on);
  const here = group.find(({ seat }) => isSeated({ seat }, seatDay) && !isOver({ scene, seat }, moment));
  if (here === undefined) return null;
  if (!movesAny(scene, here.seat, moment, measuresRead(here.seat, here.component.factors, []))) return null;
  const raw = lowest(minus(earnedIn(book, here, moment, state.counted), state.paid));
  if (raw[0] === 0n) return null;
  const id = at.event === null ? `score/${at.measure}/${writtenDay(at.day)}` : at.event.id;
  return {
    seat: here.seat,
    component: here.component.id,
    id: `${here.component.id}/${id}`,
    day: at.day,
    moment,
    kind: 'other',
    root: null,
    event: at.event?.id ?? null,
    deal: null,
    raw,
    together: state.window,
  };
}

const earlier = new WeakMap<Book, Map<string, Counted>>();
