// Formulas read the slow way: every record is asked every question, for every figure anew. Imports nothing from src.
// It knows formulas as plain data only; the definitions of KPIs have their own oracles, in words, beside it.

import { plainDate } from './calendar.ts';
import { type Fraction, floorOf, fractionOf, minus, order, over, plus, times, total } from './fraction.ts';
import { type Book, dayOf, dimension, type Entry, entriesOf, number, text } from './kpiBook.ts';
import { rounded } from './rounded.ts';
import { type Life, survivalMedian } from './survival.ts';
import { isWorkingDay, workingDays, workingTime } from './workingTime.ts';

/** Plain data. */
export type Plain = Readonly<Record<string, unknown>>;

export interface Span {
  /** First day. */
  readonly start: number;
  /** First day after it. */
  readonly end: number;
}

/** What a formula is evaluated in. */
export interface Scene {
  readonly book: Book;
  readonly span: Span;
  readonly asOf: number | null;
  /** Wanted values by dimension. */
  readonly where: Readonly<Record<string, readonly (string | null)[]>>;
  /** Wanted values around the entity, where the scene is that of one. */
  readonly around?: Scene['where'];
  readonly parameters: Readonly<Record<string, string>>;
  /** The span after a change of period. */
  readonly shift: (span: Span, change: Plain) => Span;
  /** The days, weeks, months … of a span. */
  readonly cut: (span: Span, grain: string) => readonly Span[];
}

export type Result = Fraction | string;

export function isFraction(result: Result): result is Fraction {
  return typeof result !== 'string';
}

/** A record, or a pair of records, that an aggregate looked at. */
export interface Seen {
  /** The record, with the fields of the one joined to it as `other.field`. */
  readonly entry: Entry;
  /** The record as it stands in the book. */
  readonly record: Entry;
  /** The one joined to it. */
  readonly other: Entry | null;
  readonly value: Fraction | 'missing' | 'negative';
}

const aggregates = [
  'count',
  'distinct',
  'sum',
  'mean',
  'minimum',
  'maximum',
  'percentile',
  'trimmed-mean',
  'first',
  'last',
];

export function evaluate(formula: Plain, scene: Scene): Result {
  const kind = String(formula['kind']);
  if (aggregates.includes(kind)) return aggregate(formula, scene);
  const inner = (name: string): Result => evaluate(formula[name] as Plain, scene);
  switch (kind) {
    case 'constant':
      return fractionOf(String(formula['value']));
    case 'parameter':
      return limitOf(formula, scene);
    case 'named':
      return inner('formula');
    case 'rounded': {
      const value = inner('formula');
      return isFraction(value) ? rounded(value, Number(formula['digits']), String(formula['mode'])) : value;
    }
    case 'in-period':
      return evaluate(formula['formula'] as Plain, {
        ...scene,
        span: scene.shift(scene.span, withCount(formula['change'] as Plain, scene)),
      });
    case 'overall': {
      const { around, ...rest } = scene;
      return evaluate(formula['formula'] as Plain, { ...rest, where: around ?? scene.where });
    }
    case 'per-entity':
      return perEntity(formula, scene);
    case 'per-period':
      return perPeriod(formula, scene);
    case 'period-length':
      return lengthOf(formula, scene);
    case 'power':
    case 'root': {
      const [base, exponent] = [inner('base'), limitOf(formula['exponent'], scene)];
      return isFraction(base) ? raised(kind, base, Number(exponent[0])) : base;
    }
    default: {
      const [left, right] = [inner('left'), inner('right')];
      if (!isFraction(left)) return left;
      if (!isFraction(right)) return right;
      return calculated(kind, String(formula['zero']), left, right);
    }
  }
}

/** A change of period whose count is a number, not a parameter. */
export function withCount(change: Plain, scene: Scene): Plain {
  const { count } = change;
  return typeof count === 'object' ? { ...change, count: Number(limitOf(count, scene)[0]) } : change;
}

