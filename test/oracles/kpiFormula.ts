// Formulas read the slow way: every record is asked every question, for every figure anew. Imports nothing from src.
// It knows formulas as plain data only; the definitions of KPIs have their own oracles, in words, beside it.

import { type Fraction, floorOf, fractionOf, minus, order, over, plus, times, total } from './fraction.ts';
import { type Book, dayOf, dimension, type Entry, entriesOf, number, text } from './kpiBook.ts';

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
  readonly parameters: Readonly<Record<string, string>>;
  /** The span after a change of period. */
  readonly shift: (span: Span, change: Plain) => Span;
}

export type Result = Fraction | string;

export function isFraction(result: Result): result is Fraction {
  return typeof result !== 'string';
}

/** A record that an aggregate looked at. */
export interface Seen {
  readonly entry: Entry;
  readonly next: Entry | null;
  readonly value: Fraction | 'missing' | 'negative';
}

const aggregates = ['count', 'distinct', 'sum', 'mean', 'minimum', 'maximum', 'percentile', 'first', 'last'];

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
    case 'in-period':
      return evaluate(formula['formula'] as Plain, {
        ...scene,
        span: scene.shift(scene.span, formula['change'] as Plain),
      });
    case 'per-entity':
      return perEntity(formula, scene);
    default: {
      const [left, right] = [inner('left'), inner('right')];
      if (!isFraction(left)) return left;
      if (!isFraction(right)) return right;
      return calculated(kind, String(formula['zero']), left, right);
    }
  }
}

