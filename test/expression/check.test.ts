import { describe, expect, it } from 'vitest';
import { checkFormula } from '../../src/expression/check.ts';
import { defineKpi, isDefined } from '../../src/expression/kpi.ts';
import {
  amountField,
  cycle,
  dealCount,
  deals,
  followed,
  refusalOf,
  refused,
  refusedDefinition,
  refusedFormula,
  sampleDefinition,
  value,
} from './sampleDefinition.ts';

const units = 'expected a unit such as "ratio" or "currency"';

const trimmed = { kind: 'trimmed-mean', name: 'typical', of: { kind: 'field', field: 'quantity' }, records: deals };

describe('a definition as a whole', () => {
  it('is accepted when everything is right', () => {
    expect(() => defineKpi(sampleDefinition as never)).not.toThrow();
    const withEverything = {
      levels: [],
      related: [],
      pitfalls: [],
      variants: { 'by-value': { differs: 'Sums.', formula: value, unit: 'currency', examples: [] } },
    };
    expect(() => defineKpi({ ...sampleDefinition, ...withEverything } as never)).not.toThrow();
  });

  it.each([
    [undefined, 'undefined'],
    [null, 'null'],
    ['win-rate', '"win-rate"'],
    [[sampleDefinition], 'an array of 1'],
    [() => sampleDefinition, 'a function'],
    [7n, '7n'],
    [Symbol('x'), 'a symbol'],
  ])('must be an object', (definition, shown) => {
    const error = refusedDefinition(definition);
    expect(error.message).toBe(`defineKpi: expected an object, got ${shown}`);
    expect(error.code).toBe('invalid-definition');
    expect(error.issues).toEqual([]);
  });

  it.each([
    ['id', 'Win rate', 'id: expected a kebab-case name such as "win-rate", got "Win rate"', 'Win rate'],
    ['id', '__proto__', 'id: expected a kebab-case name such as "win-rate", got "__proto__"', '__proto__'],
    ['id', 'win-rate\n', 'id: expected a kebab-case name such as "win-rate", got "win-rate\\n"', 'win-rate\n'],
    ['id', '\ud800', 'id: expected a kebab-case name such as "win-rate", got "\\ud800"', '\ud800'],
    ['id', 12, 'id: expected a kebab-case name such as "win-rate", got 12', 'definition'],
    ['name', '', 'name: expected a sentence, got ""', 'sample'],
    ['question', undefined, 'question: expected a sentence, got undefined', 'sample'],
    ['counts', 5, 'counts: expected a sentence, got 5', 'sample'],
    ['undefinedWhen', null, 'undefinedWhen: expected a sentence, got null', 'sample'],
    [
      'category',
      'outcomes',
      'category: expected one of activity, efficiency, outcome, got "outcomes"; did you mean "outcome"?',
      'sample',
    ],
    ['indicator', 'late', 'indicator: expected one of leading, lagging, got "late"', 'sample'],
    ['cadence', 'yearly', 'cadence: expected one of weekly, monthly, quarterly, got "yearly"', 'sample'],
    ['better', true, 'better: expected one of higher, lower, depends, got true', 'sample'],
    ['unit', 'percent', `unit: ${units}, got "percent"`, 'sample'],
    ['unit', 'constructor', `unit: ${units}, got "constructor"`, 'sample'],
    ['unit', '__proto__', `unit: ${units}, got "__proto__"`, 'sample'],
    ['examples', {}, 'examples: expected a list, got an object without fields', 'sample'],
    ['sources', 'book', 'sources: expected a list, got "book"', 'sample'],
    ['levels', 'high', 'levels: expected a list, got "high"', 'sample'],
    ['related', null, 'related: expected a list, got null', 'sample'],
    ['pitfalls', 1, 'pitfalls: expected a list, got 1', 'sample'],
    ['variants', [], 'variants: expected an object of variants by name, got an array of 0', 'sample'],
    ['variants', null, 'variants: expected an object of variants by name, got null', 'sample'],
    ['formula', undefined, 'formula: expected a formula, got undefined', 'sample'],
    ['formula', [dealCount], 'formula: expected a formula, got an array of 1', 'sample'],
  ])('refuses %s %j', (field, found, message, named) => {
    const error = refused({ [field]: found });
    expect(error.message).toBe(`defineKpi: ${named}: ${message}`);
    expect(error.code).toBe('invalid-definition');
    expect(error.issues).toEqual([{ code: 'invalid-definition', path: field, message }]);
  });

  it.each([
    ['By value', { differs: 'x', formula: dealCount }, 'variants.By value: expected a kebab-case name, got "By value"'],
    ['by-value', 'x', 'variants.by-value: expected an object with differs and formula, got "x"'],
    ['by-value', { differs: '', formula: dealCount }, 'variants.by-value.differs: expected a sentence, got ""'],
    ['by-value', { differs: 5, formula: dealCount }, 'variants.by-value.differs: expected a sentence, got 5'],
    ['by-value', { differs: 'x', formula: 5 }, 'variants.by-value.formula: expected a formula, got 5'],
    ['by-value', { differs: 'x', formula: dealCount, unit: '%' }, `variants.by-value.unit: ${units}, got "%"`],
    [
      'by-value',
      { differs: 'x', formula: dealCount, examples: 1 },
      'variants.by-value.examples: expected a list, got 1',
    ],
  ])('refuses a variant %j', (name, variant, message) => {
    expect(refused({ variants: { [name]: variant } }).message).toBe(`defineKpi: sample: ${message}`);
  });

  it('lists every problem at once: ten in the message, all of them in the issues', () => {
    const error = refusedDefinition({ id: 'Sample', formula: { kind: 'summ' }, variants: 5 });
    expect(error.message).toBe(
      'defineKpi: Sample: id: expected a kebab-case name such as "win-rate", got "Sample"; ' +
        'name: expected a sentence, got undefined; question: expected a sentence, got undefined; ' +
        'counts: expected a sentence, got undefined; undefinedWhen: expected a sentence, got undefined; ' +
        'category: expected one of activity, efficiency, outcome, got undefined; ' +
        'indicator: expected one of leading, lagging, got undefined; ' +
        'cadence: expected one of weekly, monthly, quarterly, got undefined; ' +
        'better: expected one of higher, lower, depends, got undefined; ' +
        `unit: ${units}, got undefined; and 4 more problems`,
    );
    expect(error.issues.map(({ path }) => path)).toEqual([
      'id',
      'name',
      'question',
      'counts',
      'undefinedWhen',
      'category',
      'indicator',
      'cadence',
      'better',
      'unit',
      'formula.kind',
      'examples',
      'sources',
      'variants',
    ]);
  });

  it('counts the rest of twelve problems', () => {
    const conditions = Array.from({ length: 12 }, (_, index) => ({ kind: 'missing', field: `x${index}` }));
    const error = refusedFormula({ ...dealCount, records: { ...deals, where: conditions } });
    expect(error.issues).toHaveLength(12);
    const shown = Array.from(
      { length: 10 },
      (_, index) => `formula.records.where[${index}].field: opportunities have no field "x${index}"`,
    );
    expect(error.message).toBe(`defineKpi: sample: ${shown.join('; ')}; and 2 more problems`);
  });
});