function calculated(kind: string, zero: string, left: Fraction, right: Fraction): Result {
  if (kind === 'plus') return plus(left, right);
  if (kind === 'minus') return minus(left, right);
  if (kind === 'times') return times(left, right);
  if (kind === 'lesser') return order(left, right) < 0 ? left : right;
  if (kind === 'greater') return order(left, right) > 0 ? left : right;
  if (zero === 'base-not-positive' && right[0] <= 0n) return zero;
  if (zero === 'unbounded' && right[0] < 0n) return 'base-not-positive';
  if (right[0] !== 0n) return over(left, right);
  if (zero === 'unbounded') return left[0] > 0n ? 'unbounded' : 'no-denominator';
  return zero;
}

function raised(kind: string, base: Fraction, exponent: number): Result {
  if (kind === 'root') {
    if (base[0] < 0n) return 'base-not-positive';
    return rootOf(base, exponent);
  }
  let result: Fraction = [1n, 1n];
  for (let step = 0; step < exponent; step++) result = times(result, base);
  return result;
}

/** The root of a fraction of whole roots, else 120 places of it. */
function rootOf([numerator, denominator]: Fraction, degree: number): Fraction {
  const [above, below] = [wholeRoot(numerator, degree), wholeRoot(denominator, degree)];
  const power = BigInt(degree);
  if (above ** power === numerator && below ** power === denominator) return over([above, 1n], [below, 1n]);
  const unit = 10n ** 120n;
  return over([wholeRoot((numerator * unit ** power) / denominator, degree), 1n], [unit, 1n]);
}

/** By halving. */
function wholeRoot(value: bigint, degree: number): bigint {
  let [low, high] = [0n, value + 1n];
  while (high - low > 1n) {
    const middle = (low + high) / 2n;
    if (middle ** BigInt(degree) <= value) low = middle;
    else high = middle;
  }
  return low;
}

function lengthOf(formula: Plain, scene: Scene): Fraction {
  const { start, end } = scene.span;
  let length = 0;
  for (let day = start; day < end; day++) {
    const isKnown = scene.asOf === null || day <= scene.asOf;
    const isAsked = formula['days'] === 'whole' || (formula['days'] === 'elapsed') === isKnown;
    if (isAsked && (formula['unit'] === 'days' || isWorkingDay(scene.book.team, day))) length += 1;
  }
  return [BigInt(length), 1n];
}

function limitOf(limit: unknown, scene: Scene): Fraction {
  if (typeof limit === 'string') return fractionOf(limit);
  const reference = limit as Plain;
  return fractionOf(scene.parameters[String(reference['name'])] ?? String(reference['default']));
}

function compared(value: Fraction, comparison: unknown, limit: Fraction): boolean {
  const side = order(value, limit);
  return (
    { above: side > 0, atLeast: side >= 0, below: side < 0, atMost: side <= 0, equals: side === 0 }[
      String(comparison)
    ] ?? false
  );
}

/** Last known day. */
function known({ span, asOf }: Scene): number {
  return asOf === null || asOf > span.end - 1 ? span.end - 1 : asOf;
}

function periodDate(name: string, scene: Scene): number | null {
  if (name === 'period.before') return scene.span.start - 1;
  if (name === 'period.start') return scene.span.start;
  if (name === 'period.end') return scene.span.end - 1;
  return name === 'asOf' ? known(scene) : null;
}

function dateOf(name: string, entry: Entry, scene: Scene): number | null {
  return periodDate(name, scene) ?? dayOf(entry, name);
}

