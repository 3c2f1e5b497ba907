// Records read the slow way: one object a record, amounts converted one by one. Imports nothing from src.
import { dayNumberOf } from './calendar.ts';
import { type Fraction, fractionOf, times } from './fraction.ts';
import { type Team, teamOf, type WrittenWorkingTime } from './workingTime.ts';

/** A record as a user would write it, in plain texts and numbers. */
export type Row = Readonly<Record<string, unknown>>;

/** Sources by name, and how instants become dates. */
export interface Rows {
  readonly currency: string;
  readonly timeZone: string;
  /** Minutes by which the zone is ahead of UTC, the same all year. */
  readonly offsetMinutes: number;
  /** Names of the stages along the funnel. */
  readonly stages: readonly string[];
  /** Day of the constant rates; the latest of each currency where missing. */
  readonly constantRatesOn?: string | undefined;
  /** When the team works; Monday to Friday from 9 to 5 where missing. */
  readonly workingTime?: WrittenWorkingTime | undefined;
  readonly sources: Readonly<Record<string, readonly Row[]>>;
}

interface Moment {
  readonly day: number;
  /** Milliseconds; null where only the day is known. */
  readonly time: number | null;
}

/** The fields of one record, each under its kind. */
export interface Entry {
  readonly id: string;
  readonly row: number;
  readonly texts: ReadonlyMap<string, string>;
  readonly numbers: ReadonlyMap<string, Fraction>;
  readonly moments: ReadonlyMap<string, Moment>;
}

export const amountFields = [
  'amount',
  'recurringAmount',
  'listAmount',
  'cost',
  'firstYearAmount',
  'oneTimeAmount',
  'renewalBaseAmount',
  'onTargetEarnings',
  'targetVariablePay',
  'fullAmount',
  'tax',
  'correctAmount',
  'creditedAmount',
  'paidAmount',
];
const numberFields = [
  'probability',
  'repProbability',
  'quantity',
  'termMonths',
  'rampMonths',
  'minutes',
  'potential',
  'score',
  'scale',
  'rate',
];
const conversionFields: Readonly<Record<string, readonly string[]>> = {
  opportunities: ['closedOn', 'createdOn'],
  stageChanges: ['changedOn'],
  quotas: ['startsOn'],
  expenses: ['spentOn'],
  orders: ['orderedOn'],
  subscriptions: ['effectiveOn'],
  trainings: ['completedOn', 'dueOn', 'assignedOn'],
  forecasts: ['submittedOn'],
  credits: ['creditedOn'],
  commissions: ['earnedOn'],
  // Pay holds now: it is converted by the latest rate there is.
  reps: [],
};
const endOfTime = dayNumberOf('9999-12-31');

export function isDateField(name: string): boolean {
  return name.endsWith('On') || name === 'on';
}

export function text(entry: Entry, field: string): string | null {
  return entry.texts.get(field) ?? null;
}

export function number(entry: Entry, field: string): Fraction | null {
  return entry.numbers.get(field) ?? null;
}

export function dayOf(entry: Entry, field: string): number | null {
  return entry.moments.get(field)?.day ?? null;
}

/** All sources of a data set, the derived ones included. */
export interface Book {
  readonly team: Team;
  /** Names of the stages along the funnel. */
  readonly stages: readonly string[];
  readonly sources: ReadonlyMap<string, readonly Entry[]>;
}

export function entriesOf(book: Book, source: string): readonly Entry[] {
  return book.sources.get(source) ?? [];
}

export function find(book: Book, source: string, id: string | null): Entry | null {
  return id === null ? null : (entriesOf(book, source).find((entry) => entry.id === id) ?? null);
}

/** Reads all rows. */
export function bookOf(rows: Rows): Book {
  const sources = new Map<string, readonly Entry[]>();
  for (const source of Object.keys(rows.sources)) sources.set(source, readEntries(rows, source));
  for (const [source, fields] of Object.entries(conversionFields)) {
    sources.set(
      source,
      (sources.get(source) ?? []).map((entry) => converted(rows, sources, source, entry, fields)),
    );
  }
  const book = { sources, stages: rows.stages, team: teamOf(rows.workingTime, rows.offsetMinutes) };
  sources.set('opportunityHistory', intervals(book));
  sources.set('stageVisits', visits(book));
  return book;
}

