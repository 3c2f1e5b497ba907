import fc from 'fast-check';
import type { Condition, Limit, WantedText } from '../../src/expression/condition.ts';
import type { Aggregate, Expression, Formula, PeriodChange, Quantity } from '../../src/expression/expression.ts';
import type { Calculable } from '../../src/expression/kpi.ts';
import type { TextParameterReference } from '../../src/expression/parameter.ts';
import type { Anchor, Join, RecordSet } from '../../src/expression/recordSet.ts';
import type { Unit } from '../../src/expression/unit.ts';
import type { DimensionName } from '../../src/model/dimension.ts';
import type { SourceName } from '../../src/model/fields.ts';
import { roundingModes } from '../../src/number/rounding.ts';
import { fiscalCalendar } from '../../src/time/calendar.ts';
import { month, type Period, period, quarter, toDate, week, year } from '../../src/time/period.ts';

/** A formula as something that can be calculated. */
export function probe(formula: Formula, key = 'probe'): Calculable {
  return { id: key, variant: null, key, name: key, unit: 'count', formula: formula as Expression };
}

const amounts = ['amount', 'recurringAmount', 'listAmount', 'cost'];

/** A figure as a plain number, so that any figures can be added and compared: it is divided by one of its units, as often as they occur. */
function unitless(formula: Aggregate): Formula {
  if (!('of' in formula)) return formula;
  const { of } = formula;
  return unitsOf(of).reduce<Formula>(
    (left, unit) => ({ kind: 'divide', left, right: { kind: 'constant', value: '1', unit }, zero: 'no-denominator' }),
    formula,
  );
}

const spanUnits = {
  days: 'days',
  hours: 'hours',
  months: 'months',
  'working-days': 'days',
  'working-hours': 'hours',
} as const;

/** The units that are multiplied in a quantity. */
function unitsOf(of: Quantity): readonly Unit[] {
  if (of.kind === 'product') return of.factors.flatMap(unitsOf);
  if (of.kind === 'span') return [spanUnits[of.unit]];
  return amounts.includes(of.field.replace('other.', '')) ? ['currency'] : [];
}

/** Gives every different part its own name, and makes figures that are put together plain numbers. */
function tidy(formula: Formula): Formula {
  const names = new Map<string, string>();
  const rename = <Part extends Formula & { readonly name: string }>(part: Part, scope: string): Part => {
    const key = `${scope}${JSON.stringify({ ...part, name: '' })}`;
    const name = names.get(key) ?? `p${names.size}`;
    names.set(key, name);
    return { ...part, name };
  };
  const visit = (part: Formula, scope = ''): Formula => {
    if ('records' in part) return unitless(rename(part, scope));
    switch (part.kind) {
      case 'constant':
      case 'parameter':
        return part;
      case 'period-length':
        return { kind: 'divide', left: rename(part, scope), right: oneDay, zero: 'no-denominator' };
      case 'power':
      case 'root':
        return { ...part, base: visit(part.base, scope) };
      case 'per-entity':
      case 'per-period': {
        const having = part.having.map((condition) => ({
          ...condition,
          value: visit(condition.value, scope),
          limit: visit(condition.limit, scope),
        }));
        const observed =
          part.kind === 'per-period' || part.observed === undefined
            ? {}
            : {
                observed: {
                  ...part.observed,
                  value: visit(part.observed.value, scope),
                  limit: visit(part.observed.limit, scope),
                },
              };
        return rename(
          { ...part, value: part.value === null ? null : visit(part.value, scope), having, ...observed },
          scope,
        );
      }
      case 'named':
        return rename({ ...part, formula: visit(part.formula, scope) }, scope);
      case 'overall':
        return { ...part, formula: visit(part.formula, 'of all ') };
      case 'rounded':
      case 'in-period':
        return { ...part, formula: visit(part.formula, scope) };
      default:
        return { ...part, left: visit(part.left, scope), right: visit(part.right, scope) };
    }
  };
  return visit(formula);
}

interface Fields {
  readonly texts: Readonly<Record<string, readonly string[]>>;
  readonly numbers: readonly string[];
  readonly days: readonly string[];
}