describe('a formula', () => {
  const noFormula = { kind: 'constant', value: '1', unit: 'apples' };

  it.each([
    [
      'kind',
      {},
      'formula.kind: expected one of count, distinct, sum, mean, minimum, maximum, percentile, trimmed-mean, first, last, per-entity, per-period, period-length, parameter, constant, plus, minus, times, lesser, greater, divide, power, root, rounded, named, in-period, overall, got undefined',
    ],
    [
      'kind',
      { kind: 'counts' },
      'formula.kind: expected one of count, distinct, sum, mean, minimum, maximum, percentile, trimmed-mean, first, last, per-entity, per-period, period-length, parameter, constant, plus, minus, times, lesser, greater, divide, power, root, rounded, named, in-period, overall, got "counts"; did you mean "count"?',
    ],
    [
      'kind',
      { kind: 'toString' },
      'formula.kind: expected one of count, distinct, sum, mean, minimum, maximum, percentile, trimmed-mean, first, last, per-entity, per-period, period-length, parameter, constant, plus, minus, times, lesser, greater, divide, power, root, rounded, named, in-period, overall, got "toString"',
    ],
    [
      'constant',
      { kind: 'constant', value: '1e9000000', unit: 'count' },
      'formula.value: expected a decimal as text, got "1e9000000"',
    ],
    [
      'constant',
      { kind: 'constant', value: '1,000', unit: 'count' },
      'formula.value: expected a decimal as text, got "1,000"',
    ],
    ['constant', { kind: 'constant', value: 12, unit: 'count' }, 'formula.value: expected a decimal as text, got 12'],
    ['constant', { kind: 'constant', value: 12n, unit: 'count' }, 'formula.value: expected a decimal as text, got 12n'],
    ['constant', noFormula, `formula.unit: ${units}, got "apples"`],
    [
      'parameter',
      { kind: 'parameter', name: '', default: '1', unit: 'count' },
      'formula.name: expected a name, got ""',
    ],
    [
      'parameter',
      { kind: 'parameter', name: '__proto__', default: '1', unit: 'count' },
      'formula.name: expected a name, got "__proto__"',
    ],
    ['parameter', { kind: 'parameter', name: 5, default: '1', unit: 'count' }, 'formula.name: expected a name, got 5'],
    [
      'parameter',
      { kind: 'parameter', name: 'p', default: 'NaN', unit: 'count' },
      'formula.default: expected a decimal as text, got "NaN"',
    ],
    [
      'parameter',
      { kind: 'parameter', name: 'p', default: 1, unit: 'count' },
      'formula.default: expected a decimal as text, got 1',
    ],
    ['parameter', { kind: 'parameter', name: 'p', default: '1', unit: 'euros' }, `formula.unit: ${units}, got "euros"`],
    ['operand', { kind: 'plus', left: 3, right: dealCount }, 'formula.left: expected a formula, got 3'],
    ['operand', { kind: 'times', left: dealCount, right: 'x' }, 'formula.right: expected a formula, got "x"'],
    [
      'divide',
      { kind: 'divide', left: dealCount, right: dealCount, zero: 'zero' },
      'formula.zero: expected one of no-denominator, base-not-positive, unbounded, target-met, got "zero"',
    ],
    [
      'named',
      { kind: 'named', name: 'Won Deals', formula: dealCount },
      'formula.name: expected a name such as "won" or "win-rate", got "Won Deals"',
    ],
    [
      'named',
      { kind: 'named', name: '__proto__', formula: dealCount },
      'formula.name: expected a name such as "won" or "win-rate", got "__proto__"',
    ],
    [
      'named',
      { kind: 'named', name: '\udfff', formula: dealCount },
      'formula.name: expected a name such as "won" or "win-rate", got "\\udfff"',
    ],
    ['named', { kind: 'named', name: 'a', formula: null }, 'formula.formula: expected a formula, got null'],
    [
      'in-period',
      { kind: 'in-period', change: 5, formula: dealCount },
      'formula.change: expected a change of period, got 5',
    ],
    [
      'in-period',
      { kind: 'in-period', change: { kind: 'later' }, formula: dealCount },
      'formula.change: expected one of previous, next, same-last-year, trailing, to-date, got "later"',
    ],
    [
      'in-period',
      { kind: 'in-period', change: { kind: 'to-date', grain: 'fortnight' }, formula: dealCount },
      'formula.change.grain: expected one of day, week, month, quarter, year, got "fortnight"',
    ],
    [
      'in-period',
      { kind: 'in-period', change: { kind: 'trailing', grain: 'custom', count: 3 }, formula: dealCount },
      'formula.change.grain: expected one of day, week, month, quarter, year, got "custom"',
    ],
    [
      'in-period',
      { kind: 'in-period', change: { kind: 'trailing', grain: 'month', count: 0 }, formula: dealCount },
      'formula.change.count: expected a whole number from 1 to 1000, or a parameter, got 0',
    ],
    [
      'in-period',
      { kind: 'in-period', change: { kind: 'trailing', grain: 'month', count: 1001 }, formula: dealCount },
      'formula.change.count: expected a whole number from 1 to 1000, or a parameter, got 1001',
    ],
    [
      'in-period',
      { kind: 'in-period', change: { kind: 'trailing', grain: 'month', count: '3' }, formula: dealCount },
      'formula.change.count: expected a whole number from 1 to 1000, or a parameter, got "3"',
    ],
    [
      'in-period',
      { kind: 'in-period', change: { kind: 'trailing', grain: 'month', count: 1.5 }, formula: dealCount },
      'formula.change.count: expected a whole number from 1 to 1000, or a parameter, got 1.5',
    ],
    [
      'in-period',
      { kind: 'in-period', change: { kind: 'previous', count: 0 }, formula: dealCount },
      'formula.change.count: expected a whole number from 1 to 1000, or a parameter, got 0',
    ],
    [
      'in-period',
      { kind: 'in-period', change: { kind: 'same-last-year', count: undefined }, formula: dealCount },
      'formula.change.count: expected a whole number from 1 to 1000, or a parameter, got undefined',
    ],
    [
      'in-period',
      {
        kind: 'in-period',
        change: { kind: 'previous', count: { kind: 'parameter', name: 'n', default: '1.5', unit: 'count' } },
        formula: dealCount,
      },
      'formula.change.count: expected a whole number from 1 to 1000, got "1.5"',
    ],
    [
      'in-period',
      {
        kind: 'in-period',
        change: { kind: 'next', count: { kind: 'parameter', name: 'n', default: 3, unit: 'count' } },
        formula: dealCount,
      },
      'formula.change.count.default: expected a decimal as text, got 3',
    ],
    [
      'aggregate',
      { ...dealCount, name: 'x y' },
      'formula.name: expected a name such as "won" or "win-rate", got "x y"',
    ],
    ['aggregate', { ...dealCount, name: 5n }, 'formula.name: expected a name such as "won" or "win-rate", got 5n'],
    [
      'distinct',
      { kind: 'distinct', name: 'd', field: 'amount', records: deals },
      'formula.field: "amount" of opportunities is a number field and cannot be used as a text or date',
    ],
    [
      'distinct',
      { kind: 'distinct', name: 'd', field: 'other.kind', records: deals },
      'formula.field: "other.kind" needs a set of records joined to others by followedBy, precededBy or pairedWith',
    ],
    [
      'first',
      { kind: 'first', name: 'f', of: { kind: 'field', field: 'quantity' }, by: 'amount', records: deals },
      'formula.by: "amount" of opportunities is a number field and cannot be used as a date',
    ],
    [
      'percentile',
      {
        kind: 'percentile',
        name: 'p',
        of: { kind: 'field', field: 'quantity' },
        fraction: '1.5',
        method: 'linear',
        records: deals,
      },
      'formula.fraction: expected a fraction from 0 to 1, got "1.5"',
    ],
    [
      'percentile',
      {
        kind: 'percentile',
        name: 'p',
        of: { kind: 'field', field: 'quantity' },
        fraction: '-0.1',
        method: 'linear',
        records: deals,
      },
      'formula.fraction: expected a fraction from 0 to 1, got "-0.1"',
    ],
    [
      'percentile',
      {
        kind: 'percentile',
        name: 'p',
        of: { kind: 'field', field: 'quantity' },
        fraction: '1.000000000000000000001',
        method: 'linear',
        records: deals,
      },
      'formula.fraction: expected a fraction from 0 to 1, got "1.000000000000000000001"',
    ],
    [
      'percentile',
      {
        kind: 'percentile',
        name: 'p',
        of: { kind: 'field', field: 'quantity' },
        fraction: { kind: 'parameter', name: 'share', default: '2', unit: 'ratio' },
        method: 'linear',
        records: deals,
      },
      'formula.fraction: expected a fraction from 0 to 1, got "2"',
    ],
    [
      'percentile',
      {
        kind: 'percentile',
        name: 'p',
        of: { kind: 'field', field: 'quantity' },
        fraction: 'half',
        method: 'linear',
        records: deals,
      },
      'formula.fraction: expected a decimal as text, or a parameter, got "half"',
    ],
    [
      'percentile',
      {
        kind: 'percentile',
        name: 'p',
        of: { kind: 'field', field: 'quantity' },
        fraction: 0.5,
        method: 'linear',
        records: deals,
      },
      'formula.fraction: expected a decimal as text, or a parameter, got 0.5',
    ],
    [
      'percentile',
      {
        kind: 'percentile',
        name: 'p',
        of: { kind: 'field', field: 'quantity' },
        fraction: '0.5',
        method: 'type-7',
        records: deals,
      },
      'formula.method: expected one of linear, nearest-rank, got "type-7"',
    ],
    ['quantity', { ...value, of: 'amount' }, 'formula.of: expected a quantity, got "amount"'],
    [
      'quantity',
      { ...value, of: { kind: 'fields' } },
      'formula.of.kind: expected one of field, product, span, got "fields"; did you mean "field"?',
    ],
    [
      'quantity',
      { ...value, of: { kind: 'field', field: 'amout' } },
      'formula.of.field: opportunities have no field "amout"; did you mean "amount"?',
    ],
    [
      'quantity',
      { ...value, of: { kind: 'field', field: 5 } },
      'formula.of.field: expected the name of a field, got 5',
    ],
    [
      'quantity',
      { ...value, of: { kind: 'field', field: 'closedOn' } },
      'formula.of.field: "closedOn" of opportunities is a date field and cannot be used as a number',
    ],
    [
      'quantity',
      { ...value, of: { kind: 'field', field: 'other.score' } },
      'formula.of.field: "other.score" needs a set of records joined to others by followedBy, precededBy or pairedWith',
    ],
    [
      'quantity',
      { ...value, of: { kind: 'field', field: 'other.score' }, records: followed },
      'formula.of.field: activities have no field "score"',
    ],
    [
      'quantity',
      { ...value, of: { kind: 'product', factors: [] } },
      'formula.of.factors: expected a list of quantities, got an array of 0',
    ],
    [
      'quantity',
      { ...value, of: { kind: 'product', factors: 'amount' } },
      'formula.of.factors: expected a list of quantities, got "amount"',
    ],
    [
      'quantity',
      { ...value, of: { kind: 'product', factors: ['probability', { kind: 'field', field: 'stage' }] } },
      'formula.of.factors[0]: expected a quantity, got "probability"; formula.of.factors[1].field: "stage" of opportunities is a text field and cannot be used as a number',
    ],
    [
      'quantity',
      { ...cycle, of: { kind: 'span', unit: 'weeks', from: 'createdOn', to: 'closedOn' } },
      'formula.of.unit: expected one of days, hours, months, working-days, working-hours, got "weeks"',
    ],
    [
      'quantity',
      { ...cycle, of: { kind: 'span', unit: 'weeks', from: 'createdOn', to: 'attributes.signedOn' } },
      'formula.of.unit: expected one of days, hours, months, working-days, working-hours, got "weeks"; formula.of.to: "attributes.signedOn" is a custom field and cannot be used as a date',
    ],
    [
      'quantity',
      { ...cycle, of: { kind: 'span', unit: 'hours', from: 'period.start', to: 'createdOn' } },
      'formula.of.from: "period.start" has no time of day, so there are no hours to it or from it',
    ],
    [
      'quantity',
      { ...cycle, of: { kind: 'span', unit: 'working-hours', from: 'createdOn', to: 'asOf' } },
      'formula.of.to: "asOf" has no time of day, so there are no working-hours to it or from it',
    ],
    [
      'quantity',
      { ...cycle, of: { kind: 'span', unit: 'months', from: 'createdOn', to: 'period.middle' } },
      'formula.of.to: opportunities have no field "period.middle"',
    ],
    [
      'trimmed mean',
      { ...trimmed, fraction: '0.5' },
      'formula.fraction: expected a fraction from 0 to below 0.5, got "0.5"',
    ],
    [
      'trimmed mean',
      { ...trimmed, fraction: '-0.1' },
      'formula.fraction: expected a fraction from 0 to below 0.5, got "-0.1"',
    ],
    [
      'trimmed mean',
      { ...trimmed, fraction: { kind: 'parameter', name: 'p', default: '0.75', unit: 'ratio' } },
      'formula.fraction: expected a fraction from 0 to below 0.5, got "0.75"',
    ],
    [
      'trimmed mean',
      { ...trimmed, fraction: 0.1 },
      'formula.fraction: expected a decimal as text, or a parameter, got 0.1',
    ],
  ])('refuses a wrong %s', (_what, formula, message) => {
    const error = refusedFormula(formula);
    expect(error.message).toBe(`defineKpi: sample: ${message}`);
    expect(error.code).toBe('invalid-definition');
  });

  it('over all entities stands inside a figure per entity only, as another part than that of the entity', () => {
    const overall = { kind: 'overall', formula: dealCount };
    const outside = 'a figure over all entities stands inside a figure per entity only';
    expect(refusedFormula(overall).message).toBe(`defineKpi: sample: formula: ${outside}`);
    const entities = (limit: unknown, value: unknown = dealCount): unknown => ({
      kind: 'per-entity',
      name: 'n',
      by: 'owner',
      fold: 'count',
      value: null,
      having: [{ value, comparison: 'above', limit }],
    });
    const all = { ...overall, formula: { ...dealCount, name: 'all' } };
    expect(() => defineKpi({ ...sampleDefinition, formula: entities(all) } as never)).not.toThrow();
    const inner = { kind: 'overall', formula: entities({ kind: 'constant', value: '1', unit: 'count' }) };
    expect(() => defineKpi({ ...sampleDefinition, formula: entities(inner) } as never)).not.toThrow();
    expect(refusedFormula(entities({ kind: 'overall', formula: all })).message).toBe(
      `defineKpi: sample: formula.having[0].limit.formula: ${outside}`,
    );
    expect(refusedFormula(entities({ kind: 'overall', formula: 5 })).message).toBe(
      'defineKpi: sample: formula.having[0].limit.formula: expected a formula, got 5',
    );
    expect(refusedFormula(entities('x', { kind: 'plus', left: dealCount, right: overall })).message).toContain(
      'formula.having[0].value.right.formula.name: the name "deals" is already used for another part',
    );
    // All of them are found without it.
    expect(refusedFormula(entities({ kind: 'constant', value: '1', unit: 'count' }, all)).message).toBe(
      'defineKpi: sample: formula: expected an aggregate of records in the value or a condition: without one no entity is found',
    );
  });

  it('takes any fraction from 0 to 1, both included', () => {
    const of = { kind: 'field', field: 'quantity' };
    for (const fraction of [
      '0',
      '1',
      '0.95',
      '1.0',
      '1e-3',
      '-0',
      { kind: 'parameter', name: 'p', default: '1', unit: 'ratio' },
    ]) {
      const formula = { kind: 'percentile', name: 'p', of, fraction, method: 'nearest-rank', records: deals };
      expect(() => defineKpi({ ...sampleDefinition, formula } as never)).not.toThrow();
    }
  });

  it('keeps a part name for one thing', () => {
    const other = {
      ...dealCount,
      records: { ...deals, source: 'opportunities', where: [{ kind: 'is', field: 'status', values: ['won'] }] },
    };
    expect(refusedFormula({ kind: 'plus', left: dealCount, right: other }).message).toBe(
      'defineKpi: sample: formula.right.name: the name "deals" is already used for another part',
    );
    const twice = {
      kind: 'plus',
      left: { kind: 'named', name: 'a', formula: dealCount },
      right: { kind: 'named', name: 'a', formula: other },
    };
    expect(refusedFormula(twice).message).toBe(
      'defineKpi: sample: formula.right.name: the name "a" is already used for another part',
    );
    const before = { kind: 'in-period', change: { kind: 'previous' }, formula: dealCount };
    expect(refusedFormula({ kind: 'minus', left: dealCount, right: before }).message).toBe(
      'defineKpi: sample: formula.right.formula.name: the name "deals" is already used for another part',
    );
    expect(() =>
      defineKpi({ ...sampleDefinition, formula: { kind: 'plus', left: before, right: before } } as never),
    ).not.toThrow();
    const namedBefore = { kind: 'named', name: 'before', formula: before };
    expect(() =>
      defineKpi({ ...sampleDefinition, formula: { kind: 'minus', left: dealCount, right: namedBefore } } as never),
    ).not.toThrow();
    // The same thing twice is one part, whatever the order of its keys.
    const reordered = Object.fromEntries(Object.entries(dealCount).reverse());
    expect(() =>
      defineKpi({ ...sampleDefinition, formula: { kind: 'plus', left: dealCount, right: reordered } } as never),
    ).not.toThrow();
    // Names inside a named operand are its own.
    const inside = { kind: 'named', name: 'inner', formula: other };
    expect(() =>
      defineKpi({ ...sampleDefinition, formula: { kind: 'plus', left: dealCount, right: inside } } as never),
    ).not.toThrow();
  });
});

