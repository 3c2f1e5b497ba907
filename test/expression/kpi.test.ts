import { describe, expect, it } from 'vitest';
import { defineKpi, isDefined } from '../../src/expression/kpi.ts';
import { type Plain, refusedFormula, sampleDefinition, value } from './sampleDefinition.ts';

type Definition = Parameters<typeof defineKpi>[0];

const source = { title: 'A book', address: 'https://books.example' };

function defined(changes: Plain): ReturnType<typeof defineKpi> {
  return defineKpi({ ...sampleDefinition, ...changes } as unknown as Definition);
}

describe('defineKpi', () => {
  it('gives lists that may be left out, and no variants where there are none', () => {
    expect(defined({})).toEqual({
      ...sampleDefinition,
      key: 'sample',
      variant: null,
      variants: {},
      levels: [],
      related: [],
      pitfalls: [],
    });
  });

  it('keeps the lists that are given', () => {
    const lists = {
      levels: [{ value: '3', meaning: 'Three.', source }],
      examples: [{ given: { deals: '2' }, expected: '2' }],
      sources: [source],
      related: ['win-rate'],
      pitfalls: ['Counting twice.'],
    };
    expect(defined(lists)).toMatchObject(lists);
  });

  it('gives each variant a key, a name, and its own unit or that of the KPI', () => {
    const examples = [{ given: { deals: '2' }, expected: '2' }];
    const { variants } = defined({
      variants: {
        'by-value': { differs: 'Sums amounts.', unit: 'currency', formula: value },
        again: { differs: 'In nothing.', formula: sampleDefinition['formula'], examples },
      },
    });
    expect(variants).toEqual({
      'by-value': {
        id: 'sample',
        variant: 'by-value',
        key: 'sample/by-value',
        name: 'Sample (by-value)',
        unit: 'currency',
        differs: 'Sums amounts.',
        formula: value,
        examples: [],
      },
      again: {
        id: 'sample',
        variant: 'again',
        key: 'sample/again',
        name: 'Sample (again)',
        unit: 'count',
        differs: 'In nothing.',
        formula: sampleDefinition['formula'],
        examples,
      },
    });
  });

  it('writes a bigint as text, so that the KPI is plain data', () => {
    const { formula } = defined({ formula: { kind: 'constant', value: '2', unit: 'count', note: 2n } });
    expect(JSON.parse(JSON.stringify(formula))).toMatchObject({ note: '2' });
  });
});

describe('isDefined', () => {
  it('knows the formulas that were checked, and nothing else', () => {
    const { formula } = defined({});
    expect(isDefined(formula)).toBe(true);
    for (const other of [{ ...formula }, null, undefined, 5, 'formula']) expect(isDefined(other)).toBe(false);
  });
});

describe('numbers in a formula', () => {
  const trailing = (count: number): Plain => ({
    kind: 'in-period',
    change: { kind: 'trailing', count, grain: 'day' },
    formula: sampleDefinition['formula'],
  });
  const raised = (kind: string, exponent: string): Plain => ({ kind, base: sampleDefinition['formula'], exponent });

  it('may be as small and as large as they are said to be', () => {
    for (const formula of [
      trailing(1),
      trailing(1000),
      raised('power', '0'),
      raised('power', '1000'),
      raised('root', '1'),
    ])
      expect(() => defined({ formula })).not.toThrow();
  });

  it.each([
    [trailing(0), 'formula.change.count: expected a whole number from 1 to 1000, or a parameter, got 0'],
    [trailing(1001), 'formula.change.count: expected a whole number from 1 to 1000, or a parameter, got 1001'],
    [raised('root', '0'), 'formula.exponent: expected a whole number from 1 to 1000, got "0"'],
    [raised('power', '1001'), 'formula.exponent: expected a whole number from 0 to 1000, got "1001"'],
    [raised('power', '0.5'), 'formula.exponent: expected a whole number from 0 to 1000, got "0.5"'],
  ])('are refused beyond: %#', (formula, message) => {
    expect(refusedFormula(formula).message).toBe(`defineKpi: sample: ${message}`);
  });
});