interface Shape extends Fields {
  readonly dimensions: readonly DimensionName[];
}

const custom = { 'attributes.half': ['a', 'b'], 'attributes.tier': ['gold', '1', 'true', '__proto__'] };
const opportunity: Shape = {
  texts: {
    status: ['open', 'won', 'lost', 'no-decision'],
    stage: ['discovery', 'proposal'],
    ownerId: ['reps0', '__proto__', 'constructor'],
    type: ['renewal', 'expansion'],
    currency: ['USD', 'EUR'],
    product: ['pro', '__proto__'],
    ...custom,
  },
  numbers: [
    'amount',
    'recurringAmount',
    'listAmount',
    'probability',
    'quantity',
    'attributes.points',
    'attributes.tier',
  ],
  days: ['createdOn', 'closedOn', 'expectedCloseOn', 'qualifiedOn', 'firstContactOn'],
  dimensions: [
    'owner',
    'team',
    'territory',
    'account',
    'segment',
    'industry',
    'product',
    'source',
    'type',
    'stage',
    'currency',
    'lead',
    'opportunity',
    'attributes.half',
    'attributes.tier',
    'attributes.none',
  ],
};

/** What random formulas may ask of each source. */
export const shapes = {
  opportunities: opportunity,
  opportunityHistory: { ...opportunity, days: [...opportunity.days, 'standsFrom', 'standsUntil'] },
  stageVisits: {
    ...opportunity,
    numbers: ['amount', 'visit', 'stageRank', 'probability'],
    days: [...opportunity.days, 'enteredOn', 'exitedOn'],
  },
  leads: {
    texts: { source: ['webinar'], ownerId: ['reps0'], campaign: ['spring'], ...custom },
    numbers: ['attributes.points'],
    days: ['createdOn', 'assignedOn', 'mqlOn', 'sqlOn', 'convertedOn', 'customerOn'],
    dimensions: ['owner', 'team', 'territory', 'account', 'segment', 'lead', 'source', 'attributes.half'],
  },
  activities: {
    texts: {
      kind: ['call', 'email', 'meeting'],
      direction: ['outbound'],
      outcome: ['conversation', 'held', 'replied'],
      automatic: ['true', 'false'],
      ...custom,
    },
    numbers: ['attributes.points'],
    days: ['createdOn', 'occurredOn', 'dueOn', 'completedOn'],
    dimensions: ['owner', 'team', 'account', 'lead', 'opportunity', 'kind', 'attributes.half'],
  },
  orders: {
    texts: { product: ['pro'], type: ['renewal'], accountId: ['accounts0'], ...custom },
    numbers: ['amount', 'cost', 'quantity'],
    days: ['orderedOn', 'recognisedOn'],
    dimensions: ['owner', 'team', 'territory', 'account', 'segment', 'product', 'type', 'currency', 'attributes.half'],
  },
  subscriptions: {
    texts: { kind: ['new', 'churn', 'expansion'], accountId: ['accounts1'] },
    numbers: ['amount'],
    days: ['effectiveOn'],
    dimensions: ['owner', 'team', 'account', 'kind', 'currency'],
  },
  quotas: {
    texts: { measure: ['bookings'], ownerId: ['reps1'] },
    numbers: ['amount'],
    days: ['startsOn', 'endsOn'],
    dimensions: ['owner', 'team', 'territory'],
  },
} satisfies Partial<Record<SourceName, Shape>>;

/** Sources that random formulas use. */
export type ShapedSource = keyof typeof shapes;
export const shapedSources = Object.keys(shapes) as ShapedSource[];

function shapeOf(source: ShapedSource): Shape {
  return shapes[source];
}

const comparison = fc.constantFrom('above', 'atLeast', 'below', 'atMost', 'equals');
const amountLimit = fc.constantFrom(
  '100',
  '250.5',
  '0',
  '-5',
  '0.1',
  '12345678901234567890.12',
  '1e40',
  '-1e40',
  '3.3',
  '0.0001',
  '-5.000000000000000000000001',
  '100.000000000000000000000001',
);
const dayLimit = fc.constantFrom('0', '1', '30', '-30', '29.5');
const limit = { kind: 'parameter', name: 'horizon', default: '30', unit: 'count' } as const;

