import fc from 'fast-check';
import type { SalesData } from '../../src/model/dataset.ts';
import { type SalesDataInput, salesData } from '../../src/model/salesData.ts';
import { dayNumber, writtenDay } from '../oracles/calendar.ts';
import type { Row, Rows } from '../oracles/kpiBook.ts';

/** Small data, as `salesData` reads it. */
export function readRows(rows: Rows): SalesData {
  return salesData(inputOf(rows));
}

function inputOf({ currency, timeZone, stages, constantRatesOn, workingTime, sources }: Rows): SalesDataInput {
  // The rows are random, but of the right shape; `salesData` checks it.
  return { currency, timeZone, stages, constantRatesOn, workingTime, ...sources } as unknown as SalesDataInput;
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

/** Dates before those of the records, so that some reps are past their ramp. */
const longAgo = fc.constantFrom('2023-01-31', '2024-12-31', '2025-05-05');

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

const outcomes = fc.record({
  call: oneOf('conversation', 'conversation', 'connected', 'voicemail', 'no-answer', 'gatekeeper', 'wrong-number'),
  email: oneOf('delivered', 'bounced', 'opened', 'replied', 'replied'),
  meeting: oneOf('held', 'held', 'scheduled', 'no-show', 'cancelled'),
  other: oneOf('conversation', 'held', 'replied', 'cancelled'),
});

const attributes = optional(
  fc.record(
    {
      half: fc.constantFrom('a', 'b', 'c'),
      tier: fc.constantFrom<(string | number | boolean | null)[]>('gold', 1, true, null, '__proto__'),
      points: fc.constantFrom(0, 1, 2.5, 10, 1e21, 0.1),
      users: fc.constantFrom(0, 3, 25),
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

const counts = { reps: 4, teams: 2, territories: 2, accounts: 5, leads: 14 };

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
  const repId = fc.integer({ min: 0, max: counts.reps }).map((index) => nameOf(style, 'reps', index));
  const span = fc.oneof(fc.constantFrom(0, 1, 7, 30, 31, 60), fc.integer({ min: 0, max: 200 }));
  const term = { startsOn: date, length: fc.constantFrom(1, 30, 31, 92, 365), currency, attributes };

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
        signedOn: optional(date),
        cancelledOn: optional(date, 2),
        firstYearAmount: optional(amount),
        oneTimeAmount: optional(positiveAmount),
        cost: optional(amount),
        termMonths: optional(fc.constantFrom<(string | number)[]>(1, 12, 36, '0.5')),
        contractStartsOn: optional(date),
        contractDays: optional(fc.constantFrom(1, 365, 730)),
        renewalDueOn: optional(date),
        renewalBaseAmount: optional(positiveAmount),
        repProbability: optional(fc.constantFrom<(string | number)[]>(0, 1, 0.75, '0.1')),
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
        parentId: fc.oneof(fc.constant(undefined), refer('accounts')),
        potential: optional(fc.constantFrom<(string | number)[]>(0, 5, '12.5', 1000), 2),
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
        startedOn: optional(fc.oneof({ weight: 4, arbitrary: date }, { weight: 1, arbitrary: longAgo })),
        leftOn: optional(date, 2),
        leftVoluntarily: flag,
        roleEndedOn: optional(date, 2),
        rampMonths: optional(fc.constantFrom<(string | number)[]>(0, 3, 6, '4.5')),
        onTargetEarnings: optional(positiveAmount),
        targetVariablePay: optional(positiveAmount),
        currency,
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
        requalifiedOn: optional(date, 1),
        duplicateOfId: fc.oneof(
          { weight: 5, arbitrary: fc.constant(undefined) },
          { weight: 1, arbitrary: refer('leads') },
        ),
        direction: oneOf('inbound', 'outbound'),
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
        outcomes,
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
        qualified: flag,
        decisionMaker: flag,
        minutes: optional(fc.constantFrom<(string | number)[]>(0, 15, 30, '7.5', 61)),
        sentiment: oneOf('positive', 'neutral', 'negative'),
        inCrm: flag,
        rescheduledFromId: optional(
          fc.integer({ min: 0, max: 11 }).map((index) => nameOf(style, 'activity', index)),
          1,
        ),
        attributes,
      },
      activities,
    ),
    quotas: list(
      {
        ...term,
        amount: optional(positiveAmount, 8),
        quantity: optional(fc.constantFrom<(string | number)[]>(0, 1, '2.5', 40), 3),
        fullAmount: optional(positiveAmount, 3),
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
        kind: oneOf('salary', 'program', 'tool', 'benefits'),
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
        // Few, so that some deals have several lines.
        opportunityId: optional(
          fc.integer({ min: 0, max: 3 }).map((index) => nameOf(style, 'o', index)),
          6,
        ),
        orderedOn: date,
        recognisedOn: optional(date, 6),
        invoicedOn: optional(date, 6),
        collectedOn: optional(date),
        amount,
        tax: optional(amount),
        cost: optional(positiveAmount),
        currency,
        quantity: optional(fc.integer({ min: -2, max: 9 })),
        product: oneOf('basic', 'pro'),
        type: oneOf('new-business', 'renewal', 'true-up', 'one-time'),
        attributes,
      },
      others,
    ),
    subscriptions: list(
      {
        accountId: fc.integer({ min: 0, max: counts.accounts }).map((index) => nameOf(style, 'accounts', index)),
        ownerId: refer('reps'),
        effectiveOn: date,
        signedOn: optional(date),
        kind: fc.constantFrom('new', 'new', 'expansion', 'contraction', 'churn', 'reactivation'),
        // Often the same, so that a customer loses all that it had.
        amount: fc.oneof(positiveAmount, fc.constant(100)),
        currency,
        product: oneOf('basic', 'pro'),
        type: oneOf('monthly', 'escalator'),
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
        scale: fc.constantFrom(10, 5, undefined),
      },
      others,
    ),
    trainings: list(
      {
        repId,
        module: fc.constantFrom('basics', 'closing'),
        completedOn: optional(date),
        dueOn: optional(date),
        assignedOn: date,
        applied: flag,
        cost: optional(positiveAmount),
        currency,
      },
      others,
    ),
    forecasts: list(
      {
        ...term,
        amount: positiveAmount,
        submittedOn: date,
        category: fc.constantFrom('commit', 'call', 'best-case', 'pipeline'),
        ownerId: refer('reps'),
        teamId: optional(fc.constant(nameOf(style, 'teams', 0)), 1),
      },
      others,
    ),
    credits: list(
      {
        opportunityId: optional(opportunityId, 6),
        ownerId: repId,
        creditedOn: date,
        amount,
        currency,
        kind: fc.constantFrom('direct', 'direct', 'split', 'overlay'),
        measure: oneOf('bookings', 'pipeline'),
        attributes,
      },
      others,
    ),
    commissions: list(
      {
        ownerId: repId,
        opportunityId: optional(opportunityId, 6),
        earnedOn: date,
        kind: oneOf('commission', 'commission', 'bonus', 'clawback', 'other'),
        amount,
        correctAmount: optional(amount, 3),
        creditedAmount: optional(amount, 5),
        paidAmount: optional(amount, 5),
        paidOn: optional(date, 5),
        currency,
        statementId: oneOf('2026-07', '2026-08', '__proto__'),
        disputed: flag,
        attributes,
      },
      others,
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
      constantRatesOn: fc.constantFrom(undefined, '2020-01-01', '2026-03-31', '2026-08-05'),
      workingTime: fc.constantFrom(
        undefined,
        { days: [1, 2, 3, 4, 5, 6], holidays: ['2026-08-05', '2026-01-01', '2026-08-05', '2026-07-05'] },
        { days: [7, 3], from: '00:00', until: '24:00' },
        { from: '09:29', until: '18:30' },
      ),
      zone: fc.constantFrom(['UTC', 0] as const, ['Asia/Kolkata', 330] as const),
      sources,
    })
    .map(({ stages, constantRatesOn, workingTime, zone: [timeZone, offsetMinutes], sources: drawn }) => ({
      currency: 'USD',
      timeZone,
      offsetMinutes,
      stages,
      constantRatesOn,
      workingTime,
      sources: {
        opportunities: ids(
          'o',
          drawn.opportunities.map((row) => contracted(closed(row, offsetMinutes))),
        ),
        stageChanges: drawn.stageChanges,
        accounts: ids('accounts', drawn.accounts),
        reps: ids('reps', drawn.reps),
        teams: ids('teams', drawn.teams),
        territories: ids('territories', drawn.territories),
        leads: ids('leads', drawn.leads),
        activities: ids('activity', drawn.activities.map(concluded)),
        quotas: drawn.quotas.map(spanning).map(aimed),
        expenses: drawn.expenses,
        orders: ids('order', drawn.orders),
        subscriptions: ids('s', drawn.subscriptions),
        surveys: ids('survey', drawn.surveys.map(onScale)),
        trainings: drawn.trainings,
        forecasts: drawn.forecasts.map(spanning),
        credits: drawn.credits,
        commissions: drawn.commissions,
        exchangeRates: drawn.exchangeRates,
      },
    }));
}

