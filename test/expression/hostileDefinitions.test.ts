import { afterEach, describe, expect, it } from 'vitest';
import { constant, divide, named, plus } from '../../src/expression/arithmetic.ts';
import type { Expression } from '../../src/expression/expression.ts';
import { defineKpi } from '../../src/expression/kpi.ts';
import { dealCount, deals, refused, refusedCondition, refusedFormula, sampleDefinition } from './sampleDefinition.ts';

const endless = 'defineKpi: expected a formula that ends; this one contains itself, or is too deep or too large';

afterEach(() => {
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
});

describe('a definition without end', () => {
  it('may contain itself', () => {
    const cyclic: Record<string, unknown> = { kind: 'plus', left: dealCount };
    cyclic['right'] = cyclic;
    expect(refusedFormula(cyclic).message).toBe(endless);
    expect(refusedFormula(cyclic).code).toBe('invalid-definition');
  });

  it('may contain itself in a condition', () => {
    const cyclic: Record<string, unknown> = { kind: 'not' };
    cyclic['condition'] = cyclic;
    expect(refusedCondition(cyclic).message).toBe(endless);
  });

  it('may be a million deep', () => {
    let formula: Expression = constant(1);
    for (let depth = 0; depth < 1_000_000; depth++) formula = plus(formula, 1);
    expect(refusedFormula(formula).message).toBe(endless);
    expect(refused({ variants: { deep: { differs: 'Deep.', formula } } }).message).toBe(endless);
  });

  it('may double sixty times', () => {
    let formula: Expression = constant(1);
    for (let level = 0; level < 60; level++) formula = plus(formula, formula);
    expect(refusedFormula(formula).message).toBe(endless);
  });

  it('may be too large', () => {
    const conditions = Array.from({ length: 100_001 }, () => ({ kind: 'missing', field: 'amount' }));
    expect(refusedCondition({ kind: 'all', conditions }).message).toBe(endless);
  });

  it('may be as deep as anyone needs', () => {
    let formula: Expression = constant(1);
    for (let depth = 0; depth < 90; depth++) formula = named('step', plus(formula, 1));
    expect(() => defineKpi({ ...sampleDefinition, formula } as never)).not.toThrow();
  });
});

describe('names that objects have by birth', () => {
  it('are no definition', () => {
    const parsed: unknown = JSON.parse(`{ "__proto__": ${JSON.stringify({ ...sampleDefinition, polluted: true })} }`);
    expect(refused({ ...(parsed as object), id: undefined }).issues.map(({ path }) => path)).toEqual(['id']);
    const formula: unknown = JSON.parse(
      `{ "kind": "count", "name": "deals", "__proto__": { "records": ${JSON.stringify(deals)}, "polluted": true } }`,
    );
    expect(refusedFormula(formula).message).toBe(
      'defineKpi: sample: formula.records: expected a set of records, got undefined',
    );
  });

  it('are no variants', () => {
    const variants: unknown = JSON.parse(
      `{ "__proto__": { "differs": "Evil.", "formula": ${JSON.stringify(dealCount)} } }`,
    );
    expect(refused({ variants }).message).toBe(
      'defineKpi: sample: variants.__proto__: expected a kebab-case name, got "__proto__"',
    );
  });

  it('are ordinary where they are allowed', () => {
    const variants = JSON.parse(
      `{ "constructor": { "differs": "Odd.", "formula": ${JSON.stringify(dealCount)} } }`,
    ) as object;
    const kpi = defineKpi({
      ...sampleDefinition,
      id: 'constructor',
      variants,
      formula: { ...dealCount, name: 'toString' },
    } as never);
    expect(kpi).toMatchObject({ key: 'constructor', variants: { constructor: { key: 'constructor/constructor' } } });
    expect(Object.keys(kpi.variants)).toEqual(['constructor']);
  });

  it('are left alone where nobody reads them', () => {
    const formula: unknown = JSON.parse(
      JSON.stringify(dealCount).replace('{', '{ "__proto__": { "polluted": true }, '),
    );
    const kpi = defineKpi({ ...sampleDefinition, formula } as never);
    expect(Object.getPrototypeOf(kpi.formula)).toBe(Object.prototype);
    expect((kpi.formula as unknown as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});

it('does not stumble over a bigint in a field that nobody reads', () => {
  const odd = { ...dealCount, note: 5n };
  expect(() =>
    defineKpi({ ...sampleDefinition, formula: { kind: 'named', name: 'n', formula: odd } } as never),
  ).not.toThrow();
});

it('works with objects that have no prototype, and freezes copies of those too', () => {
  const bare: unknown = Object.assign(Object.create(null) as object, dealCount);
  const kpi = defineKpi({ ...sampleDefinition, formula: bare } as never);
  expect(kpi.formula).not.toBe(bare);
  expect(Object.isFrozen(kpi.formula)).toBe(true);
  expect(Object.isFrozen(bare)).toBe(false);
});

it('builds ten thousand levels of quotients and refuses them', () => {
  let formula: Expression = constant(1);
  for (let depth = 0; depth < 10_000; depth++) formula = divide(1, formula);
  expect(refusedFormula(formula).message).toBe(endless);
});