export function holds(condition: Plain, entry: Entry, scene: Scene): boolean {
  const list = (condition['conditions'] ?? []) as readonly Plain[];
  const field = String(condition['field']);
  switch (condition['kind']) {
    case 'is': {
      const value = text(entry, field);
      return value !== null && (condition['values'] as readonly unknown[]).some((one) => isText(one, value, scene));
    }
    case 'missing':
      return !entry.texts.has(field) && !entry.numbers.has(field) && !entry.moments.has(field);
    case 'happened': {
      const day = dayOf(entry, field);
      return day !== null && (scene.asOf === null || day <= scene.asOf);
    }
    case 'compare': {
      const value = number(entry, field);
      const given = condition['limit'];
      const isField = typeof given === 'object' && given !== null && (given as Plain)['kind'] === 'field';
      const limit = isField ? number(entry, String((given as Plain)['field'])) : limitOf(given, scene);
      return value !== null && limit !== null && compared(value, condition['comparison'], limit);
    }
    case 'days': {
      const [from, to] = [
        dateOf(String(condition['from']), entry, scene),
        dateOf(String(condition['to']), entry, scene),
      ];
      return (
        from !== null &&
        to !== null &&
        compared([BigInt(to - from), 1n], condition['comparison'], limitOf(condition['limit'], scene))
      );
    }
    case 'all':
      return !list.some((one) => !holds(one, entry, scene));
    case 'any':
      return list.some((one) => holds(one, entry, scene));
    default:
      return !holds(condition['condition'] as Plain, entry, scene);
  }
}

function isText(wanted: unknown, value: string, scene: Scene): boolean {
  if (typeof wanted === 'string') return wanted === value;
  const { name, default: byDefault } = wanted as Plain;
  const given = scene.parameters[String(name)] ?? byDefault;
  return given === null || given === value;
}

export function belongs(anchor: Plain, entry: Entry, scene: Scene): boolean {
  if (anchor['kind'] === 'always') return true;
  const { start, end } = scene.span;
  const last = known(scene);
  const from = dayOf(entry, String(anchor['field'] ?? anchor['from']));
  if (from === null) return false;
  const until = dayOf(entry, String(anchor['until']));
  const atStart = anchor['at'] === 'start';
  switch (anchor['kind']) {
    case 'falls':
      return start <= from && from <= last;
    case 'before':
      return from <= last && (!atStart || from < start);
    case 'stands': {
      const day = atStart && start - 1 < last ? start - 1 : last;
      return from <= day && (until === null || day < until);
    }
    default:
      return until !== null && start <= from && until <= end;
  }
}

function earlier(field: string): (left: Entry, right: Entry) => number {
  return (left, right) => {
    const [a, b] = [left.moments.get(field), right.moments.get(field)];
    return (
      (a?.day ?? 0) - (b?.day ?? 0) ||
      (a?.time ?? -1e17) - (b?.time ?? -1e17) ||
      (left.id < right.id ? -1 : left.id > right.id ? 1 : 0)
    );
  };
}

interface Moment {
  readonly day: number;
  readonly time: number | null;
}

/** Whether one moment is after another; null where that is not known. */
function isLater(one: Moment, than: Moment): boolean | null {
  if (one.day !== than.day) return one.day > than.day;
  if (one.time === null || than.time === null || one.time === than.time) return null;
  return one.time > than.time;
}

