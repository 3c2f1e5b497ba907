import fc from 'fast-check';
import katex from 'katex';
import { describe, expect, it } from 'vitest';
import type { Formula, PerEntity, PerPeriod } from '../../src/expression/expression.ts';
import { foldTex, formulaTex, numberTex, textTex } from '../../src/expression/tex.ts';
import { operandsOf } from '../../src/expression/walk.ts';
import {
  constant,
  count,
  countEntities,
  divide,
  fallsIn,
  foldEntities,
  foldPeriods,
  greaterOf,
  inPreviousPeriod,
  inTrailing,
  kaplanMeierMedian,
  lesserOf,
  minus,
  named,
  overall,
  parameter,
  plus,
  power,
  records,
  root,
  rounded,
  sum,
  times,
  winRate,
} from '../../src/index.ts';
import { formula } from '../arbitraries/formulas.ts';

const all = records('opportunities', fallsIn('closedOn'));
const won = count('won', all);
const lost = count('lost', all);

describe('formulaTex', () => {
  it.each<[string, Formula, string]>([
    ['a part', won, '\\text{won}'],
    ['a KPI', plus(winRate, 1), '\\text{win-rate} + 1'],
    ['a quotient', divide(won, lost), '\\dfrac{\\text{won}}{\\text{lost}}'],
    ['brackets where they are needed', minus(won, plus(lost, 1)), '\\text{won} - \\left(\\text{lost} + 1\\right)'],
    ['no brackets where not', plus(won, times(lost, 2)), '\\text{won} + \\text{lost} \\times 2'],
    ['no brackets in a sum of a sum', plus(won, plus(lost, 1)), '\\text{won} + \\text{lost} + 1'],
    ['no brackets in a product of a product', times(won, times(lost, 2)), '\\text{won} \\times \\text{lost} \\times 2'],
    ['a power of a product', power(times(won, 2), 2), '\\left(\\text{won} \\times 2\\right)^{2}'],
    ['a power of a name of its own', power(named('both', plus(won, lost)), 2), '\\text{both}^{2}'],
    ['a power of all', power(overall(won), 2), '\\left(\\text{won}_{\\text{of all}}\\right)^{2}'],
    ['brackets in a product', times(plus(won, 1), lost), '\\left(\\text{won} + 1\\right) \\times \\text{lost}'],
    ['a quotient in a product', times(divide(won, 2), lost), '\\dfrac{\\text{won}}{2} \\times \\text{lost}'],
    ['a negative number', minus(won, -5), '\\text{won} - \\left(-5\\right)'],
    ['a unit', constant(30, 'days'), '30\\ \\text{days}'],
    ['one of a unit', constant(1, 'months'), '1\\ \\text{month}'],
    ['thousands', constant('1234567.891'), '1\\,234\\,567.891'],
    ['a power of ten', constant('1e40'), '1 \\times 10^{40}'],
    ['a parameter', lesserOf(won, parameter('cap', 1)), '\\min\\left(\\text{won},\\ \\textit{cap}\\right)'],
    ['the greater of two', greaterOf(won, 0), '\\max\\left(\\text{won},\\ 0\\right)'],
    ['over all entities', overall(won), '\\text{won}_{\\text{of all}}'],
    [
      'over all, once more',
      inPreviousPeriod(overall(won)),
      '\\left(\\text{won}_{\\text{of all}}\\right)_{\\text{previous period}}',
    ],
    [
      'so many periods',
      inTrailing(parameter('months', 36), 'month', won),
      '\\text{won}_{\\text{trailing months months}}',
    ],
    ['another period', inPreviousPeriod(won), '\\text{won}_{\\text{previous period}}'],
    [
      'another period of more than a name',
      inTrailing(90, 'day', divide(won, lost)),
      '\\left(\\dfrac{\\text{won}}{\\text{lost}}\\right)_{\\text{trailing 90 days}}',
    ],
    [
      'a period of a period',
      inPreviousPeriod(inTrailing(1, 'month', won)),
      '\\left(\\text{won}_{\\text{trailing 1 month}}\\right)_{\\text{previous period}}',
    ],
    [
      'a rounding',
      minus(rounded(divide(won, lost), 2), 1),
      '\\text{rounded half-up to 2 decimals}\\left(\\dfrac{\\text{won}}{\\text{lost}}\\right) - 1',
    ],
    ['a power', power(divide(won, lost), 2), '\\left(\\dfrac{\\text{won}}{\\text{lost}}\\right)^{2}'],
    ['a power of a power', power(power(won, 2), 3), '\\left(\\text{won}^{2}\\right)^{3}'],
    [
      'no brackets around a product in a product',
      times(times(won, 2), lost),
      '\\text{won} \\times 2 \\times \\text{lost}',
    ],
    ['brackets around a difference in a product', times(minus(won, 1), 2), '\\left(\\text{won} - 1\\right) \\times 2'],
    ['a root', root(won, parameter('months', 12)), '\\sqrt[\\textit{months}]{\\text{won}}'],
    ['a name of its own', named('decided', plus(won, lost)), '\\text{decided}'],
  ])('sets %s', (_, given, expected) => {
    expect(formulaTex(given)).toBe(expected);
  });

  it('sets numbers for names', () => {
    const values = new Map([
      ['won', '-4'],
      ['decided', '12000'],
    ]);
    const decided = named('decided', plus(won, lost));
    expect(formulaTex(divide(minus(1, won), inPreviousPeriod(decided)), { values })).toBe(
      '\\dfrac{1 - \\left(-4\\right)}{12\\,000}',
    );
    expect(formulaTex(minus(1, decided), { values })).toBe('1 - 12\\,000');
    // The numbers are those of the other period, so its name is gone, and with it the need of brackets.
    expect(formulaTex(power(inPreviousPeriod(decided), 2), { values })).toBe('12\\,000^{2}');
    expect(formulaTex(power(inPreviousPeriod(won), 2), { values })).toBe('\\left(-4\\right)^{2}');
  });

  it('opens names', () => {
    const decided = named('decided', plus(won, lost));
    expect(formulaTex(times(won, decided), { isOpen: () => true })).toBe(
      '\\text{won} \\times \\left(\\text{won} + \\text{lost}\\right)',
    );
  });

  it('marks pieces', () => {
    const isMarked = ({ kind }: Formula): boolean =>
      ['lesser', 'parameter', 'in-period', 'sum', 'rounded'].includes(kind);
    expect(formulaTex(lesserOf(sum('value', all, 'amount'), parameter('cap', 1, 'currency')), { isMarked })).toBe(
      '{\\color{#bc4c00}\\min}\\left({\\color{#bc4c00}\\textbf{value}},\\ {\\color{#bc4c00}\\textbf{cap}}\\right)',
    );
    expect(formulaTex(rounded(won, 0), { isMarked })).toBe(
      '{\\color{#bc4c00}\\textbf{rounded half-up to a whole number}}\\left(\\text{won}\\right)',
    );
    const isNumber = ({ kind }: Formula): boolean => kind === 'constant';
    expect(formulaTex(plus(won, 5), { isMarked: isNumber })).toBe('\\text{won} + {\\color{#bc4c00}\\mathbf{5}}');
    expect(formulaTex(constant(30, 'days'), { isMarked: isNumber })).toBe(
      '{\\color{#bc4c00}\\mathbf{30\\ \\textbf{days}}}',
    );
    expect(formulaTex(inPreviousPeriod(won), { isMarked })).toBe(
      '\\text{won}_{{\\color{#bc4c00}\\textbf{previous period}}}',
    );
  });
});

