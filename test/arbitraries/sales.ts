import fc from 'fast-check';
import type { SalesData } from '../../src/model/dataset.ts';
import { type SalesDataInput, salesData } from '../../src/model/salesData.ts';
import { dayNumber, writtenDay } from '../oracles/calendar.ts';
import type { Row, Rows } from '../oracles/kpiBook.ts';

/** Small data, as `salesData` reads it. */
export function readRows(rows: Rows): SalesData {
  return salesData(inputOf(rows));
}

function inputOf({ currency, timeZone, stages, sources }: Rows): SalesDataInput {
  // The rows are random, but of the right shape; `salesData` checks it.
  return { currency, timeZone, stages, ...sources } as unknown as SalesDataInput;
}

const firstDay = dayNumber(2025, 11, 1);
const lastDay = dayNumber(2026, 12, 31);
const edges = [
  '2025-12-31',
  '2026-01-01',
  '2026-03-31',
  '2026-04-01',
  '2026-06-30',
  '2026-07-01',
  '2026-08-05',
  '2026-08-06',
  '2026-09-30',
  '2026-10-01',
];

/** A date that often is the first or last of a period, and often the same as others. */
const date = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...edges) },
  { weight: 2, arbitrary: fc.integer({ min: dayNumber(2026, 7, 1), max: dayNumber(2026, 9, 30) }).map(writtenDay) },
  { weight: 2, arbitrary: fc.integer({ min: firstDay, max: lastDay }).map(writtenDay) },
);

const clock = fc.constantFrom('00:00:00', '09:30:00', '09:30:00.250', '18:29:59', '18:30:00', '23:59:59.999');
const moment = fc.oneof(
  { weight: 2, arbitrary: date },
  { weight: 3, arbitrary: fc.tuple(date, clock).map(([day, time]) => `${day}T${time}Z`) },
);

/** Amounts of mixed scale: round ones that tie, cents, long decimals, and ones that no double holds. */
const positiveAmount: fc.Arbitrary<string | number> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom<(string | number)[]>('100', '100.00', 250.5, '0', '1200', 0.1, '1e3') },
  { weight: 3, arbitrary: fc.integer({ min: 0, max: 10_000_000 }).map((cents) => cents / 100) },
  { weight: 1, arbitrary: fc.constantFrom('0.12345678901', '3.14159265358979', '7.000000000000001') },
  { weight: 1, arbitrary: fc.constantFrom('9007199254740993', '12345678901234567890.12', '90071992547409.91', '1e30') },
);
const amount: fc.Arbitrary<string | number> = fc.oneof(
  { weight: 9, arbitrary: positiveAmount },
  { weight: 1, arbitrary: fc.constantFrom<(string | number)[]>(-5, '-100', '-12345678901234567890.5') },
);

const optional = <Value>(arbitrary: fc.Arbitrary<Value>, frequency = 4): fc.Arbitrary<Value | undefined> =>
  fc.option(arbitrary, { nil: undefined, freq: frequency + 1 });
const oneOf = (...values: readonly string[]): fc.Arbitrary<string | undefined> =>
  optional(fc.constantFrom(...values), 8);
const flag = optional(fc.boolean());

const hostile = [
  '__proto__',
  'constructor',
  'toString',
  '\u{1f600}',
  '=r1',
  '0 0',
  '\u00e9',
  'e\u0301',
  'a,b',
  '"',
  '-1',
  'null',
];

/** Names of records: the plain ones, or ones that have hurt other programs. */
function nameOf(style: 'plain' | 'hostile', prefix: string, index: number): string {
  return style === 'plain' ? `${prefix}${index}` : (hostile[index] ?? `${prefix}${index}`);
}

const attributes = optional(
  fc.record(
    {
      half: fc.constantFrom('a', 'b', 'c'),
      tier: fc.constantFrom<(string | number | boolean | null)[]>('gold', 1, true, null, '__proto__'),
      points: fc.constantFrom(0, 1, 2.5, 10, 1e21, 0.1),
    },
    { requiredKeys: ['half'] },
  ),
  9,
);