function momentOf(rows: Rows, value: string): Moment {
  if (value.length === 10) return { day: dayNumberOf(value), time: null };
  const time = Date.parse(value);
  return { day: Math.floor((time / 60_000 + rows.offsetMinutes) / 1440), time };
}

function readEntries(rows: Rows, source: string): Entry[] {
  const given = rows.sources[source] ?? [];
  return given.map((row, index) => {
    const texts = new Map<string, string>();
    const numbers = new Map<string, Fraction>();
    const moments = new Map<string, Moment>();
    for (const [name, value] of Object.entries(row)) {
      if (value === undefined || value === null || value === '' || name === 'attributes') continue;
      if (isDateField(name)) moments.set(name, momentOf(rows, String(value)));
      else if (amountFields.includes(name) || numberFields.includes(name)) numbers.set(name, fractionOf(String(value)));
      else texts.set(name, String(value));
    }
    for (const [name, value] of Object.entries(attributesOf(row))) {
      if (value === undefined || value === null || value === '') continue;
      texts.set(`attributes.${name}`, String(value));
      // A custom field is a number in the records in which it is one.
      if (/^-?\d+(\.\d+)?(e[+-]?\d+)?$/.test(String(value)))
        numbers.set(`attributes.${name}`, fractionOf(String(value)));
    }
    return { id: texts.get('id') ?? `${source}[${index}]`, row: index, texts, numbers, moments };
  });
}

function attributesOf(row: Row): Readonly<Record<string, unknown>> {
  return (row['attributes'] ?? {}) as Readonly<Record<string, unknown>>;
}

/** Amounts in the reporting currency, by the latest rate on or before the first known of the dates. */
function converted(
  rows: Rows,
  sources: ReadonlyMap<string, readonly Entry[]>,
  source: string,
  entry: Entry,
  fields: readonly string[],
): Entry {
  let currency = text(entry, 'currency');
  if (currency === null && source === 'stageChanges') {
    const own = (sources.get('opportunities') ?? []).find(({ id }) => id === text(entry, 'opportunityId'));
    currency = own === undefined ? null : text(own, 'currency');
  }
  currency ??= rows.currency;
  const texts = new Map([...entry.texts, ['currency', currency]]);
  const numbers = new Map(entry.numbers);
  const dates = fields.map((field) => dayOf(entry, field)).filter((day) => day !== null);
  const date = dates[0] ?? (source === 'reps' ? endOfTime : -1);
  for (const field of amountFields) {
    const amount = entry.numbers.get(field);
    if (amount !== undefined) numbers.set(field, times(amount, rateOn(rows, sources, currency, date)));
  }
  const amount = entry.numbers.get('amount');
  if (amount !== undefined && (source === 'opportunities' || source === 'orders')) {
    const day = rows.constantRatesOn === undefined ? endOfTime : dayNumberOf(rows.constantRatesOn);
    numbers.set('amountAtConstantRates', times(amount, rateOn(rows, sources, currency, day)));
  }
  return { ...entry, texts, numbers };
}

/** The latest rate on or before a day; from the reporting currency to itself always 1. */
function rateOn(rows: Rows, sources: ReadonlyMap<string, readonly Entry[]>, currency: string, date: number): Fraction {
  if (currency === rows.currency) return [1n, 1n];
  let latest: Entry | null = null;
  for (const rate of sources.get('exchangeRates') ?? []) {
    if (text(rate, 'from') !== currency || (text(rate, 'to') ?? rows.currency) !== rows.currency) continue;
    const day = dayOf(rate, 'on') ?? 0;
    if (day <= date && (latest === null || day > (dayOf(latest, 'on') ?? 0))) latest = rate;
  }
  const found = latest?.numbers.get('rate');
  if (found === undefined) throw new Error(`no rate for ${currency}`);
  return found;
}

const tracked = ['stage', 'amount', 'probability', 'expectedCloseOn', 'ownerId', 'forecastCategory'];

function has(entry: Entry, field: string): boolean {
  return entry.texts.has(field) || entry.numbers.has(field) || entry.moments.has(field);
}