describe('foldTex', () => {
  it.each<[string, Formula, string]>([
    [
      'a count',
      countEntities('good', 'owner', [divide(won, lost), 'atLeast', 1], [won, 'above', 0]),
      '\\#\\left\\lbrace \\text{owner} \\,:\\, {\\text{won} / \\text{lost} \\ge 1},\\ {\\text{won} \\gt 0} \\right\\rbrace',
    ],
    [
      'brackets in a line',
      countEntities('good', 'owner', [divide(won, divide(lost, 2)), 'below', plus(1, 1)]),
      '\\#\\left\\lbrace \\text{owner} \\,:\\, {\\text{won} / \\left(\\text{lost} / 2\\right) \\lt 1 + 1} \\right\\rbrace',
    ],
    [
      'a median',
      foldEntities('middle', 'owner', 'median', divide(won, lost)),
      '\\underset{\\text{owner}}{\\text{median}}\\left(\\dfrac{\\text{won}}{\\text{lost}}\\right)',
    ],
    [
      'a Kaplan-Meier median',
      kaplanMeierMedian('cycle', 'owner', won, [lost, 'atLeast', divide(won, 2)]),
      '\\underset{\\text{owner}}{\\text{Kaplan-Meier median}}\\left(\\text{won}\\right)\\ \\text{observed where}\\ {\\text{lost} \\ge \\text{won} / 2}',
    ],
    [
      'a Kaplan-Meier median of some',
      kaplanMeierMedian('cycle', 'owner', won, [lost, 'above', 0], [won, 'equals', 1]),
      '\\underset{\\text{owner}}{\\text{Kaplan-Meier median}}\\left(\\text{won}\\right)\\ \\text{where}\\ {\\text{won} = 1}\\ \\text{observed where}\\ {\\text{lost} \\gt 0}',
    ],
    ['a sum', foldEntities('total', 'account', 'sum', won), '\\sum_{\\text{account}} \\text{won}'],
    [
      'a sum of a sum',
      foldEntities('total', 'account', 'sum', plus(won, lost), [won, 'equals', 0]),
      '\\sum_{\\text{account}} \\left(\\text{won} + \\text{lost}\\right)\\ \\text{where}\\ {\\text{won} = 0}',
    ],
    ['a product', foldPeriods('growth', 'month', 'product', won), '\\prod_{\\text{month}} \\text{won}'],
    ['a count of all', countEntities('all', 'owner'), '\\#\\left\\lbrace \\text{owner} \\right\\rbrace'],
    [
      'a sum of a product',
      foldEntities('total', 'owner', 'sum', times(won, 2)),
      '\\sum_{\\text{owner}} \\text{won} \\times 2',
    ],
  ])('sets %s', (_, given, expected) => {
    expect(given.kind === 'per-entity' || given.kind === 'per-period' ? foldTex(given).join('\\ ') : '').toBe(expected);
  });
});