/** How much of each source there is. */
export interface Sizes {
  readonly opportunities?: number;
  readonly stageChanges?: number;
  readonly others?: number;
  readonly activities?: number;
}

interface Drawn extends Row {
  readonly status?: string;
}

const currency = optional(fc.constantFrom('USD', 'EUR', 'JPY'), 2);
const reference = (prefix: string, style: 'plain' | 'hostile', count: number): fc.Arbitrary<string | undefined> =>
  optional(fc.integer({ min: 0, max: count }), 9).map((index) => {
    if (index === undefined) return undefined;
    return index === count ? 'ghost' : nameOf(style, prefix, index);
  });

const counts = { reps: 4, teams: 2, territories: 2, accounts: 5, leads: 8 };

/** Random sales data, always valid: periods' edges, same days, ties, gaps, several currencies, unknown references. */
export function salesRows({
  opportunities = 10,
  stageChanges = 8,
  others = 8,
  activities = 16,
}: Sizes = {}): fc.Arbitrary<Rows> {
  const style = fc.constantFrom<('plain' | 'hostile')[]>('plain', 'plain', 'hostile');
  return style.chain((names) => rowsNamed(names, { opportunities, stageChanges, others, activities }));
}

function rowsNamed(style: 'plain' | 'hostile', sizes: Required<Sizes>): fc.Arbitrary<Rows> {
  const { opportunities, stageChanges, others, activities } = sizes;
  const refer = (prefix: keyof typeof counts): fc.Arbitrary<string | undefined> =>
    reference(prefix, style, counts[prefix]);
  const opportunityId = fc.integer({ min: 0, max: opportunities }).map((index) => nameOf(style, 'o', index));
  const list = (shape: Readonly<Record<string, fc.Arbitrary<unknown>>>, size: number): fc.Arbitrary<readonly Drawn[]> =>
    fc.array(fc.record(shape), { maxLength: size, size: 'max' });
  const ids = (prefix: string, rows: readonly Drawn[]): readonly Row[] =>
    rows.map((row, index) => ({ id: nameOf(style, prefix, index), ...row }));
  const span = fc.oneof(fc.constantFrom(0, 1, 7, 30, 31, 60), fc.integer({ min: 0, max: 200 }));
  const quota = {
    startsOn: date,
    length: fc.constantFrom(1, 30, 31, 92, 365),
    amount: positiveAmount,
    currency,
    attributes,
  };

  const sources = fc.record({
    opportunities: list(
      {
        createdOn: moment,
        status: fc.constantFrom('open', 'won', 'won', 'lost', 'no-decision'),
        cycle: span,
        accountId: refer('accounts'),
        ownerId: refer('reps'),
        leadId: refer('leads'),
        qualifiedOn: optional(date),
        expectedCloseOn: optional(date, 6),
        firstContactOn: optional(date),
        stage: oneOf('discovery', 'proposal', 'closing'),
        amount: optional(amount, 8),
        recurringAmount: optional(amount),
        listAmount: optional(positiveAmount),
        currency,
        probability: optional(fc.constantFrom<(string | number)[]>(0, 1, 0.5, '0.333333333333333333333', 0.25), 5),
        type: oneOf('new-business', 'expansion', 'renewal'),
        source: oneOf('inbound', 'partner'),
        product: oneOf('basic', 'pro', '__proto__'),
        quantity: optional(fc.constantFrom<(string | number)[]>(1, 2, 10, 2.5, '-1', '9007199254740993')),
        competitor: oneOf('acme'),
        lostReason: oneOf('price', 'no-decision'),
        forecastCategory: oneOf('commit', 'best-case'),
        attributes,
      },
      opportunities,
    ),
    stageChanges: list(
      {
        opportunityId,
        changedOn: moment,
        stage: oneOf('discovery', 'proposal', 'closing'),
        amount: optional(amount, 2),
        currency: optional(fc.constantFrom('USD', 'EUR'), 1),
        probability: optional(fc.constantFrom(0, 0.5, 1), 2),
        expectedCloseOn: optional(date, 2),
        ownerId: optional(fc.constantFrom(nameOf(style, 'reps', 0), nameOf(style, 'reps', 1)), 1),
        forecastCategory: optional(fc.constantFrom('commit', 'best-case'), 2),
      },
      stageChanges,
    ),
    accounts: list(
      {
        ownerId: refer('reps'),
        territoryId: refer('territories'),
        segment: oneOf('smb', 'enterprise'),
        industry: oneOf('retail'),
        createdOn: optional(date),
        attributes,
      },
      counts.accounts,
    ),
    reps: list(
      {
        teamId: refer('teams'),
        territoryId: refer('territories'),
        role: oneOf('ae', 'sdr'),
        startedOn: optional(date),
        leftOn: optional(date, 2),
        attributes,
      },
      counts.reps,
    ),
    teams: list({ parentId: fc.constant(undefined) }, counts.teams),
    territories: list({ region: oneOf('emea') }, counts.territories),
    leads: list(
      {
        ownerId: refer('reps'),
        accountId: refer('accounts'),
        opportunityId: optional(opportunityId, 2),
        createdOn: moment,
        assignedOn: optional(moment),
        mqlOn: optional(date, 6),
        salesAcceptedOn: optional(date),
        sqlOn: optional(date, 6),
        convertedOn: optional(date, 4),
        customerOn: optional(date, 3),
        disqualifiedOn: optional(date, 1),
        source: oneOf('webinar', 'inbound'),
        campaign: oneOf('spring'),
        attributes,
      },
      counts.leads,
    ),
    activities: list(
      {
        kind: fc.constantFrom('call', 'call', 'email', 'meeting', 'meeting', 'task', 'other'),
        direction: oneOf('inbound', 'outbound', 'outbound'),
        outcome: oneOf(
          'conversation',
          'conversation',
          'connected',
          'held',
          'voicemail',
          'held',
          'scheduled',
          'no-show',
          'cancelled',
          'delivered',
          'bounced',
          'replied',
        ),
        ownerId: refer('reps'),
        bookedById: refer('reps'),
        leadId: refer('leads'),
        accountId: refer('accounts'),
        opportunityId: optional(opportunityId, 3),
        contactId: oneOf('c1', 'c2', '__proto__'),
        createdOn: optional(moment, 6),
        occurredOn: moment,
        dueOn: optional(date),
        completedOn: optional(moment, 3),
        automatic: flag,
        followUp: flag,
        first: flag,
        recordedBy: oneOf('rep', 'system'),
        rescheduledFromId: optional(fc.constant(nameOf(style, 'activity', 0)), 1),
        attributes,
      },
      activities,
    ),
    quotas: list(
      {
        ...quota,
        ownerId: refer('reps'),
        teamId: optional(fc.constant(nameOf(style, 'teams', 0)), 1),
        measure: oneOf('bookings', 'pipeline'),
      },
      others,
    ),
    expenses: list(
      {
        spentOn: date,
        amount,
        currency,
        category: fc.constantFrom('sales', 'marketing', 'onboarding', 'other'),
        kind: oneOf('salary', 'program', 'tool'),
        ownerId: refer('reps'),
        channel: oneOf('events'),
        attributes,
      },
      others,
    ),
    orders: list(
      {
        accountId: refer('accounts'),
        ownerId: refer('reps'),
        orderedOn: date,
        recognisedOn: optional(date, 6),
        amount,
        cost: optional(positiveAmount),
        currency,
        quantity: optional(fc.integer({ min: -2, max: 9 })),
        product: oneOf('basic', 'pro'),
        type: oneOf('new-business', 'renewal'),
        attributes,
      },
      others,
    ),
    subscriptions: list(
      {
        accountId: fc.integer({ min: 0, max: counts.accounts }).map((index) => nameOf(style, 'accounts', index)),
        ownerId: refer('reps'),
        effectiveOn: date,
        kind: fc.constantFrom('new', 'new', 'expansion', 'contraction', 'churn', 'reactivation'),
        amount: positiveAmount,
        currency,
        product: oneOf('basic', 'pro'),
        attributes,
      },
      others,
    ),
    surveys: list(
      {
        accountId: refer('accounts'),
        ownerId: refer('reps'),
        answeredOn: moment,
        kind: fc.constantFrom('csat', 'nps'),
        score: fc.integer({ min: 0, max: 10 }),
        scale: fc.constantFrom(10, undefined),
      },
      others,
    ),
    trainings: list(
      {
        repId: fc.constant(nameOf(style, 'reps', 0)),
        module: fc.constantFrom('basics', 'closing'),
        completedOn: optional(date),
        dueOn: optional(date),
        assignedOn: date,
        cost: optional(positiveAmount),
        currency,
      },
      3,
    ),
    forecasts: list(
      { ...quota, submittedOn: date, category: fc.constantFrom('commit', 'call'), ownerId: refer('reps') },
      3,
    ),
    exchangeRates: fc
      .uniqueArray(
        fc.record({
          from: fc.constantFrom('EUR', 'JPY'),
          on: date,
          rate: fc.constantFrom<(string | number)[]>('1.0876543210987', 1.1, '0.0066', 2),
        }),
        { maxLength: 4, selector: ({ from, on }) => `${from} ${on}` },
      )
      .map((rates): readonly Row[] => [
        { from: 'EUR', on: '2020-01-01', rate: '1.05' },
        { from: 'JPY', to: 'USD', on: '2020-01-01', rate: '0.007' },
        { from: 'EUR', to: 'JPY', on: '2021-01-01', rate: 150 },
        ...rates,
      ]),
  });

  return fc
    .record({
      stages: fc.constantFrom(
        ['discovery', 'proposal', 'closing'],
        ['discovery', 'proposal', 'closing'],
        ['closing', 'discovery'],
      ),
      zone: fc.constantFrom(['UTC', 0] as const, ['Asia/Kolkata', 330] as const),
      sources,
    })
    .map(({ stages, zone: [timeZone, offsetMinutes], sources: drawn }) => ({
      currency: 'USD',
      timeZone,
      offsetMinutes,
      stages,
      sources: {
        opportunities: ids(
          'o',
          drawn.opportunities.map((row) => closed(row, offsetMinutes)),
        ),
        stageChanges: drawn.stageChanges,
        accounts: ids('accounts', drawn.accounts),
        reps: ids('reps', drawn.reps),
        teams: ids('teams', drawn.teams),
        territories: ids('territories', drawn.territories),
        leads: ids('leads', drawn.leads),
        activities: ids('activity', drawn.activities),
        quotas: drawn.quotas.map(spanning),
        expenses: drawn.expenses,
        orders: ids('order', drawn.orders),
        subscriptions: ids('s', drawn.subscriptions),
        surveys: ids('survey', drawn.surveys),
        trainings: drawn.trainings,
        forecasts: drawn.forecasts.map(spanning),
        exchangeRates: drawn.exchangeRates,
      },
    }));
}

/** A closed opportunity closes some days after its creation, as seen in the zone. */
function closed(row: Row, offsetMinutes: number): Row {
  const { cycle, ...rest } = row;
  if (row['status'] === 'open') return rest;
  const created = String(row['createdOn']);
  const time = Date.parse(created.length === 10 ? `${created}T00:00:00Z` : created);
  const day = created.length === 10 ? time / 86_400_000 : Math.floor((time / 60_000 + offsetMinutes) / 1440);
  return { ...rest, closedOn: writtenDay(day + Number(cycle)) };
}

function spanning(row: Row): Row {
  const { length, ...rest } = row;
  const start = Date.parse(`${String(row['startsOn'])}T00:00:00Z`) / 86_400_000;
  return { ...rest, endsOn: writtenDay(start + Number(length)) };
}