/** Changes of an opportunity up to its close, in the order in which they happened. */
function changesOf(book: Book, opportunity: Entry): readonly Entry[] {
  const closed = dayOf(opportunity, 'closedOn');
  const own = entriesOf(book, 'stageChanges').filter(
    (change) =>
      text(change, 'opportunityId') === opportunity.id &&
      (closed === null || (dayOf(change, 'changedOn') ?? 0) <= closed),
  );
  return [...own].sort((left, right) => {
    const [a, b] = [left.moments.get('changedOn'), right.moments.get('changedOn')];
    return (a?.day ?? 0) - (b?.day ?? 0) || (a?.time ?? -1e18) - (b?.time ?? -1e18) || left.row - right.row;
  });
}

/** An opportunity after some of its changes, of all that it has. */
function asOfChanges(
  opportunity: Entry,
  happened: readonly Entry[],
  all: readonly Entry[],
  further: Partial<Entry> = {},
): Entry {
  const texts = new Map(opportunity.texts);
  const numbers = new Map(opportunity.numbers);
  const moments = new Map(opportunity.moments);
  // It is worked out from the present amount, so it says nothing of an earlier one.
  numbers.delete('amountAtConstantRates');
  for (const field of tracked) {
    if (!all.some((change) => has(change, field))) continue;
    const latest = happened.filter((change) => has(change, field)).at(-1);
    texts.delete(field);
    numbers.delete(field);
    moments.delete(field);
    if (latest === undefined) continue;
    const [told, figure, date] = [latest.texts.get(field), latest.numbers.get(field), latest.moments.get(field)];
    if (told !== undefined) texts.set(field, told);
    if (figure !== undefined) numbers.set(field, figure);
    if (date !== undefined) moments.set(field, date);
    if (field === 'amount') texts.set('currency', text(latest, 'currency') ?? '');
  }
  texts.set('opportunityId', opportunity.id);
  for (const [name, value] of further.texts ?? []) texts.set(name, value);
  for (const [name, value] of further.numbers ?? []) numbers.set(name, value);
  for (const [name, value] of further.moments ?? []) moments.set(name, value);
  return { id: opportunity.id, row: opportunity.row, texts, numbers, moments };
}

/** An opportunity as it stood at the end of a day; null when it was not open then. */
export function standing(book: Book, opportunity: Entry, day: number): Entry | null {
  const created = dayOf(opportunity, 'createdOn') ?? 0;
  const closed = dayOf(opportunity, 'closedOn');
  if (created > day || (closed !== null && closed <= day)) return null;
  const all = changesOf(book, opportunity);
  return ranked(
    book,
    asOfChanges(
      opportunity,
      all.filter((change) => (dayOf(change, 'changedOn') ?? 0) <= day),
      all,
    ),
  );
}

/** An opportunity with the position of its stage along the funnel. */
function ranked(book: Book, entry: Entry): Entry {
  const position = book.stages.indexOf(text(entry, 'stage') ?? '');
  if (position < 0) return entry;
  return { ...entry, numbers: new Map([...entry.numbers, ['stageRank', [BigInt(position + 1), 1n]]]) };
}

/** Opportunities as they stood, one entry for each span of days between two changes. */
function intervals(book: Book): Entry[] {
  return entriesOf(book, 'opportunities').flatMap((opportunity) => {
    const created = dayOf(opportunity, 'createdOn') ?? 0;
    const closed = dayOf(opportunity, 'closedOn');
    const all = changesOf(book, opportunity);
    const cuts = new Set([created]);
    for (const change of all) {
      const day = dayOf(change, 'changedOn') ?? 0;
      if (day > created && (closed === null || day < closed)) cuts.add(day);
    }
    const starts = [...cuts].sort((left, right) => left - right);
    const standings = starts.map((start, index) => {
      const end = starts[index + 1] ?? closed;
      const moments = new Map([['standsFrom', { day: start, time: null }]]);
      if (end !== null) moments.set('standsUntil', { day: end, time: null });
      // On its closing day an opportunity no longer stands, so what happened then is not part of it, unless it was created then.
      const happened = all.filter((change) => (dayOf(change, 'changedOn') ?? 0) <= start);
      return ranked(book, asOfChanges(opportunity, happened, all, { moments }));
    });
    return standings.map((entry, index) => {
      const earlier = standings[index - 1];
      const before = earlier === undefined ? null : dayOf(earlier, 'expectedCloseOn');
      const now = dayOf(entry, 'expectedCloseOn');
      if (before === null || now === null) return entry;
      return { ...entry, numbers: new Map([...entry.numbers, ['expectedCloseShift', [BigInt(now - before), 1n]]]) };
    });
  });
}