describe('TeX', () => {
  it.each([
    ['win-rate/by-value', '\\text{win-rate/by-value}'],
    ['attributes.deal_size', '\\text{attributes.deal}\\_\\text{size}'],
    [
      '50% of {x}|`$y$`',
      '\\text{50}\\%\\text{ of }\\cdot \\text{x}\\cdot \\cdot \\cdot \\cdot \\text{y}\\cdot \\cdot ',
    ],
  ])('of the text %s', (text, expected) => {
    expect(textTex(text)).toBe(expected);
    expect(() => katex.renderToString(textTex(text), { strict: 'error' })).not.toThrow();
  });

  it.each([
    ['-2/3', '-\\dfrac{2}{3}'],
    ['12345/100000', '\\dfrac{12\\,345}{100\\,000}'],
    ['-1234', '-1234'],
    ['-12345.00001', '-12\\,345.00001'],
    ['.5', '.5'],
  ])('of the number %s', (value, expected) => {
    expect(numberTex(value)).toBe(expected);
  });

  it('of any formula can be rendered, and holds nothing that GitHub or a table would trip over', () => {
    fc.assert(
      fc.property(formula(), (any) => {
        const typesetting = { isOpen: () => true, isMarked: ({ kind }: Formula) => kind === 'count' };
        for (const tex of [
          formulaTex(any, typesetting),
          ...foldsIn(any).flatMap((fold) => foldTex(fold, typesetting)),
        ]) {
          expect(() => katex.renderToString(tex, { strict: 'error', displayMode: true })).not.toThrow();
          expect(tex).not.toMatch(/[|<>`\n]|\\operatorname|undefined/);
        }
      }),
    );
  });
});

/** Every figure per entity or per period in a formula. */
function foldsIn(any: Formula): (PerEntity | PerPeriod)[] {
  const own = any.kind === 'per-entity' || any.kind === 'per-period' ? [any] : [];
  return [...own, ...operandsOf(any).flatMap(foldsIn)];
}