/** The records to which a record may be joined, the nearest first. */
function partners(join: Plain, source: string, entry: Entry, scene: Scene): readonly Entry[] {
  const [ownKey, key] = join['key'] as readonly [string, string];
  const [ownDate, date] = join['dates'] as readonly [string, string];
  const own = entry.moments.get(ownDate);
  const value = text(entry, ownKey);
  if (own === undefined || value === null) return [];
  const all = entriesOf(scene.book, String(join['source']));
  const isBefore = join['side'] === 'before';
  const found = all.filter((other) => {
    const moment = other.moments.get(date);
    if (moment === undefined || text(other, key) !== value) return false;
    if (scene.asOf !== null && moment.day > scene.asOf) return false;
    const inOrder = isBefore ? isLater(own, moment) : isLater(moment, own);
    if (inOrder === false) return false;
    if (inOrder === null && join['source'] === source) {
      // Within one source the order of the data decides where nothing else does.
      const steps = all.indexOf(other) - all.indexOf(entry);
      if (isBefore ? steps >= 0 : steps <= 0) return false;
    }
    const days: Fraction = [BigInt(Math.abs(moment.day - own.day)), 1n];
    if (join['within'] !== null && order(days, limitOf(join['within'], scene)) > 0) return false;
    if (join['beyond'] !== null && order(days, limitOf(join['beyond'], scene)) <= 0) return false;
    if (!(join['where'] as readonly Plain[]).every((condition) => holds(condition, other, scene))) return false;
    return (join['compare'] as readonly Plain[]).every((compare) => {
      const { other: theirs, own: mine, comparison, plus: added } = compare;
      const [left, right] = [figureOf(other, String(theirs)), figureOf(entry, String(mine))];
      if (left === null || right === null) return false;
      return compared(left, comparison, added === null ? right : plus(right, limitOf(added, scene)));
    });
  });
  const sorted = [...found].sort(earlier(date));
  return isBefore ? sorted.reverse() : sorted;
}

/** A number, or a date as a number of days. */
function figureOf(entry: Entry, field: string): Fraction | null {
  const moment = entry.moments.get(field);
  return moment === undefined ? number(entry, field) : [BigInt(moment.day), 1n];
}

/** One record that knows the fields of both. */
function together(entry: Entry, other: Entry): Entry {
  const both = <Value>(own: ReadonlyMap<string, Value>, theirs: ReadonlyMap<string, Value>): Map<string, Value> =>
    new Map([...own, ...[...theirs].map(([field, value]) => [`other.${field}`, value] as const)]);
  return {
    ...entry,
    texts: both(entry.texts, other.texts),
    numbers: both(entry.numbers, other.numbers),
    moments: both(entry.moments, other.moments),
  };
}

/** What becomes of a record by the join of its set: nothing, itself, or pairs. */
export function pairsOf(set: Plain, entry: Entry, scene: Scene): readonly (readonly [Entry, Entry | null])[] {
  const join = set['join'] as Plain | null;
  if (join === null) return [[entry, null]];
  const others = partners(join, String(set['source']), entry, scene);
  if (join['match'] === 'none') return others.length === 0 ? [[entry, null]] : [];
  const taken = join['match'] === 'first' ? others.slice(0, 1) : others;
  return taken.map((other) => [together(entry, other), other]);
}

function quantity(of: Plain, entry: Entry, scene: Scene): Fraction | 'missing' | 'negative' {
  if (of['kind'] === 'field') return number(entry, String(of['field'])) ?? 'missing';
  if (of['kind'] === 'product') {
    const factors = (of['factors'] as readonly Plain[]).map((factor) => quantity(factor, entry, scene));
    if (factors.includes('negative')) return 'negative';
    if (factors.includes('missing')) return 'missing';
    return (factors as readonly Fraction[]).reduce(times);
  }
  const moment = (name: string): Moment | undefined => {
    const day = periodDate(name, scene);
    return day === null ? entry.moments.get(name) : { day, time: null };
  };
  const [from, to] = [moment(String(of['from'])), moment(String(of['to']))];
  if (from === undefined || to === undefined) return 'missing';
  return between(String(of['unit']), from, to, scene);
}

function between(unit: string, from: Moment, to: Moment, { book }: Scene): Fraction | 'missing' | 'negative' {
  if (unit === 'hours' || unit === 'working-hours') {
    if (from.time === null || to.time === null) return 'missing';
    if (to.time < from.time) return 'negative';
    const time = unit === 'hours' ? to.time - from.time : workingTime(book.team, from.time, to.time);
    return over([BigInt(time), 1n], [3_600_000n, 1n]);
  }
  if (to.day < from.day) return 'negative';
  if (unit === 'days') return [BigInt(to.day - from.day), 1n];
  if (unit === 'working-days') return [BigInt(workingDays(book.team, from.day, to.day)), 1n];
  const [first, last] = [plainDate(from.day), plainDate(to.day)];
  return [BigInt((last.year - first.year) * 12 + last.month - first.month), 1n];
}