describe('a figure per entity', () => {
  const perEntity = { kind: 'per-entity', name: 'reps', by: 'owner', fold: 'count', value: null, having: [] };
  const observed = { value: dealCount, comparison: 'above', limit: { kind: 'constant', value: '0', unit: 'count' } };

  it.each([
    [
      perEntity,
      'formula: expected an aggregate of records in the value or a condition: without one no entity is found',
    ],
    [{ ...perEntity, name: '' }, 'formula.name: expected a name such as "won" or "win-rate", got ""'],
    [
      { ...perEntity, by: 'ownr' },
      'formula.by: expected a dimension such as "owner", got "ownr"; did you mean "owner"?',
    ],
    [{ ...perEntity, by: 'colour' }, 'formula.by: expected a dimension such as "owner", got "colour"'],
    [{ ...perEntity, by: null }, 'formula.by: expected a dimension such as "owner", got null'],
    [
      { ...perEntity, fold: 'average', value: dealCount },
      'formula.fold: expected one of count, sum, mean, median, minimum, maximum, product, kaplan-meier-median, got "average"',
    ],
    [
      { ...perEntity, value: dealCount },
      'formula.value: expected null for a count, got an object with "kind", "name", "records"',
    ],
    [{ ...perEntity, fold: 'mean' }, 'formula.value: expected a formula, got null'],
    [
      { ...perEntity, fold: 'kaplan-meier-median', value: dealCount },
      'formula.observed: expected { value, comparison, limit }, got undefined',
    ],
    [
      { ...perEntity, fold: 'kaplan-meier-median', value: null, observed },
      'formula.value: expected a formula, got null',
    ],
    [
      { ...perEntity, fold: 'kaplan-meier-median', value: dealCount, observed: { ...observed, comparison: 'is' } },
      'formula.observed.comparison: expected one of above, atLeast, below, atMost, equals, got "is"',
    ],
    [
      {
        ...perEntity,
        fold: 'kaplan-meier-median',
        value: dealCount,
        observed: { ...observed, value: { ...perEntity, name: 'inner' } },
      },
      'formula.observed.value: a figure per entity cannot stand inside another',
    ],
    [
      { ...perEntity, fold: 'median', value: dealCount, observed },
      'formula.observed: expected nothing but for a kaplan-meier-median, got an object with "value", "comparison", "limit"',
    ],
    [{ ...perEntity, having: null }, 'formula.having: expected a list of conditions, got null'],
    [{ ...perEntity, having: [5] }, 'formula.having[0]: expected { value, comparison, limit }, got 5'],
    [
      { ...perEntity, having: [{ value: dealCount, comparison: '>', limit: dealCount }] },
      'formula.having[0].comparison: expected one of above, atLeast, below, atMost, equals, got ">"',
    ],
    [
      { ...perEntity, having: [{ value: 5, comparison: 'above', limit: dealCount }] },
      'formula.having[0].value: expected a formula, got 5',
    ],
    [
      { ...perEntity, having: [{ value: dealCount, comparison: 'above', limit: 5 }] },
      'formula.having[0].limit: expected a formula, got 5',
    ],
    [
      { ...perEntity, fold: 'sum', value: { ...perEntity, name: 'inner' } },
      'formula.value: a figure per entity cannot stand inside another',
    ],
    [
      { ...perEntity, fold: 'sum', value: { kind: 'named', name: 'n', formula: { ...perEntity, name: 'inner' } } },
      'formula.value.formula: a figure per entity cannot stand inside another',
    ],
    [
      { ...perEntity, having: [{ value: dealCount, comparison: 'above', limit: { ...perEntity, name: 'inner' } }] },
      'formula.having[0].limit: a figure per entity cannot stand inside another',
    ],
  ])('refuses %j', (formula, message) => {
    expect(refusedFormula(formula).message).toBe(`defineKpi: sample: ${message}`);
  });

  it('may go by a custom field, and compares with a plain number of any unit', () => {
    const limit = { kind: 'constant', value: '0', unit: 'count' };
    const formula = { ...perEntity, by: 'attributes.region', having: [{ value, comparison: 'above', limit }] };
    expect(() => defineKpi({ ...sampleDefinition, formula } as never)).not.toThrow();
  });
});