/** Stays in stages, in the order of the opportunities and of time. */
function visits(book: Book): Entry[] {
  const found: Entry[] = [];
  for (const opportunity of entriesOf(book, 'opportunities')) {
    const all = changesOf(book, opportunity);
    const created = opportunity.moments.get('createdOn') ?? { day: 0, time: null };
    const closed = dayOf(opportunity, 'closedOn');
    const told = all.some((change) => has(change, 'stage'));
    const entries: { stage: string; entered: Moment; happened: readonly Entry[] }[] = [];
    const stage = text(opportunity, 'stage');
    if (!told && stage !== null) entries.push({ stage, entered: created, happened: [] });
    if (told) {
      for (const [index, change] of all.entries()) {
        const next = text(change, 'stage');
        if (next === null || entries.at(-1)?.stage === next) continue;
        const moment = change.moments.get('changedOn') ?? created;
        entries.push({
          stage: next,
          entered: moment.day < created.day ? created : moment,
          happened: all.slice(0, index + 1),
        });
      }
    }
    for (const [index, entry] of entries.entries()) {
      const exit = entries[index + 1]?.entered ?? (closed === null ? null : { day: closed, time: null });
      const moments = new Map([['enteredOn', entry.entered]]);
      if (exit !== null) moments.set('exitedOn', exit);
      const visit = entries.slice(0, index + 1).filter((other) => other.stage === entry.stage).length;
      const numbers = new Map<string, Fraction>([['visit', [BigInt(visit), 1n]]]);
      const texts = new Map([['stage', entry.stage]]);
      found.push(ranked(book, asOfChanges(opportunity, entry.happened, all, { texts, moments, numbers })));
    }
  }
  return found;
}

/** The value of a dimension, read record by record. */
export function dimension(book: Book, source: string, entry: Entry, name: string): string | null {
  const owner = (): string | null =>
    source === 'reps' ? entry.id : text(entry, source === 'trainings' ? 'repId' : 'ownerId');
  const account = (): string | null => (source === 'accounts' ? entry.id : text(entry, 'accountId'));
  const referred = (other: string, id: string | null, field: string): string | null => {
    const found = find(book, other, id);
    return found === null ? null : text(found, field);
  };
  switch (name) {
    case 'owner':
      return owner();
    case 'account':
      return account();
    case 'team':
      if (source === 'teams') return entry.id;
      return text(entry, 'teamId') ?? referred('reps', owner(), 'teamId');
    case 'territory':
      if (source === 'territories') return entry.id;
      return (
        text(entry, 'territoryId') ??
        referred('reps', owner(), 'territoryId') ??
        referred('accounts', account(), 'territoryId')
      );
    case 'segment':
    case 'industry':
      return source === 'accounts' ? text(entry, name) : referred('accounts', account(), name);
    case 'contact':
      return text(entry, 'contactId');
    case 'parentAccount':
      return topmostAccount(book, account());
    case 'lead':
      return source === 'leads' ? entry.id : text(entry, 'leadId');
    case 'opportunity':
      return source === 'opportunities' ? entry.id : text(entry, 'opportunityId');
    default:
      return text(entry, name);
  }
}

/** Climbs as many steps as there are accounts; whoever is still climbing goes round, and the first in order of the circle stands for it. */
function topmostAccount(book: Book, account: string | null): string | null {
  const parentOf = (id: string | null): string | null => {
    const found = find(book, 'accounts', id);
    return found === null ? null : text(found, 'parentId');
  };
  let current = account;
  for (const _ of entriesOf(book, 'accounts')) current = parentOf(current) ?? current;
  if (current === null || parentOf(current) === null) return current;
  const circle = [current];
  for (let next = parentOf(current); next !== null && next !== current; next = parentOf(next)) circle.push(next);
  return [...circle].sort()[0] ?? null;
}