/** A text parameter; its name says its default, so that a name stands for one thing in a formula. */
function rival(byDefault: string): TextParameterReference {
  return {
    kind: 'text-parameter',
    name: `text-${[...byDefault].map((letter) => letter.charCodeAt(0)).join('-')}`,
    default: byDefault,
  };
}
const anyText: TextParameterReference = { kind: 'text-parameter', name: 'text', default: null };

/** The numbers that may be compared with one: money with money only, custom fields with anything. */
function alike(field: string, numbers: readonly string[]): readonly string[] {
  const isMoney = (name: string): boolean => amounts.includes(name.replace('other.', ''));
  const isCustom = (name: string): boolean => name.includes('attributes.');
  return numbers.filter((name) => isCustom(field) || isCustom(name) || isMoney(field) === isMoney(name));
}

/** A condition on the records of a source; `periodic` lets it look at the period too. */
function conditionOf({ texts, numbers, days }: Fields, periodic: boolean, depth = 2): fc.Arbitrary<Condition> {
  const fields = [...Object.keys(texts), ...numbers, ...days];
  const dates = periodic ? [...days, 'period.before', 'period.start', 'period.end', 'asOf'] : days;
  const simple: fc.Arbitrary<Condition> = fc.oneof(
    fc
      .constantFrom(...Object.entries(texts))
      .chain(([field, values]) =>
        fc
          .subarray<WantedText>([...values, rival(values[0] ?? ''), anyText], { minLength: 1 })
          .map((wanted): Condition => ({ kind: 'is', field, values: wanted })),
      ),
    fc.record({ kind: fc.constant('missing' as const), field: fc.constantFrom(...fields) }),
    fc.record({ kind: fc.constant('happened' as const), field: fc.constantFrom(...days) }),
    fc.constantFrom(...numbers).chain((field) =>
      fc.record({
        kind: fc.constant('compare' as const),
        field: fc.constant(field),
        comparison,
        limit: fc.oneof(
          amountLimit,
          fc.record({ kind: fc.constant('field' as const), field: fc.constantFrom(...alike(field, numbers)) }),
        ),
      }),
    ),
    fc.record({
      kind: fc.constant('days' as const),
      from: fc.constantFrom(...dates),
      to: fc.constantFrom(...dates),
      comparison,
      limit: fc.oneof(dayLimit, fc.constant(limit)),
    }),
  );
  if (depth === 0) return simple;
  const inner = conditionOf({ texts, numbers, days }, periodic, depth - 1);
  const list = fc.array(inner, { maxLength: 3 });
  return fc.oneof(
    { weight: 4, arbitrary: simple },
    { weight: 1, arbitrary: inner.map((condition): Condition => ({ kind: 'not', condition })) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('all' as const, 'any' as const), conditions: list }) },
  );
}

/** The fields of a source, and of the records joined to it. */
function fieldsOf(source: ShapedSource, join: Join | null): Fields {
  const own = shapeOf(source);
  if (join === null || join.match === 'none') return own;
  const other = shapeOf(join.source as ShapedSource);
  const named = (field: string): string => `other.${field}`;
  return {
    texts: {
      ...own.texts,
      ...Object.fromEntries(Object.entries(other.texts).map(([field, values]) => [named(field), values])),
    },
    numbers: [...own.numbers, ...other.numbers.map(named)],
    days: [...own.days, ...other.days.map(named)],
  };
}

function anchorOf(source: ShapedSource, join: Join | null): fc.Arbitrary<Anchor> {
  const { days } = fieldsOf(source, join);
  const field = fc.constantFrom(...days);
  const at = fc.constantFrom('start' as const, 'end' as const);
  return fc.oneof(
    {
      weight: 4,
      arbitrary: fc.constant<Anchor>({ kind: 'falls', field: (source === 'activities' ? days[1] : days[0]) ?? '' }),
    },
    { weight: 4, arbitrary: field.map((name): Anchor => ({ kind: 'falls', field: name })) },
    {
      weight: 2,
      arbitrary: fc.constant<Anchor>({
        kind: 'stands',
        from: days.at(-2) ?? days[0] ?? '',
        until: days.at(-1) ?? '',
        at: 'end',
      }),
    },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('before' as const), field, at }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('stands' as const), from: field, until: field, at }) },
    {
      weight: 1,
      arbitrary: fc.record({ kind: fc.constant('within' as const), from: fc.constant(days[0] ?? ''), until: field }),
    },
  );
}

