import { units } from '../expression/unit.ts';
import { dimensionNames } from '../model/dimension.ts';
import { sourceNames } from '../model/fields.ts';
import { roundingModes } from '../number/rounding.ts';

/** A JSON Schema, or a part of one. */
type Schema = Readonly<Record<string, unknown>>;

const text: Schema = { type: 'string' };
const sentence: Schema = { type: 'string', minLength: 1 };
const decimalPattern = '[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d+)?';
const decimal: Schema = { type: 'string', pattern: `^${decimalPattern}$` };
const nameOfPart: Schema = { type: 'string', pattern: '^[a-z][a-zA-Z0-9]*([-/][a-z0-9]+)*$' };
const kebabCase: Schema = { type: 'string', pattern: '^[a-z][a-z0-9]*(-[a-z0-9]+)*$' };

const source = ref('recordSource');
const unit = ref('unit');
const limit = ref('limit');
const formula = ref('formula');
const records = ref('recordSet');
const quantity = ref('quantity');
const condition = ref('condition');
const comparison = choice('above', 'atLeast', 'below', 'atMost', 'equals');
const grain = choice('day', 'week', 'month', 'quarter', 'year');
const end = choice('start', 'end');
const fold = choice('count', 'sum', 'mean', 'median', 'minimum', 'maximum', 'product');
const figureCondition = closed({ value: formula, comparison, limit: formula });
const having = listOf(figureCondition);
const fieldPair: Schema = { type: 'array', prefixItems: [text, text], minItems: 2, maxItems: 2 };
const exponent = anyOf({ type: 'string', pattern: '^\\d+$' }, ref('parameter'));
const periodCount = anyOf({ type: 'integer', minimum: 1, maximum: 1000 }, ref('parameter'));
const folded = { name: nameOfPart, fold, value: orNull(formula), having };

const definitions: Readonly<Record<string, Schema>> = {
  unit: choice(...units),
  recordSource: choice(...sourceNames),
  parameter: node(['parameter'], { name: nameOfPart, default: decimal, unit }),
  limit: anyOf(decimal, ref('parameter')),
  dimension: anyOf(choice(...dimensionNames), { type: 'string', pattern: '^attributes\\..' }),
  publication: closed({ title: text, address: text }),
  level: closed({ value: decimal, meaning: sentence, source: closed({ title: sentence, address: sentence }) }),
  example: closed(
    {
      given: { type: 'object', additionalProperties: anyOf(decimal, { type: 'number' }) },
      expected: {
        description: 'The exact result as a decimal or a fraction p/q, or the reason why there is none.',
        ...anyOf(
          { type: 'string', pattern: `^${decimalPattern}(/\\d+)?$` },
          choice('no-denominator', 'base-not-positive', 'unbounded', 'target-met', 'no-records', 'not-reached'),
        ),
      },
    },
    { source: ref('publication') },
  ),
  variant: closed(
    { differs: sentence, formula },
    { unit, examples: listOf(ref('example')), id: kebabCase, variant: kebabCase, key: nameOfPart, name: text },
  ),

  // What is counted
  recordSet: closed({
    source,
    where: listOf(condition),
    anchor: ref('anchor'),
    join: orNull(ref('join')),
    owner: orNull(text),
  }),
  anchor: anyOf(
    node(['falls'], { field: text }),
    node(['stands'], { from: text, until: text, at: end }),
    node(['before'], { field: text, at: end }),
    node(['within'], { from: text, until: text }),
    node(['always'], {}),
  ),
  join: closed({
    source,
    match: choice('first', 'none', 'every'),
    side: choice('after', 'before'),
    where: listOf(condition),
    key: fieldPair,
    dates: fieldPair,
    within: orNull(limit),
    beyond: orNull(limit),
    compare: listOf(closed({ other: text, comparison, own: text, plus: orNull(limit) })),
  }),
  condition: anyOf(
    node(['is'], { field: text, values: listOf(anyOf(text, ref('textParameter'))) }),
    node(['missing', 'happened'], { field: text }),
    node(['compare'], { field: text, comparison, limit: anyOf(limit, node(['field'], { field: text })) }),
    node(['days'], { from: text, to: text, comparison, limit }),
    node(['all', 'any'], { conditions: listOf(condition) }),
    node(['not'], { condition }),
  ),
  textParameter: node(['text-parameter'], { name: nameOfPart, default: orNull(sentence) }),

  // What of it is measured
  quantity: anyOf(
    node(['field'], { field: text }),
    node(['product'], { factors: listOf(quantity) }),
    node(['span'], {
      unit: choice('days', 'hours', 'months', 'working-days', 'working-hours'),
      from: text,
      to: text,
    }),
  ),

  // The algebra
  formula: anyOf(
    ref('aggregate'),
    node(['per-entity'], { by: ref('dimension'), ...folded }),
    node(['per-entity'], {
      by: ref('dimension'),
      ...folded,
      fold: choice('kaplan-meier-median'),
      value: formula,
      observed: figureCondition,
    }),
    node(['per-period'], { grain, ...folded }),
    node(['period-length'], {
      name: nameOfPart,
      unit: choice('days', 'working-days'),
      days: choice('whole', 'elapsed', 'remaining'),
    }),
    ref('parameter'),
    node(['constant'], { value: decimal, unit }),
    node(['plus', 'minus', 'times', 'lesser', 'greater'], { left: formula, right: formula }),
    node(['divide'], {
      left: formula,
      right: formula,
      zero: choice('no-denominator', 'base-not-positive', 'unbounded', 'target-met'),
    }),
    node(['power', 'root'], { base: formula, exponent }),
    node(['rounded'], {
      formula,
      digits: { type: 'integer', minimum: -100, maximum: 100 },
      mode: choice(...roundingModes),
    }),
    node(['named'], { name: nameOfPart, formula }),
    node(['in-period'], { change: ref('periodChange'), formula }),
    node(['overall'], { formula }),
  ),
  aggregate: anyOf(
    aggregate(['count'], {}),
    aggregate(['distinct'], { field: text }),
    aggregate(['sum', 'mean', 'minimum', 'maximum'], { of: quantity }),
    aggregate(['percentile'], { of: quantity, fraction: limit, method: choice('linear', 'nearest-rank') }),
    aggregate(['trimmed-mean'], { of: quantity, fraction: limit }),
    aggregate(['first', 'last'], { of: quantity, by: text }),
  ),
  periodChange: anyOf(
    closed({ kind: choice('previous', 'next', 'same-last-year') }, { count: periodCount }),
    node(['trailing'], { count: periodCount, grain }),
    node(['to-date'], { grain }),
  ),
};

