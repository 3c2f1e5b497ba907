import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defineKpi, dictionary, entrySchema, type Formula, findKpi, type KpiId, winRate } from '../../src/index.ts';
import { formula } from '../arbitraries/formulas.ts';

const ajv = new Ajv2020({ strict: true, allowUnionTypes: true });
const validate = ajv.compile(entrySchema);
const validateFormula = ajv.compile({ $ref: `${String(entrySchema['$id'])}#/$defs/formula` });

function problems(entry: unknown): readonly (ErrorObject | string)[] {
  return validate(entry) ? [] : (validate.errors ?? ['refused']);
}

function stored(value: unknown): Record<string, unknown> {
  return JSON.parse(JSON.stringify(value)) as Record<string, unknown>;
}

describe('entrySchema', () => {
  it('is a schema of the draft that it names, and plain data', () => {
    expect(ajv.validateSchema(entrySchema)).toBe(true);
    expect(stored(entrySchema)).toEqual(entrySchema);
  });

  it.each(dictionary)('takes $id as JSON, which defineKpi reads back', (kpi) => {
    const entry = stored(kpi);
    expect(problems(entry)).toEqual([]);
    const back = defineKpi(entry as unknown as typeof winRate);
    expect(back).toEqual(kpi);
    expect(JSON.stringify(back)).toBe(JSON.stringify(findKpi(kpi.id as KpiId)));
  });

  it('takes a definition as it is written, and every value that JSON can hold', () => {
    const { key, variant, levels, related, pitfalls, variants, ...definition } = winRate;
    expect(problems(stored(definition))).toEqual([]);
    const own = defineKpi({
      ...definition,
      examples: [{ given: { won: 5n, decided: 9007199254740993n }, expected: '0' }],
    });
    expect(stored(own)['examples']).toEqual([{ given: { won: '5', decided: '9007199254740993' }, expected: '0' }]);
    expect(problems(stored(own))).toEqual([]);
    expect([key, variant, levels, related, pitfalls, variants].length).toBe(6);
  });

  it('takes every formula that defineKpi takes', () => {
    fc.assert(
      fc.property(formula(), (any) => {
        expect(validateFormula(stored(any))).toBe(true);
      }),
    );
  });

  it('refuses a formula with a piece missing or another one added', () => {
    let refused = 0;
    fc.assert(
      fc.property(formula(), fc.nat(), fc.boolean(), (any, choice, adds) => {
        const changed = stored(any);
        const pieces = objectsIn(changed);
        const piece = pieces[choice % pieces.length] ?? {};
        const keys = Object.keys(piece);
        if (adds) piece['extra'] = 1;
        else Reflect.deleteProperty(piece, keys[choice % keys.length] ?? '');
        expect(validateFormula(changed)).toBe(false);
        refused += 1;
      }),
    );
    expect(refused).toBeGreaterThan(0);
  });

  it.each<[string, Record<string, unknown>]>([
    ['an unknown unit', { unit: 'percent' }],
    ['an unknown category', { category: 'other' }],
    ['an id in camelCase', { id: 'winRate' }],
    ['a missing question', { question: undefined }],
    ['an empty name', { name: '' }],
    ['an unknown key', { owner: 'finance' }],
    ['a level without a source', { levels: [{ value: '0.3', meaning: 'Good.' }] }],
    ['a level in percent', { levels: [{ ...winRate.levels[0], value: '30%' }] }],
    ['an expectation in words', { examples: [{ given: { won: 1 }, expected: 'a lot' }] }],
    ['a variant without a difference', { variants: { other: { formula: winRate.formula } } }],
    ['an unknown source', { formula: withSource('deals') }],
  ])('refuses %s', (_, change) => {
    expect(problems(stored({ ...winRate, ...change }))).not.toEqual([]);
  });
});

function withSource(source: string): Formula {
  return JSON.parse(JSON.stringify(winRate.formula).replaceAll('"opportunities"', JSON.stringify(source))) as Formula;
}

/** Every object in plain data: each is a piece of the algebra. */
function objectsIn(value: unknown): Record<string, unknown>[] {
  if (typeof value !== 'object' || value === null) return [];
  const inner = Object.values(value).flatMap(objectsIn);
  return Array.isArray(value) ? inner : [value as Record<string, unknown>, ...inner];
}