const keys: readonly (readonly [ShapedSource, ShapedSource, readonly [string, string]])[] = [
  ['leads', 'activities', ['id', 'leadId']],
  ['leads', 'opportunities', ['opportunityId', 'id']],
  ['opportunities', 'activities', ['id', 'opportunityId']],
  ['opportunities', 'opportunities', ['accountId', 'accountId']],
  ['stageVisits', 'stageVisits', ['opportunityId', 'opportunityId']],
  ['activities', 'activities', ['contactId', 'contactId']],
  ['orders', 'orders', ['accountId', 'accountId']],
  ['subscriptions', 'orders', ['accountId', 'accountId']],
];

function joinOf(source: ShapedSource): fc.Arbitrary<Join | null> {
  const fitting = keys.filter(([first]) => first === source);
  if (fitting.length === 0) return fc.constant(null);
  const pair = fc.constantFrom(...fitting).chain(([, other, key]) =>
    fc.record({
      source: fc.constant(other),
      match: fc.constantFrom('first' as const, 'first' as const, 'none' as const, 'every' as const),
      side: fc.constantFrom('after' as const, 'before' as const),
      where: few(conditionOf(shapeOf(other), false, 1)),
      key: fc.constant(key),
      dates: fc.tuple(fc.constantFrom(...shapeOf(source).days), fc.constantFrom(...shapeOf(other).days)),
      within: fc.constantFrom(null, null, null, '0', '30', '45.5', '-0.5', limit),
      beyond: fc.constantFrom(null, null, null, null, '0', '7.5', '-1', '-0.5', limit),
      compare: fc.array(
        fc.oneof(
          comparisonOf(shapeOf(other).numbers, shapeOf(source).numbers, amountLimit),
          comparisonOf(shapeOf(other).days, shapeOf(source).days, fc.oneof(dayLimit, fc.constant(limit))),
        ),
        { maxLength: 1, size: 'xsmall' },
      ),
    }),
  );
  return fc.oneof({ weight: 3, arbitrary: fc.constant(null) }, { weight: 3, arbitrary: pair });
}

function comparisonOf(
  others: readonly string[],
  own: readonly string[],
  plus: fc.Arbitrary<Limit>,
): fc.Arbitrary<Join['compare'][number]> {
  return fc
    .constantFrom(...own)
    .filter((field) => alike(field, others).length > 0)
    .chain((field) =>
      fc.record({
        other: fc.constantFrom(...alike(field, others)),
        comparison,
        own: fc.constant(field),
        plus: fc.oneof(fc.constant(null), plus),
      }),
    );
}

/** Mostly none, so that something is left to count. */
function few<Value>(arbitrary: fc.Arbitrary<Value>): fc.Arbitrary<readonly Value[]> {
  return fc.oneof(
    { weight: 7, arbitrary: fc.constant([]) },
    { weight: 3, arbitrary: fc.tuple(arbitrary) },
    { weight: 1, arbitrary: fc.tuple(arbitrary, arbitrary) },
  );
}

/** Fields that name a rep, and one that rather does not. */
const credits: Readonly<Record<ShapedSource, readonly string[]>> = {
  opportunities: ['ownerId', 'attributes.half'],
  opportunityHistory: ['ownerId', 'type'],
  stageVisits: ['ownerId', 'attributes.half'],
  leads: ['ownerId', 'campaign'],
  activities: ['bookedById', 'bookedById', 'ownerId'],
  orders: ['ownerId', 'product'],
  subscriptions: ['ownerId', 'kind'],
  quotas: ['ownerId', 'measure'],
};