/** An activity ends as those of its kind do; a missing outcome now and then is one of another kind. */
function concluded({ outcomes: drawn, ...row }: Row): Row {
  const byKind = drawn as Readonly<Record<string, string | undefined>>;
  return { ...row, outcome: byKind[String(row['kind'])] ?? byKind['other'] };
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

/** A contract that has a start may have an end some days later. */
function contracted(row: Row): Row {
  const { contractDays, ...rest } = row;
  const start = row['contractStartsOn'];
  if (start === undefined || contractDays === undefined) return rest;
  return { ...rest, contractEndsOn: daysLater(start, Number(contractDays)) };
}

/** No score is above the highest one. */
function onScale(row: Row): Row {
  return row['scale'] === 5 ? { ...row, score: Number(row['score']) % 6 } : row;
}

/** A quota has an amount where it has no quantity. */
function aimed(row: Row): Row {
  return row['amount'] === undefined && row['quantity'] === undefined ? { ...row, amount: 250.5 } : row;
}

function daysLater(day: unknown, days: number): string {
  return writtenDay(Date.parse(`${String(day)}T00:00:00Z`) / 86_400_000 + days);
}

function spanning(row: Row): Row {
  const { length, ...rest } = row;
  return { ...rest, endsOn: daysLater(row['startsOn'], Number(length)) };
}