describe('a figure per period', () => {
  const perPeriod = { kind: 'per-period', name: 'months', grain: 'month', fold: 'count', value: null, having: [] };

  it.each([
    [{ ...perPeriod, name: '' }, 'formula.name: expected a name such as "won" or "win-rate", got ""'],
    [
      { ...perPeriod, grain: 'fortnight' },
      'formula.grain: expected one of day, week, month, quarter, year, got "fortnight"',
    ],
    [
      { ...perPeriod, fold: 'average', value: dealCount },
      'formula.fold: expected one of count, sum, mean, median, minimum, maximum, product, got "average"',
    ],
    [
      { ...perPeriod, value: dealCount },
      'formula.value: expected null for a count, got an object with "kind", "name", "records"',
    ],
    [{ ...perPeriod, fold: 'mean' }, 'formula.value: expected a formula, got null'],
    [{ ...perPeriod, having: [5] }, 'formula.having[0]: expected { value, comparison, limit }, got 5'],
    [{ ...perPeriod, fold: 'product', value }, 'formula: cannot multiply an unknown number of currency'],
    [
      {
        kind: 'per-entity',
        name: 'reps',
        by: 'owner',
        fold: 'sum',
        having: [],
        value: {
          ...perPeriod,
          fold: 'sum',
          value: { kind: 'per-entity', name: 'inner', by: 'owner', fold: 'count', value: null, having: [] },
        },
      },
      'formula.value.value: a figure per entity cannot stand inside another',
    ],
  ])('refuses %j', (formula, message) => {
    expect(refusedFormula(formula).message).toBe(`defineKpi: sample: ${message}`);
  });

  it('needs no aggregate, and may stand inside another', () => {
    const formula = { ...perPeriod, fold: 'sum', value: { ...perPeriod, name: 'weeks', grain: 'week' } };
    expect(() => defineKpi({ ...sampleDefinition, formula } as never)).not.toThrow();
  });
});