/** The value of a dimension for a record of a set: where it is credited to another than its owner, the rep's dimensions are that one's. */
export function groupValue(book: Book, set: Plain, entry: Entry, name: string): string | null {
  const { source, owner } = set;
  if (owner === null || !['owner', 'team', 'territory'].includes(name))
    return dimension(book, String(source), entry, name);
  const credited = text(entry, String(owner));
  if (name === 'owner') return credited;
  const rep = entriesOf(book, 'reps').find(({ id }) => id === credited);
  return rep === undefined ? null : text(rep, name === 'team' ? 'teamId' : 'territoryId');
}

/** Whether a record of a set is asked for at all. */
export function isWanted(set: Plain, entry: Entry, scene: Scene): boolean {
  return Object.entries(scene.where).every(([name, values]) =>
    values.includes(groupValue(scene.book, set, entry, name)),
  );
}

/** Every record or pair of the set with what it brings to the aggregate. */
export function seen(formula: Plain, scene: Scene): readonly Seen[] {
  const set = formula['records'] as Plain;
  const found: Seen[] = [];
  for (const record of entriesOf(scene.book, String(set['source']))) {
    if (!isWanted(set, record, scene)) continue;
    for (const [entry, other] of pairsOf(set, record, scene)) {
      if (!(set['where'] as readonly Plain[]).every((condition) => holds(condition, entry, scene))) continue;
      if (!belongs(set['anchor'] as Plain, entry, scene)) continue;
      const value = formula['of'] === undefined ? ([1n, 1n] as const) : quantity(formula['of'] as Plain, entry, scene);
      found.push({ entry, record, other, value });
    }
  }
  return found;
}

function aggregate(formula: Plain, scene: Scene): Result {
  return folded(formula, seen(formula, scene), scene);
}

/** The figure of records that were seen. */
export function folded(formula: Plain, records: readonly Seen[], scene: Scene): Result {
  const kind = String(formula['kind']);
  if (kind === 'count') return [BigInt(records.length), 1n];
  if (kind === 'distinct') {
    const field = String(formula['field']);
    const values = records
      .map(({ entry }) => dayOf(entry, field) ?? text(entry, field))
      .filter((value) => value !== null);
    return [BigInt(new Set(values).size), 1n];
  }
  if (kind === 'first' || kind === 'last') {
    const by = String(formula['by']);
    const dated = records.filter(({ entry, value }) => typeof value !== 'string' && entry.moments.has(by));
    const sorted = [...dated].sort((left, right) => earlier(by)(left.entry, right.entry));
    const one = sorted.at(kind === 'first' ? 0 : -1)?.value;
    return one === undefined || typeof one === 'string' ? 'no-records' : one;
  }
  const values = records.flatMap(({ value }) => (typeof value === 'string' ? [] : [value]));
  if (kind === 'sum') return total(values);
  if (values.length === 0) return 'no-records';
  if (kind === 'mean') return over(total(values), [BigInt(values.length), 1n]);
  const sorted = [...values].sort(order);
  if (kind === 'minimum') return sorted[0] ?? 'no-records';
  if (kind === 'maximum') return sorted.at(-1) ?? 'no-records';
  if (kind === 'trimmed-mean') {
    const kept = trimmed(sorted, limitOf(formula['fraction'], scene));
    return over(total(kept), [BigInt(kept.length), 1n]);
  }
  return percentile(sorted, limitOf(formula['fraction'], scene), String(formula['method']));
}

/** A list in ascending order without its ends. */
export function trimmed<Value>(sorted: readonly Value[], fraction: Fraction): readonly Value[] {
  const away = Number(floorOf(times(fraction, [BigInt(sorted.length), 1n])));
  return sorted.filter((_, index) => index >= away && index < sorted.length - away);
}

