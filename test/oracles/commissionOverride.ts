// Shares of what other components earned. Imports nothing from src.

import { dayNumberOf, writtenDay } from './calendar.ts';
import type { Book, LimitedRawLine, RawLine } from './commissionBook.ts';
import { measuresRead, product, type View } from './commissionMeasure.ts';
import { lowest, sumOf } from './commissionMoney.ts';
import { isSeated, movesAny } from './commissionPay.ts';
import { byText, converted, peopleBelow, rootOf, type Seat, seatsOf } from './commissionScene.ts';
import type { PlainOverride } from './commissionShape.ts';
import { holds, stretchOf } from './commissionSpan.ts';
import { type Fraction, fractionOf, minus, times } from './fraction.ts';

/** Lines of overrides on the lines of one moment, overrides on overrides last. */
export function overrideLines(
  book: Book,
  sources: readonly LimitedRawLine[],
  moment: number,
  limit: (line: RawLine, place: string) => LimitedRawLine,
): readonly LimitedRawLine[] {
  const made: LimitedRawLine[] = [];
  const components = seatsOf(book.scene).flatMap((seat) =>
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
  for (const { seat, component } of components) {
    const found = [...sources, ...made].filter((source) => countsFor(book, seat, component, source));
    found.sort((left, right) => byText(left.place, right.place));
    const before = [...book.lines, ...made.map(({ line }) => line)];
    const lines = linesOf(book, seat, component, found, moment, before);
    const position = seat.plan.components.indexOf(component);
    for (const [index, line] of lines.entries()) {
      const source = found[index];
      const step = source !== undefined && payeeOf(source) === seat.assignment.payee ? '0' : '1';
      made.push(limit(line, [source?.place, step, seat.assignment.payee, position].join(' ')));
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

function linesOf(
  book: Book,
  seat: Seat,
  component: PlainOverride,
  found: readonly LimitedRawLine[],
  moment: number,
  before: readonly RawLine[],
): readonly RawLine[] {
  const { scene } = book;
  const at = scene.moments[moment];
  if (at === undefined) return [];
  const per = component.per ?? seat.plan.period ?? 'month';
  const window = `from ${stretchOf(per, at.day, seat.plan.calendar).first}`;
  const mine = before.filter(
    (line) =>
      line.seat.assignment.payee === seat.assignment.payee &&
      line.seat.plan === seat.plan &&
      line.component === component.id &&
      line.together === window,
  );
  const view: View = { scene, seat, moment, day: at.day };
  const factor = product(view, component.factors);
  // Everything that counted in the window, at its rate but before factors.
  const counted = earlier.get(book) ?? new Map<string, Fraction[]>();
  earlier.set(book, counted);
  const key = `${seat.assignment.payee}/${scene.input.plans.indexOf(seat.plan)}/${component.id}/${window}`;
  const pay = counted.get(key) ?? [];
  counted.set(key, pay);
  let paid = sumOf(mine.map(({ raw }) => raw));
  const shape = { seat, component: component.id, day: at.day, moment, event: at.event?.id ?? null, together: window };
  const lines: RawLine[] = found.map((source) => {
    const money = { from: source.line.seat.plan.currency, day: dayOf(book, source) };
    pay.push(times(fractionOf(component.rate), converted(scene, source.value, money, seat.plan)));
    const earned = lowest(times(factor, sumOf(pay)));
    const raw = lowest(minus(earned, paid));
    paid = earned;
    return {
      ...shape,
      id: `${component.id}/${nameIn(source, seat)}/${source.line.id}`,
      kind: 'other',
      root: source.line.root,
      deal: source.line.deal,
      raw,
    };
  });
  const moves = movesAny(scene, seat, moment, measuresRead(seat, component.factors, []));
  // What a return moves is a matter of the seat that was paid, also after the payee has left.
  const seatDay = at.event === null ? at.day : dayNumberOf(rootOf(scene, at.event).on);
  if (lines.length > 0 || !moves || !isSeated({ seat }, seatDay)) return lines;
  const raw = lowest(minus(times(factor, sumOf(pay)), paid));
  if (raw[0] === 0n) return [];
  const id = at.event === null ? `score/${at.measure}/${writtenDay(at.day)}` : at.event.id;
  return [{ ...shape, id: `${component.id}/${id}`, kind: 'other', root: null, deal: null, raw }];
}

const earlier = new WeakMap<Book, Map<string, Fraction[]>>();