/** A set of records of one of the sources. */
function recordSet(sources: readonly ShapedSource[] = shapedSources): fc.Arbitrary<RecordSet> {
  return fc
    .constantFrom(...sources)
    .chain((source) => fc.tuple(fc.constant(source), joinOf(source)))
    .chain(([source, join]) =>
      fc.record({
        source: fc.constant(source),
        where: few(conditionOf(fieldsOf(source, join), true)),
        anchor: anchorOf(source, join),
        join: fc.constant(join),
        owner: fc.oneof(
          { weight: 9, arbitrary: fc.constant(null) },
          { weight: 1, arbitrary: fc.constantFrom(...credits[source]) },
        ),
      }),
    );
}

function quantityOf({ source, join }: RecordSet): fc.Arbitrary<Quantity> {
  const own = shapeOf(source as ShapedSource);
  const known = fieldsOf(source as ShapedSource, join);
  const number = fc.constantFrom(own.numbers[0] ?? '', own.numbers[0] ?? '', own.numbers[0] ?? '', ...known.numbers);
  const day = fc.constantFrom(...known.days);
  const date = fc.oneof(
    { weight: 3, arbitrary: day },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        'period.before' as const,
        'period.start' as const,
        'period.end' as const,
        'asOf' as const,
      ),
    },
  );
  const kind = fc.constant('span' as const);
  const span: fc.Arbitrary<Quantity> = fc.oneof(
    {
      weight: 3,
      arbitrary: fc.record({
        kind,
        unit: fc.constantFrom('days' as const, 'days' as const, 'months' as const, 'working-days' as const),
        from: date,
        to: date,
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        kind,
        unit: fc.constantFrom('hours' as const, 'working-hours' as const),
        from: day,
        to: day,
      }),
    },
  );
  return fc.oneof(
    { weight: 3, arbitrary: number.map((field): Quantity => ({ kind: 'field', field })) },
    {
      weight: 2,
      arbitrary: fc
        .array(number, { minLength: 1, maxLength: 3, size: 'xsmall' })
        .map((fields): Quantity => ({ kind: 'product', factors: fields.map((field) => ({ kind: 'field', field })) })),
    },
    { weight: 4, arbitrary: span },
    {
      weight: 1,
      arbitrary: fc
        .tuple(
          number.map((field): Quantity => ({ kind: 'field', field })),
          span,
        )
        .chain((factors) => fc.shuffledSubarray(factors, { minLength: 1 }))
        .map((factors): Quantity => ({ kind: 'product', factors: [...factors, { kind: 'product', factors }] })),
    },
  );
}

/** An aggregate. */
export function aggregate(sources: readonly ShapedSource[] = shapedSources): fc.Arbitrary<Aggregate> {
  return fc
    .tuple(recordSet(sources), fc.constantFrom('p', 'q', 'r'))
    .chain(([records, name]): fc.Arbitrary<Aggregate> => {
      const { texts, days } = fieldsOf(records.source as ShapedSource, records.join);
      return fc.oneof(
        { weight: 2, arbitrary: fc.constant<Aggregate>({ kind: 'count', name, records }) },
        {
          weight: 1,
          arbitrary: fc
            .constantFrom(...Object.keys(texts), ...days.slice(0, 2))
            .map((field): Aggregate => ({ kind: 'distinct', name, field, records })),
        },
        {
          weight: 4,
          arbitrary: fc
            .record({
              kind: fc.constantFrom(
                'sum' as const,
                'sum' as const,
                'sum' as const,
                'mean' as const,
                'minimum' as const,
                'maximum' as const,
              ),
              of: quantityOf(records),
            })
            .map((rest): Aggregate => ({ ...rest, name, records })),
        },
        {
          weight: 2,
          arbitrary: fc
            .record({
              of: quantityOf(records),
              fraction: fc.constantFrom('0', '0.5', '0.9', '1', '0.333'),
              method: fc.constantFrom('linear' as const, 'nearest-rank' as const),
            })
            .map((rest): Aggregate => ({ kind: 'percentile', ...rest, name, records })),
        },
        {
          weight: 1,
          arbitrary: fc
            .record({ of: quantityOf(records), fraction: fc.constantFrom('0', '0.1', '0.333', '0.4999') })
            .map((rest): Aggregate => ({ kind: 'trimmed-mean', ...rest, name, records })),
        },
        {
          weight: 1,
          arbitrary: fc
            .record({
              kind: fc.constantFrom('first' as const, 'last' as const),
              of: quantityOf(records),
              by: fc.constantFrom(...days),
            })
            .map((rest): Aggregate => ({ ...rest, name, records })),
        },
      );
    });
}