const entry = closed(
  {
    id: kebabCase,
    name: sentence,
    question: sentence,
    category: choice('activity', 'efficiency', 'outcome'),
    indicator: choice('leading', 'lagging'),
    cadence: choice('weekly', 'monthly', 'quarterly'),
    unit,
    better: choice('higher', 'lower', 'depends'),
    formula,
    counts: sentence,
    undefinedWhen: sentence,
    examples: listOf(ref('example')),
    sources: listOf(ref('publication')),
  },
  {
    variants: { type: 'object', propertyNames: kebabCase, additionalProperties: ref('variant') },
    levels: listOf(ref('level')),
    related: listOf(kebabCase),
    pitfalls: listOf(text),
    key: kebabCase,
    variant: { type: 'null' },
  },
);

/**
 * JSON Schema (draft 2020-12) of an entry of the dictionary, the algebra of its formula included.
 *
 * An entry is plain data: `JSON.stringify(winRate)` is what this schema describes, and `defineKpi(JSON.parse(text))` gives the KPI
 * back. The schema knows the shape; that fields exist and units fit is checked by `defineKpi`.
 *
 * @example
 * ```ts
 * import { entrySchema } from 'sales-metrics';
 * entrySchema['$schema']; // => 'https://json-schema.org/draft/2020-12/schema'
 * ```
 */
export const entrySchema: { readonly [keyword: string]: unknown } = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'urn:sales-metrics:entry',
  title: 'Entry of the KPI dictionary of sales-metrics',
  ...entry,
  $defs: definitions,
};

function ref(name: string): Schema {
  return { $ref: `#/$defs/${name}` };
}

function choice(...values: readonly string[]): Schema {
  return { enum: values };
}

function anyOf(...schemas: readonly Schema[]): Schema {
  return { anyOf: schemas };
}

function orNull(schema: Schema): Schema {
  return anyOf(schema, { type: 'null' });
}

function listOf(items: Schema): Schema {
  return { type: 'array', items };
}

/** An object with these properties and no others. */
function closed(required: Readonly<Record<string, Schema>>, optional: Readonly<Record<string, Schema>> = {}): Schema {
  return {
    type: 'object',
    properties: { ...required, ...optional },
    required: Object.keys(required),
    additionalProperties: false,
  };
}

/** A piece of the algebra: its kind, and what it is made of. */
function node(kinds: readonly string[], parts: Readonly<Record<string, Schema>>): Schema {
  return closed({ kind: choice(...kinds), ...parts });
}

function aggregate(kinds: readonly string[], parts: Readonly<Record<string, Schema>>): Schema {
  return node(kinds, { name: nameOfPart, ...parts, records });
}