export function percentile(sorted: readonly Fraction[], fraction: Fraction, method: string): Result {
  if (method === 'nearest-rank') {
    // The first value that enough of the values do not exceed.
    const needed = times(fraction, [BigInt(sorted.length), 1n]);
    return sorted.find((_, index) => order([BigInt(index + 1), 1n], needed) >= 0) ?? 'no-records';
  }
  const position = times(fraction, [BigInt(sorted.length - 1), 1n]);
  const below = Number(floorOf(position));
  const low = sorted[below];
  if (low === undefined) return 'no-records';
  const high = sorted[below + 1] ?? low;
  return plus(low, times(minus(high, low), minus(position, [BigInt(below), 1n])));
}

/** All sets from which a formula takes records, without those over all entities. */
function setsOf(formula: Plain): readonly Plain[] {
  const found: Plain[] = [];
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    const plain = value as Plain;
    if (plain['kind'] === 'overall') return;
    if (aggregates.includes(String(plain['kind'])) && 'records' in plain) found.push(plain['records'] as Plain);
    else for (const child of Object.values(plain)) visit(child);
  };
  visit(formula);
  return found;
}

function perEntity(formula: Plain, scene: Scene): Result {
  const by = String(formula['by']);
  const entities = new Set<string>();
  for (const set of setsOf({ value: formula['value'], having: formula['having'], observed: formula['observed'] })) {
    for (const entry of entriesOf(scene.book, String(set['source']))) {
      const entity = groupValue(scene.book, set, entry, by);
      if (entity !== null && isWanted(set, entry, scene)) entities.add(entity);
    }
  }
  const lives: Life[] = [];
  for (const entity of entities) {
    const already = scene.where[by];
    const inside = {
      ...scene,
      around: scene.where,
      where: { ...scene.where, [by]: already === undefined || already.includes(entity) ? [entity] : [] },
    };
    for (const time of contribution(formula, inside)) {
      lives.push({
        time,
        ended: formula['observed'] === undefined || isSatisfied(formula['observed'] as Plain, inside),
      });
    }
  }
  if (formula['fold'] === 'kaplan-meier-median') return survivalMedian(lives);
  return foldOf(
    String(formula['fold']),
    lives.map(({ time }) => time),
  );
}

function perPeriod(formula: Plain, scene: Scene): Result {
  const spans = scene.cut(scene.span, String(formula['grain']));
  const begun = spans.filter(({ start }) => scene.asOf === null || start <= scene.asOf);
  return foldOf(
    String(formula['fold']),
    begun.flatMap((span) => contribution(formula, { ...scene, span })),
  );
}

/** What an entity or a period brings: nothing where a condition fails or its figure is undefined. */
function contribution(formula: Plain, inside: Scene): readonly Fraction[] {
  if (!(formula['having'] as readonly Plain[]).every((condition) => isSatisfied(condition, inside))) return [];
  const value = formula['fold'] === 'count' ? ([1n, 1n] as const) : evaluate(formula['value'] as Plain, inside);
  return isFraction(value) ? [value] : [];
}

export function isSatisfied({ value, comparison, limit }: Plain, inside: Scene): boolean {
  const [left, right] = [evaluate(value as Plain, inside), evaluate(limit as Plain, inside)];
  return isFraction(left) && isFraction(right) && compared(left, comparison, right);
}

function foldOf(fold: string, values: readonly Fraction[]): Result {
  if (fold === 'count' || fold === 'sum') return total(values);
  if (values.length === 0) return 'no-records';
  if (fold === 'product') return values.reduce(times);
  const sorted = [...values].sort(order);
  if (fold === 'mean') return over(total(values), [BigInt(values.length), 1n]);
  if (fold === 'median') return percentile(sorted, [1n, 2n], 'linear');
  return (fold === 'maximum' ? sorted.at(-1) : sorted[0]) ?? 'no-records';
}