/** An aggregate of records that are joined to others. */
export function joined(): fc.Arbitrary<Aggregate> {
  return aggregate().filter(({ records }) => records.join !== null);
}

const oneDay: Formula = { kind: 'constant', value: '1', unit: 'days' };

const grain = fc.constantFrom('day' as const, 'week' as const, 'month' as const, 'quarter' as const, 'year' as const);

const fold = fc.constantFrom(
  'count' as const,
  'sum' as const,
  'mean' as const,
  'median' as const,
  'minimum' as const,
  'maximum' as const,
  'product' as const,
);

const change: fc.Arbitrary<PeriodChange> = fc.oneof(
  fc.constantFrom<PeriodChange[]>({ kind: 'next' }, { kind: 'previous' }, { kind: 'same-last-year' }),
  fc.record({
    kind: fc.constantFrom('next' as const, 'previous' as const, 'same-last-year' as const),
    count: fc.constantFrom(1, 2, 3, limit),
  }),
  fc.record({
    kind: fc.constant('trailing' as const),
    count: fc.constantFrom(1, 3, 12, limit),
    grain,
  }),
  fc.record({
    kind: fc.constant('to-date' as const),
    grain: fc.constantFrom('month' as const, 'quarter' as const, 'year' as const),
  }),
);

const zero = fc.constantFrom(
  'no-denominator' as const,
  'base-not-positive' as const,
  'unbounded' as const,
  'target-met' as const,
);

/** A formula over any of the sources that passes every check of a definition. */
export function formula(sources: readonly ShapedSource[] = shapedSources): fc.Arbitrary<Formula> {
  return fc
    .oneof({ weight: 3, arbitrary: rawFormula(sources, 1) }, { weight: 1, arbitrary: rawFormula(sources, 2) })
    .map(tidy);
}

function rawFormula(sources: readonly ShapedSource[], depth: number): fc.Arbitrary<Formula> {
  const leaf: fc.Arbitrary<Formula> = aggregate(sources);
  if (depth === 0) {
    return fc.oneof(
      { weight: 8, arbitrary: leaf },
      {
        weight: 1,
        arbitrary: fc.constantFrom<Formula[]>(
          { kind: 'constant', value: '2.5', unit: 'count' },
          { kind: 'constant', value: '0', unit: 'count' },
          limit,
        ),
      },
    );
  }
  const inner = rawFormula(sources, depth - 1);
  return fc.oneof(
    { weight: 3, arbitrary: leaf },
    {
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constantFrom(
          'plus' as const,
          'minus' as const,
          'times' as const,
          'lesser' as const,
          'greater' as const,
        ),
        left: inner,
        right: inner,
      }),
    },
    { weight: 3, arbitrary: fc.record({ kind: fc.constant('divide' as const), left: inner, right: inner, zero }) },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('named' as const),
        name: fc.constantFrom('inner', 'other'),
        formula: inner,
      }),
    },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('in-period' as const), change, formula: inner }) },
    { weight: 1, arbitrary: rawPerEntity(sources) },
    { weight: 2, arbitrary: rawPerPeriod(inner) },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constantFrom('power' as const, 'root' as const),
        base: inner,
        exponent: fc.constantFrom('1', '2', '3'),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('rounded' as const),
        formula: inner,
        digits: fc.constantFrom(0, 2, -2),
        mode: fc.constantFrom(...roundingModes),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('period-length' as const),
        name: fc.constant('length'),
        unit: fc.constantFrom('days' as const, 'working-days' as const),
        days: fc.constantFrom('whole' as const, 'elapsed' as const, 'remaining' as const),
      }),
    },
  );
}

function rawPerPeriod(value: fc.Arbitrary<Formula>): fc.Arbitrary<Formula> {
  const zeroLimit: Formula = { kind: 'constant', value: '0', unit: 'count' };
  const having = few(fc.record({ value, comparison, limit: fc.constant(zeroLimit) }));
  return fc.record({ grain, fold, value, having }).map(
    (part): Formula => ({
      kind: 'per-period',
      name: 'periods',
      ...part,
      value: part.fold === 'count' ? null : part.value,
    }),
  );
}