describe('a rounding', () => {
  const rounding = { kind: 'rounded', formula: dealCount, digits: 2, mode: 'half-up' };

  it.each([
    [{ ...rounding, formula: null }, 'formula.formula: expected a formula, got null'],
    [{ ...rounding, digits: 101 }, 'formula.digits: expected a whole number from -100 to 100, got 101'],
    [{ ...rounding, digits: 0.5 }, 'formula.digits: expected a whole number from -100 to 100, got 0.5'],
    [{ ...rounding, digits: '2' }, 'formula.digits: expected a whole number from -100 to 100, got "2"'],
    [
      { ...rounding, mode: 'half' },
      'formula.mode: expected one of half-even, half-up, half-down, up, down, ceiling, floor, got "half"; did you mean "half-up"?',
    ],
    [{ ...rounding, formula: cycle }, 'formula: the formula gives days, but the unit is "count" (a plain number)'],
  ])('refuses %j', (formula, message) => {
    expect(refusedFormula(formula).message).toBe(`defineKpi: sample: ${message}`);
  });

  it.each([rounding, { ...rounding, digits: -100, mode: 'floor' }, { ...rounding, digits: 100 }])(
    'accepts %j',
    (formula) => {
      expect(() => defineKpi({ ...sampleDefinition, formula } as never)).not.toThrow();
    },
  );

  it('keeps the unit of what it rounds', () => {
    const formula = { ...rounding, formula: value };
    expect(() => defineKpi({ ...sampleDefinition, unit: 'currency', formula } as never)).not.toThrow();
  });
});