function calculated(kind: string, zero: string, left: Fraction, right: Fraction): Result {
  if (kind === 'plus') return plus(left, right);
  if (kind === 'minus') return minus(left, right);
  if (kind === 'times') return times(left, right);
  if (kind === 'lesser') return order(left, right) < 0 ? left : right;
  if (kind === 'greater') return order(left, right) > 0 ? left : right;
  if (zero === 'base-not-positive' && right[0] <= 0n) return zero;
  if (right[0] !== 0n) return over(left, right);
  if (zero === 'unbounded') return left[0] > 0n ? 'unbounded' : 'no-denominator';
  return zero;
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

function dateOf(name: string, entry: Entry, scene: Scene): number | null {
  if (name === 'period.before') return scene.span.start - 1;
  if (name === 'period.start') return scene.span.start;
  if (name === 'period.end') return scene.span.end - 1;
  if (name === 'asOf') return known(scene);
  return dayOf(entry, name);
}

export function holds(condition: Plain, entry: Entry, scene: Scene): boolean {
  const list = (condition['conditions'] ?? []) as readonly Plain[];
  const field = String(condition['field']);
  switch (condition['kind']) {
    case 'is': {
      const value = text(entry, field);
      return value !== null && (condition['values'] as readonly string[]).includes(value);
    }
    case 'missing':
      return !entry.texts.has(field) && !entry.numbers.has(field) && !entry.moments.has(field);
    case 'happened': {
      const day = dayOf(entry, field);
      return day !== null && (scene.asOf === null || day <= scene.asOf);
    }
    case 'compare': {
      const value = number(entry, field);
      return value !== null && compared(value, condition['comparison'], limitOf(condition['limit'], scene));
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

export function follower(following: Plain, source: string, entry: Entry, scene: Scene): Entry | null {
  const [ownKey, key] = following['key'] as readonly [string, string];
  const [ownDate, date] = following['dates'] as readonly [string, string];
  const start = entry.moments.get(ownDate);
  const value = text(entry, ownKey);
  if (start === undefined || value === null) return null;
  const all = entriesOf(scene.book, String(following['source']));
  const candidates = all.filter((other) => {
    const moment = other.moments.get(date);
    if (moment === undefined || text(other, key) !== value || (following['source'] === source && other === entry))
      return false;
    if (scene.asOf !== null && moment.day > scene.asOf) return false;
    if (
      moment.day < start.day ||
      (moment.day === start.day && moment.time !== null && start.time !== null && moment.time < start.time)
    )
      return false;
    // Within one source the order of the data decides where nothing else does.
    const isLater = moment.day > start.day || (moment.time !== null && start.time !== null && moment.time > start.time);
    if (following['source'] === source && !isLater && all.indexOf(other) < all.indexOf(entry)) return false;
    if (
      following['within'] !== null &&
      order([BigInt(moment.day - start.day), 1n], limitOf(following['within'], scene)) > 0
    )
      return false;
    if (!(following['where'] as readonly Plain[]).every((condition) => holds(condition, other, scene))) return false;
    return (following['compare'] as readonly Plain[]).every((entryOfPair) => {
      const [left, right] = [
        number(other, String(entryOfPair['follower'])),
        number(entry, String(entryOfPair['first'])),
      ];
      return left !== null && right !== null && compared(left, entryOfPair['comparison'], right);
    });
  });
  return candidates.sort(earlier(date))[0] ?? null;
}

function quantity(of: Plain, entry: Entry, next: Entry | null): Fraction | 'missing' | 'negative' {
  const pick = (field: string): readonly [Entry | null, string] =>
    field.startsWith('next.') ? [next, field.slice(5)] : [entry, field];
  const figure = (field: string): Fraction | null => {
    const [of, name] = pick(field);
    return of === null ? null : number(of, name);
  };
  if (of['kind'] === 'field') return figure(String(of['field'])) ?? 'missing';
  if (of['kind'] === 'product') {
    let result: Fraction = [1n, 1n];
    for (const field of of['fields'] as readonly string[]) {
      const factor = figure(field);
      if (factor === null) return 'missing';
      result = times(result, factor);
    }
    return result;
  }
  const moment = (field: string): { day: number; time: number | null } | undefined => {
    const [of, name] = pick(field);
    return of?.moments.get(name);
  };
  const [from, to] = [moment(String(of['from'])), moment(String(of['to']))];
  if (from === undefined || to === undefined) return 'missing';
  if (of['unit'] === 'days') return to.day < from.day ? 'negative' : [BigInt(to.day - from.day), 1n];
  if (from.time === null || to.time === null) return 'missing';
  return to.time < from.time ? 'negative' : [BigInt(to.time - from.time), 3_600_000n];
}

/** Whether a record is asked for at all. */
export function isWanted(source: string, entry: Entry, scene: Scene): boolean {
  return Object.entries(scene.where).every(([name, values]) =>
    values.includes(dimension(scene.book, source, entry, name)),
  );
}

/** Every record of the set with what it brings to the aggregate. */
export function seen(formula: Plain, scene: Scene): readonly Seen[] {
  const set = formula['records'] as Plain;
  const source = String(set['source']);
  const found: Seen[] = [];
  for (const entry of entriesOf(scene.book, source)) {
    if (!isWanted(source, entry, scene)) continue;
    if (!(set['where'] as readonly Plain[]).every((condition) => holds(condition, entry, scene))) continue;
    if (!belongs(set['anchor'] as Plain, entry, scene)) continue;
    const following = set['followedBy'] as Plain | null;
    const next = following === null ? null : follower(following, source, entry, scene);
    if (following !== null && next === null) continue;
    found.push({
      entry,
      next,
      value: formula['of'] === undefined ? [1n, 1n] : quantity(formula['of'] as Plain, entry, next),
    });
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
    const values = records.map(({ entry }) => text(entry, String(formula['field']))).filter((value) => value !== null);
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
  return percentile(sorted, limitOf(formula['fraction'], scene), String(formula['method']));
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

/** All sources from which a formula takes records. */
function sourcesOf(formula: Plain): readonly string[] {
  const found: string[] = [];
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    const plain = value as Plain;
    if (aggregates.includes(String(plain['kind'])) && 'records' in plain)
      found.push(String((plain['records'] as Plain)['source']));
    else for (const child of Object.values(plain)) visit(child);
  };
  visit(formula);
  return found;
}

function perEntity(formula: Plain, scene: Scene): Result {
  const by = String(formula['by']);
  const entities = new Set<string>();
  for (const source of sourcesOf({ value: formula['value'], having: formula['having'] })) {
    for (const entry of entriesOf(scene.book, source)) {
      const entity = dimension(scene.book, source, entry, by);
      if (entity !== null && isWanted(source, entry, scene)) entities.add(entity);
    }
  }
  const values: Fraction[] = [];
  for (const entity of entities) {
    const already = scene.where[by];
    const inside = {
      ...scene,
      where: { ...scene.where, [by]: already === undefined || already.includes(entity) ? [entity] : [] },
    };
    const satisfied = (formula['having'] as readonly Plain[]).every(({ value, comparison, limit }) => {
      const [left, right] = [evaluate(value as Plain, inside), evaluate(limit as Plain, inside)];
      return isFraction(left) && isFraction(right) && compared(left, comparison, right);
    });
    if (!satisfied) continue;
    const value = formula['fold'] === 'count' ? ([1n, 1n] as const) : evaluate(formula['value'] as Plain, inside);
    if (isFraction(value)) values.push(value);
  }
  const fold = String(formula['fold']);
  if (fold === 'count' || fold === 'sum') return total(values);
  if (values.length === 0) return 'no-records';
  const sorted = values.sort(order);
  if (fold === 'mean') return over(total(values), [BigInt(values.length), 1n]);
  if (fold === 'median') return percentile(sorted, [1n, 2n], 'linear');
  return (fold === 'maximum' ? sorted.at(-1) : sorted[0]) ?? 'no-records';
}