/** A figure per entity over one source, or two. */
export function perEntity(sources: readonly ShapedSource[] = shapedSources): fc.Arbitrary<Formula> {
  return rawPerEntity(sources).map(tidy);
}

function rawPerEntity(sources: readonly ShapedSource[]): fc.Arbitrary<Formula> {
  return fc.tuple(fc.constantFrom(...sources), fc.constantFrom(...sources)).chain(([source, other]) => {
    const shared = shapeOf(source).dimensions.filter((name) => shapeOf(other).dimensions.includes(name));
    const [by = null] = shared;
    if (by === null) return fc.constant<Formula>({ kind: 'constant', value: '1', unit: 'count' });
    const all = aggregate(sources).map((part): Formula => ({ kind: 'overall', formula: part }));
    const value = fc.oneof(
      aggregate([source]),
      rawPerPeriod(aggregate([source])),
      fc.record({ kind: fc.constant('divide' as const), left: aggregate([source]), right: all, zero }),
      aggregate([source, other]),
      fc.record({ kind: fc.constant('divide' as const), left: aggregate([source]), right: aggregate([other]), zero }),
    );
    const condition = fc.record({
      value,
      comparison,
      limit: fc.oneof<fc.Arbitrary<Formula>[]>(
        fc.constant({ kind: 'constant', value: '0', unit: 'count' }),
        aggregate([source]),
        all,
      ),
    });
    const having = few(condition);
    return (
      fc
        .record({
          by: fc.constantFrom(...shared),
          fold: fc.oneof({ weight: 3, arbitrary: fold }, { weight: 1, arbitrary: fc.constant(survival) }),
          value,
          having,
          observed: condition,
        })
        .map(
          ({ fold, value: folded, observed, ...rest }): Formula => ({
            kind: 'per-entity',
            name: 'entities',
            fold,
            value: fold === 'count' ? null : folded,
            ...(fold === survival ? { observed } : {}),
            ...rest,
          }),
        )
        // Without an aggregate there is no source to find entities in, and the definition is refused.
        .filter(findsEntities)
    );
  });
}

const survival = 'kaplan-meier-median' as const;

function findsEntities(formula: Formula): boolean {
  const withoutOverall = (_key: string, value: unknown): unknown =>
    typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'overall' ? null : value;
  return JSON.stringify(formula, withoutOverall).includes('"records"');
}

const fiscal = fiscalCalendar({ startMonth: 2, namedBy: 'end' });

/** Periods of all kinds, overlapping, to date, fiscal, custom, and some in which nothing happens. */
const somePeriod: fc.Arbitrary<Period> = fc.constantFrom(
  quarter(2026, 1),
  quarter(2026, 3),
  month(2026, 8),
  month(2026, 2),
  week(2026, 32),
  period('2025-12-31', '2026-12-30'),
  year(2026, fiscal),
  quarter(2027, 2, fiscal),
  toDate(quarter(2026, 3), '2026-08-05'),
  period('2026-03-31', '2026-04-02'),
  period('2026-06-30', '2026-10-01', 'summer'),
  period('2026-08-05', '2026-08-06'),
  quarter(2030, 1),
);

/** Mostly long ones, so that something is left to count. */
export const anyPeriod: fc.Arbitrary<Period> = fc.oneof(
  { weight: 2, arbitrary: fc.constant(period('2025-11-01', '2027-01-31', 'all')) },
  { weight: 2, arbitrary: fc.constantFrom(year(2026), quarter(2026, 3)) },
  { weight: 3, arbitrary: somePeriod },
);

/** Last known days: before, inside and after the periods. */
export const anyAsOf: fc.Arbitrary<string | undefined> = fc.constantFrom(
  undefined,
  undefined,
  undefined,
  undefined,
  undefined,
  undefined,
  '2025-12-31',
  '2026-03-31',
  '2026-08-05',
  '2026-08-06',
  '2027-06-30',
);