describe('lengths, powers and roots', () => {
  const length = { kind: 'period-length', name: 'days', unit: 'days', days: 'whole' };
  const perDay = (left: unknown): unknown => ({
    kind: 'divide',
    left,
    right: { kind: 'constant', value: '1', unit: 'days' },
    zero: 'no-denominator',
  });
  const power = { kind: 'power', base: dealCount, exponent: '2' };

  it.each([
    [perDay({ ...length, name: 1 }), 'formula.left.name: expected a name such as "won" or "win-rate", got 1'],
    [perDay({ ...length, unit: 'hours' }), 'formula.left.unit: expected one of days, working-days, got "hours"'],
    [perDay({ ...length, days: 'all' }), 'formula.left.days: expected one of whole, elapsed, remaining, got "all"'],
    [length, 'formula: the formula gives days, but the unit is "count" (a plain number)'],
    [{ ...power, exponent: '-1' }, 'formula.exponent: expected a whole number from 0 to 1000, got "-1"'],
    [{ ...power, exponent: '0.5' }, 'formula.exponent: expected a whole number from 0 to 1000, got "0.5"'],
    [{ ...power, exponent: '1001' }, 'formula.exponent: expected a whole number from 0 to 1000, got "1001"'],
    [{ ...power, kind: 'root', exponent: '0' }, 'formula.exponent: expected a whole number from 1 to 1000, got "0"'],
    [
      { ...power, exponent: { kind: 'parameter', name: 'n', default: '1.5', unit: 'count' } },
      'formula.exponent: expected a whole number from 0 to 1000, got "1.5"',
    ],
    [{ ...power, base: value }, 'formula: cannot take a power of currency'],
    [{ ...power, kind: 'root', base: cycle }, 'formula: cannot take a root of days'],
    [{ ...power, base: 5 }, 'formula.base: expected a formula, got 5'],
  ])('refuses %j', (formula, message) => {
    expect(refusedFormula(formula).message).toBe(`defineKpi: sample: ${message}`);
  });

  it.each([
    { ...power, exponent: '0' },
    { ...power, exponent: '1000' },
    { ...power, kind: 'root', exponent: '1' },
    { ...power, exponent: { kind: 'parameter', name: 'n', default: '3', unit: 'count' } },
  ])('accepts %j', (formula) => {
    expect(() => defineKpi({ ...sampleDefinition, formula } as never)).not.toThrow();
  });
});

describe('units', () => {
  const hours = { ...cycle, name: 'response', of: { kind: 'span', unit: 'hours', from: 'createdOn', to: 'closedOn' } };

  it.each([
    [{ kind: 'plus', left: cycle, right: value }, 'formula: cannot add days and currency'],
    [{ kind: 'minus', left: value, right: dealCount }, 'formula: cannot subtract currency and a plain number'],
    [{ kind: 'lesser', left: cycle, right: hours }, 'formula: cannot compare days and hours'],
    [{ kind: 'greater', left: dealCount, right: value }, 'formula: cannot compare a plain number and currency'],
    [value, 'formula: the formula gives currency, but the unit is "count" (a plain number)'],
    [
      { kind: 'divide', left: value, right: cycle, zero: 'no-denominator' },
      'formula: the formula gives currency per day, but the unit is "count" (a plain number)',
    ],
    [
      { kind: 'times', left: value, right: value },
      'formula: the formula gives currency to the power of 2, but the unit is "count" (a plain number)',
    ],
    [
      {
        ...value,
        of: {
          kind: 'product',
          factors: [
            { kind: 'field', field: 'amount' },
            { kind: 'field', field: 'listAmount' },
          ],
        },
      },
      'formula: the formula gives currency to the power of 2, but the unit is "count" (a plain number)',
    ],
    [
      {
        ...value,
        of: {
          kind: 'product',
          factors: [
            { kind: 'field', field: 'amount' },
            { kind: 'span', unit: 'working-days', from: 'createdOn', to: 'asOf' },
          ],
        },
      },
      'formula: the formula gives currency times days, but the unit is "count" (a plain number)',
    ],
    [
      { ...value, of: { kind: 'span', unit: 'months', from: 'createdOn', to: 'period.end' } },
      'formula: the formula gives months, but the unit is "count" (a plain number)',
    ],
    [
      {
        ...value,
        kind: 'trimmed-mean',
        of: { kind: 'span', unit: 'working-hours', from: 'createdOn', to: 'closedOn' },
        fraction: '0',
      },
      'formula: the formula gives hours, but the unit is "count" (a plain number)',
    ],
    [
      { kind: 'divide', left: { kind: 'constant', value: '1', unit: 'count' }, right: hours, zero: 'no-denominator' },
      'formula: the formula gives one per hour, but the unit is "count" (a plain number)',
    ],
    [
      {
        kind: 'per-entity',
        name: 'e',
        by: 'owner',
        fold: 'count',
        value: null,
        having: [{ value, comparison: 'above', limit: cycle }],
      },
      'formula.having[0]: cannot compare currency and days',
    ],
    [
      { kind: 'per-entity', name: 'e', by: 'owner', fold: 'mean', value, having: [] },
      'formula: the formula gives currency, but the unit is "count" (a plain number)',
    ],
  ])('refuses what does not fit (%#)', (formula, message) => {
    const error = refusedFormula(formula);
    expect(error.message).toBe(`defineKpi: sample: ${message}`);
    expect(error.code).toBe('unit-mismatch');
    expect(error.issues.map(({ code }) => code)).toEqual(['unit-mismatch']);
  });

  it('are those of the variant where it has its own', () => {
    const variants = { 'by-value': { differs: 'Sums.', formula: value } };
    expect(refused({ variants }).message).toBe(
      'defineKpi: sample: variants.by-value.formula: the formula gives currency, but the unit is "count" (a plain number)',
    );
    const own = { 'by-value': { differs: 'Sums.', formula: value, unit: 'currency' } };
    expect(() => defineKpi({ ...sampleDefinition, variants: own } as never)).not.toThrow();
  });

  it('are one problem among others: the code is that of the others', () => {
    const error = refused({ name: '', formula: value });
    expect(error.code).toBe('invalid-definition');
    expect(error.issues.map(({ code }) => code)).toEqual(['invalid-definition', 'unit-mismatch']);
  });

  it('are not asked of what has a problem already', () => {
    expect(
      refusedFormula({ kind: 'plus', left: { ...value, of: { kind: 'field', field: 'x' } }, right: cycle }).message,
    ).toBe('defineKpi: sample: formula.left.of.field: opportunities have no field "x"');
    expect(refused({ unit: 'x', formula: value }).issues).toHaveLength(1);
  });

  it('of custom fields are unknown, so that they count as plain numbers', () => {
    const formula = {
      ...value,
      of: {
        kind: 'product',
        factors: [
          { kind: 'field', field: 'attributes.seats' },
          { kind: 'field', field: 'quantity' },
        ],
      },
    };
    expect(() => defineKpi({ ...sampleDefinition, formula } as never)).not.toThrow();
  });
});

describe('a parameter', () => {
  const weeks = { kind: 'parameter', name: 'weeks', default: '2', unit: 'count' };
  const plus = (left: unknown, right: unknown): unknown => ({ kind: 'plus', left, right });
  const used = 'the parameter "weeks" is already used with another default, unit or kind';
  const stageIs = (parameter: unknown): unknown => ({
    ...dealCount,
    records: { ...deals, where: [{ kind: 'is', field: 'stage', values: [parameter] }] },
  });
  const text = { kind: 'text-parameter', name: 'weeks', default: '2' };

  it('may stand in several places, and be another in a variant', () => {
    const other = { differs: 'Three.', formula: plus(dealCount, { ...weeks, default: '3' }) };
    const formula = plus(plus(weeks, dealCount), { ...weeks });
    expect(() => defineKpi({ ...sampleDefinition, formula, variants: { other } } as never)).not.toThrow();
  });

  it.each([
    ['default', plus(weeks, { ...weeks, default: '3' }), 'formula.right'],
    ['unit', plus(weeks, { ...weeks, unit: 'ratio' }), 'formula.right'],
    ['kind', plus(weeks, stageIs(text)), 'formula.right.records.where[0].values'],
    [
      'text',
      plus(stageIs(text), { ...(stageIs({ ...text, default: '3' }) as object), name: 'more' }),
      'formula.right.records.where[0].values',
    ],
  ])('has one %s in a formula', (_, formula, path) => {
    expect(refusedFormula(formula).message).toBe(`defineKpi: sample: ${path}: ${used}`);
  });

  it('of a text has a text by default, or any', () => {
    for (const byDefault of ['demo', null])
      expect(() =>
        defineKpi({ ...sampleDefinition, formula: stageIs({ ...text, default: byDefault }) } as never),
      ).not.toThrow();
    for (const [byDefault, shown] of [
      ['', '""'],
      [5, '5'],
      [undefined, 'undefined'],
    ])
      expect(refusedFormula(stageIs({ ...text, default: byDefault })).message).toBe(
        `defineKpi: sample: formula.records.where[0].values.default: expected a text, or null for any, got ${shown}`,
      );
  });

  it('has a name that is a text', () => {
    expect(refusedFormula({ ...weeks, name: ['weeks'] }).message).toBe(
      'defineKpi: sample: formula.name: expected a name, got an array of 1',
    );
    expect(refusedFormula(stageIs({ ...text, name: ['weeks'] })).message).toBe(
      'defineKpi: sample: formula.records.where[0].values.name: expected a name, got an array of 1',
    );
  });
});

describe('a change of period', () => {
  const changed = (change: unknown, formula: unknown = dealCount): unknown => ({ kind: 'in-period', change, formula });
  const minus = (left: unknown, right: unknown): unknown => ({ kind: 'minus', left, right });

  it('makes another thing of the same name, unless it is the same change', () => {
    const [previous, earlier] = [{ kind: 'previous' }, { kind: 'same-last-year' }];
    const same = minus(changed(previous), changed({ ...previous }));
    expect(() => defineKpi({ ...sampleDefinition, formula: same } as never)).not.toThrow();
    const used = 'the name "deals" is already used for another part';
    expect(refusedFormula(minus(changed(previous), changed(earlier))).message).toBe(
      `defineKpi: sample: formula.right.formula.name: ${used}`,
    );
    expect(refusedFormula(minus(dealCount, changed(previous))).message).toBe(
      `defineKpi: sample: formula.right.formula.name: ${used}`,
    );
  });

  it('needs a count where it is trailing, and has none where it is to date', () => {
    const count = 'formula.change.count: expected a whole number from 1 to 1000, or a parameter';
    expect(refusedFormula(changed({ kind: 'trailing', grain: 'month' })).message).toBe(
      `defineKpi: sample: ${count}, got undefined`,
    );
    expect(() =>
      defineKpi({ ...sampleDefinition, formula: changed({ kind: 'to-date', grain: 'year', count: 0 }) } as never),
    ).not.toThrow();
    expect(refusedFormula(changed({ kind: 'previous', count: { kind: 'constant', default: '2' } })).message).toBe(
      `defineKpi: sample: ${count}, got an object with "kind", "default"`,
    );
  });
});

describe('one fault', () => {
  const number = { kind: 'parameter', name: 'n', default: 1.5, unit: 'count' };
  const percentile = {
    kind: 'percentile',
    name: 'p',
    of: { kind: 'field', field: 'quantity' },
    method: 'linear',
    records: deals,
  };
  const perEntity = { kind: 'per-entity', name: 'reps', by: 'owner', fold: 'count', value: null, having: [] };
  const unknownField = 'opportunities have no field "x"';

  it.each([
    ['formula.right: expected a formula, got "x"', { kind: 'plus', left: dealCount, right: 'x' }],
    ['formula.value: expected a formula, got 5', { ...perEntity, fold: 'product', value: 5 }],
    [
      'formula.having[0].value: expected a formula, got 5',
      { ...perEntity, having: [{ value: 5, comparison: 'above', limit: cycle }] },
    ],
    [
      'formula.exponent: expected a decimal as text, or a parameter, got 2',
      { kind: 'power', base: dealCount, exponent: 2 },
    ],
    [
      'formula.exponent: expected a decimal as text, or a parameter, got "two"',
      { kind: 'power', base: dealCount, exponent: 'two' },
    ],
    [
      'formula.exponent.default: expected a decimal as text, got 1.5',
      { kind: 'root', base: dealCount, exponent: number },
    ],
    [
      'formula.change.count.default: expected a decimal as text, got 1.5',
      { kind: 'in-period', change: { kind: 'previous', count: number }, formula: dealCount },
    ],
    ['formula.fraction: expected a decimal as text, or a parameter, got 1.5', { ...percentile, fraction: 1.5 }],
    [
      'formula.by: "amount" of opportunities is a number field and cannot be used as a date',
      { kind: 'last', name: 'l', of: { kind: 'field', field: 'quantity' }, by: 'amount', records: deals },
    ],
    [
      'formula.records.where[0].field: "other.status" needs a set of records joined to others by followedBy, precededBy or pairedWith',
      { ...dealCount, records: { ...deals, where: [{ kind: 'is', field: 'other.status', values: ['won'] }] } },
    ],
    [
      `formula.left.value.field: ${unknownField}`,
      {
        kind: 'plus',
        left: { ...perEntity, fold: 'sum', value: { ...dealCount, kind: 'distinct', field: 'x' } },
        right: dealCount,
      },
    ],
  ])('is one problem: %s', (message, formula) => {
    expect(refusedFormula(formula).issues.map((issue) => issue.message)).toEqual([message]);
  });

  it.each([
    [{ kind: 'power', base: value, exponent: '2' }],
    [{ kind: 'root', base: cycle, exponent: '2' }],
    [{ ...perEntity, fold: 'product', value }],
  ])('of units has their code (%#)', (formula) => {
    expect(refusedFormula(formula).code).toBe('unit-mismatch');
  });
});

describe('what may be counted', () => {
  it.each(['accountId', 'closedOn', 'attributes.region'])('different values of %s', (field) => {
    const formula = { kind: 'distinct', name: 'd', field, records: deals };
    expect(() => defineKpi({ ...sampleDefinition, formula } as never)).not.toThrow();
  });

  it('records of any period', () => {
    const formula = { ...dealCount, records: { ...deals, anchor: { kind: 'always' } } };
    expect(() => defineKpi({ ...sampleDefinition, formula } as never)).not.toThrow();
  });
});

describe('a formula on its own', () => {
  it('is checked as it is in a definition', () => {
    expect(() => checkFormula(value, 'calculate')).not.toThrow();
    const score = { ...value, of: { ...amountField, field: 'other.score' } };
    const surveyed = {
      ...(followed['join'] as object),
      source: 'surveys',
      key: ['accountId', 'accountId'],
      dates: ['createdOn', 'answeredOn'],
    };
    expect(() => checkFormula({ ...score, records: { ...followed, join: surveyed } }, 'calculate')).not.toThrow();
  });

  it('is refused with the place that asked', () => {
    expect(refusalOf(() => checkFormula({ kind: 'sum' }, 'calculate: mine')).message).toBe(
      'calculate: mine: formula.name: expected a name such as "won" or "win-rate", got undefined; formula.records: expected a set of records, got undefined',
    );
    const cyclic: Record<string, unknown> = { kind: 'named', name: 'a' };
    cyclic['formula'] = cyclic;
    expect(refusalOf(() => checkFormula(cyclic, 'calculate: mine'))).toMatchObject({
      code: 'invalid-definition',
      message: 'calculate: mine: expected a formula that ends; this one contains itself, or is too deep or too large',
    });
  });

  it('is at most 200 levels deep, and of 100,000 pieces', () => {
    const deep = (levels: number): unknown =>
      levels === 0
        ? { kind: 'constant', value: '1', unit: 'count' }
        : { kind: 'named', name: 'n', formula: deep(levels - 1) };
    // The formula is a piece, and so is the list.
    const large = (pieces: number): unknown => ({
      ...(deep(0) as object),
      notes: Array.from({ length: pieces - 2 }, () => ({})),
    });
    for (const formula of [deep(200), large(100_000)]) expect(() => checkFormula(formula, 'here')).not.toThrow();
    for (const formula of [deep(201), large(100_001)])
      expect(refusalOf(() => checkFormula(formula, 'here')).message).toBe(
        'here: expected a formula that ends; this one contains itself, or is too deep or too large',
      );
  });

  it('is known to be right when defineKpi made it', () => {
    const kpi = defineKpi({
      ...sampleDefinition,
      variants: { other: { differs: 'Same.', formula: dealCount } },
    } as never);
    expect(isDefined(kpi.formula)).toBe(true);
    expect(isDefined((kpi.variants as unknown as Record<string, typeof kpi>)['other']?.formula)).toBe(true);
    for (const other of [dealCount, { ...kpi.formula }, 5, null, undefined]) expect(isDefined(other)).toBe(false);
  });
});
