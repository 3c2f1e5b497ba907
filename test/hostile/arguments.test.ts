import { describe, expect, it } from 'vitest';
import type { SalesMetricsErrorCode } from '../../src/errors.ts';
import { calculate } from '../../src/evaluate/calculate.ts';
import { calculateFrom } from '../../src/evaluate/calculateFrom.ts';
import { explain } from '../../src/evaluate/explain.ts';
import { tabulate } from '../../src/evaluate/tabulate.ts';
import { tally } from '../../src/evaluate/tally.ts';
import { constant, named, plus, times } from '../../src/expression/arithmetic.ts';
import { defineKpi } from '../../src/expression/kpi.ts';
import { parameter } from '../../src/expression/parameter.ts';
import { safeSalesData, salesData } from '../../src/model/salesData.ts';
import { quarter, period as span, year } from '../../src/time/period.ts';
import {
  data,
  entry,
  growth,
  highAmount,
  largeShare,
  mixed,
  period,
  refusal,
  satisfaction,
  winShare,
  wonValue,
} from './hostileKpis.ts';

type Verb = (kpi: unknown, data: unknown, options: unknown) => unknown;

/** Options of a table, from those of one figure. */
function ofPeriods(options: unknown): unknown {
  if (typeof options !== 'object' || options === null) return options;
  const { period: only, ...others } = options as { period?: unknown };
  return { ...others, periods: [only] };
}

/** The verbs as JavaScript sees them. */
const verbs: readonly (readonly [string, Verb])[] = [
  ['calculate', calculate as Verb],
  ['explain', explain as Verb],
  ['tabulate', (kpi, from, options) => (tabulate as Verb)([kpi], from, ofPeriods(options))],
  ['tally', (kpi, from, options) => (tally as Verb)([kpi], from, ofPeriods(options))],
];

function message(verb: Verb, kpi: unknown, from: unknown, options: unknown): string {
  return refusal(() => verb(kpi, from, options)).message;
}

function codeOf(verb: Verb, kpi: unknown, from: unknown, options: unknown): SalesMetricsErrorCode {
  return refusal(() => verb(kpi, from, options)).code;
}

describe.each(verbs)('%s', (name, verb) => {
  it.each([
    [undefined, 'undefined'],
    [null, 'null'],
    ['win-rate', '"win-rate"'],
    [{}, 'an object without fields'],
    [[winShare], 'an array of 1'],
    [winShare.formula, 'an object with "kind", "left", "right"'],
    [{ key: 'x' }, 'an object with "key"'],
    [{ key: 5, formula: winShare.formula }, 'an object with "key", "formula"'],
    [winShare.variants, 'an object with "by-value"'],
    [calculate, 'a function'],
  ])('refuses %j as a KPI', (kpi, shown) => {
    expect(message(verb, kpi, data, { period })).toBe(`${name}: expected a KPI or one of its variants, got ${shown}`);
    expect(codeOf(verb, kpi, data, { period })).toBe('invalid-argument');
  });

  it('refuses a KPI with a formula that defineKpi never saw and would refuse', () => {
    expect(message(verb, { key: 'mine', formula: 5 }, data, { period })).toBe(
      `${name}: "mine": formula: expected a formula, got 5`,
    );
    const formula = {
      kind: 'sum',
      name: 'x',
      of: { kind: 'field', field: 'amuont' },
      records: (wonValue.formula as { records?: unknown }).records,
    };
    expect(message(verb, { ...wonValue, formula }, data, { period })).toBe(
      `${name}: "won-value": formula.of.field: opportunities have no field "amuont"; did you mean "amount"?`,
    );
  });

  it('takes a KPI that was stored as JSON', () => {
    expect(() => verb(JSON.parse(JSON.stringify(winShare)), data, { period })).not.toThrow();
  });

  it.each([
    [undefined, 'undefined'],
    [null, 'null'],
    ['2026 Q3', '"2026 Q3"'],
    [5, '5'],
  ])('refuses %j as options', (options, shown) => {
    expect(message(verb, winShare, data, options)).toBe(`${name}: options must be an object, got ${shown}`);
  });

  it.each([
    [{ asof: '2026-08-01' }, '"asof"; did you mean "asOf"?'],
    [{ filter: {} }, '"filter"'],
    [{ parameter: {} }, '"parameter"; did you mean "parameters"?'],
  ])('refuses %j as an option', (option, shown) => {
    expect(message(verb, winShare, data, { period, ...option })).toBe(`${name}: unknown option ${shown}`);
  });

  it.each([
    [undefined, 'period must be a period such as quarter(2026, 3), got undefined'],
    ['2026 Q3', 'period must be a period such as quarter(2026, 3), got "2026 Q3"'],
    [quarter, 'period must be a period such as quarter(2026, 3), got a function'],
    [[period], 'grain of the period must be one of day, week, month, quarter, year, custom, got undefined'],
    [
      { ...period, grain: 'decade' },
      'grain of the period must be one of day, week, month, quarter, year, custom, got "decade"',
    ],
    [
      { ...period, start: '2026-02-30' },
      'start of the period must be a date such as 2026-08-05, between 0001-01-01 and 9999-12-31, got "2026-02-30"',
    ],
    [{ ...period, start: '2026-10-01' }, 'end of the period must be after its start 2026-10-01, got "2026-10-01"'],
    [
      { ...period, start: '2026-07-02' },
      'start of the period must be the first day of a quarter in its calendar, got "2026-07-02"',
    ],
    [
      { ...period, end: '2026-10-02' },
      'end of the period must be at most 2026-10-01, where its quarter ends, got "2026-10-02"',
    ],
    [{ ...period, label: '' }, 'label of the period must be a text that is not empty, got ""'],
  ])('refuses %j as a period', (wrong, rule) => {
    expect(message(verb, winShare, data, { period: wrong })).toBe(`${name}: ${rule}`);
  });

  it.each([
    [undefined, 'undefined'],
    [null, 'null'],
    [{ opportunities: [] }, 'an object with "opportunities"'],
    [{ ...data }, 'an object with "currency", "timeZone", "warnings"'],
    [structuredClone(data), 'an object with "currency", "timeZone", "warnings"'],
    [safeSalesData({ currency: 'USD', timeZone: 'UTC' }), 'an object with "success", "data"'],
  ])('refuses data that salesData did not return (%#)', (copy, shown) => {
    expect(message(verb, winShare, copy, { period })).toBe(
      `${name}: data must be what salesData returned, got ${shown}`,
    );
    expect(codeOf(verb, winShare, copy, { period })).toBe('invalid-argument');
  });

  it.each([
    ['emea', 'where must be an object such as { team: "emea" }, got "emea"'],
    [['emea'], 'where must be an object such as { team: "emea" }, got an array of 1'],
    [null, 'where must be an object such as { team: "emea" }, got null'],
    [5, 'where must be an object such as { team: "emea" }, got 5'],
    [{ owner: 5 }, 'where.owner must be a text, null or a list of them, got 5'],
    [{ owner: ['ann', undefined] }, 'where.owner must be a text, null or a list of them, got undefined'],
    [{ owner: [['ann']] }, 'where.owner must be a text, null or a list of them, got an array of 1'],
    [{ owner: { is: 'ann' } }, 'where.owner must be a text, null or a list of them, got an object with "is"'],
  ])('refuses to be narrowed to %j', (where, rule) => {
    expect(message(verb, winShare, data, { period, where })).toBe(`${name}: ${rule}`);
    expect(codeOf(verb, winShare, data, { period, where })).toBe('invalid-argument');
  });

  it.each([
    ['onwer', '"onwer"; did you mean "owner"?'],
    ['ownerId', '"ownerId"; did you mean "owner"?'],
    ['Team', '"Team"; did you mean "team"?'],
    ['colour', '"colour"'],
    ['billing-country', '"billing-country"'],
    ['attributes.', '"attributes."'],
    ['__proto__', '"__proto__"'],
    ['constructor', '"constructor"'],
  ])('refuses %j as a dimension', (dimension, shown) => {
    const where: unknown = JSON.parse(`{ ${JSON.stringify(dimension)}: "x" }`);
    const error = refusal(() => verb(winShare, data, { period, where }));
    expect(error.message).toBe(`${name}: expected a dimension such as "owner" or "team", got ${shown}`);
    expect(error.code).toBe('unknown-dimension');
  });

  it('names source, dimension and KPI where a source lacks a dimension', () => {
    const error = refusal(() => verb(satisfaction, data, { period, where: { stage: 'won' } }));
    expect(error.message).toBe(`${name}: surveys have no dimension "stage", and answers counts surveys`);
    expect(error.code).toBe('unknown-dimension');
  });

  it.each([
    ['2026-02-30', '"2026-02-30"'],
    ['2026-8-1', '"2026-8-1"'],
    ['2026-08-01T00:00:00Z', '"2026-08-01T00:00:00Z"'],
    ['', '""'],
    ['today', '"today"'],
    [null, 'null'],
    [20260801, '20260801'],
    [new Date('2026-08-01'), 'a Date (2026-08-01T00:00:00.000Z)'],
    [new Date(Number.NaN), 'an invalid Date'],
  ])('refuses %j as the last known day', (asOf, shown) => {
    const error = refusal(() => verb(winShare, data, { period, asOf }));
    expect(error.message).toBe(
      `${name}: asOf must be a date such as 2026-08-05, between 0001-01-01 and 9999-12-31, got ${shown}`,
    );
    expect(error.code).toBe('invalid-date');
  });

  it.each([
    ['x', 'parameters must be an object, got "x"'],
    [[1], 'parameters must be an object, got an array of 1'],
    [null, 'parameters must be an object, got null'],
    [{ 'largest-smal': 5 }, 'unknown parameter "largest-smal"; did you mean "largest-small"?'],
    [{ horizon: 5 }, 'unknown parameter "horizon"'],
    [JSON.parse('{ "__proto__": 5 }'), 'unknown parameter "__proto__"'],
  ])('refuses parameters %j', (parameters, rule) => {
    const error = refusal(() => verb(largeShare, data, { period, parameters }));
    expect(error.message).toBe(`${name}: ${rule}`);
    expect(error.code).toBe('invalid-argument');
  });

  it('refuses any parameter where there is none', () => {
    expect(message(verb, winShare, data, { period, parameters: { horizon: 5 } })).toBe(
      `${name}: unknown parameter "horizon"; these KPIs have no parameters`,
    );
  });

  const plain = 'a decimal number such as 1250.50';
  const limits = 'a decimal number of at most 64 digits with an exponent from -64 to 64';

  it.each([
    ['1e9000000', limits, '"1e9000000"'],
    [Number.NaN, plain, 'NaN'],
    [Number.POSITIVE_INFINITY, plain, 'Infinity'],
    ['', plain, '""'],
    [' 12', plain, '" 12"'],
    ['12\n', plain, '"12\\n"'],
    ['1,000', plain, '"1,000"'],
    ['1_000', plain, '"1_000"'],
    ['0x10', plain, '"0x10"'],
    ['١٢', plain, '"١٢"'],
    ['5%', plain, '"5%"'],
    ['9'.repeat(65), limits, `"${'9'.repeat(60)}"… (65 characters)`],
    [1e300, limits, '1e+300'],
    [null, plain, 'null'],
    [undefined, plain, 'undefined'],
    [true, plain, 'true'],
    [{ valueOf: () => 5 }, plain, 'an object with "valueOf"'],
    [[5], plain, 'an array of 1'],
  ])('refuses %j as a parameter', (wrong, expected, shown) => {
    const error = refusal(() => verb(largeShare, data, { period, parameters: { 'largest-small': wrong } }));
    expect(error.message).toBe(`${name}: parameters.largest-small: expected ${expected}, got ${shown}`);
    expect(error.code).toBe('invalid-number');
  });

  it.each([-0, '-0', 0, '0', 0n, '0.000', '+0', '-0e5'])('takes a zero as a parameter (%#)', (zero) => {
    expect(() => verb(largeShare, data, { period, parameters: { 'largest-small': zero } })).not.toThrow();
  });
});

describe('calculate', () => {
  it('takes minus zero for zero', () => {
    const { parameters } = calculate(largeShare, data, { period, parameters: { 'largest-small': -0 } });
    expect(Object.is(Number(parameters['largest-small']), 0)).toBe(true);
    expect(parameters['largest-small']?.toString()).toBe('0');
  });

  it('refuses a percentile beyond all values', () => {
    expect(refusal(() => calculate(highAmount, data, { period, parameters: { share: '1.01' } }).value).message).toBe(
      'calculate: the fraction of a percentile in high-amount must be from 0 to 1, got 1.01',
    );
  });

  it('refuses a period before the first year that has a name', () => {
    expect(refusal(() => calculate(growth, data, { period: year(1) })).message).toBe(
      'previous: the resulting period must lie between 0001-01-01 and 9999-12-30, got "0001"',
    );
  });

  it('says 0 records, never an error, of what the data does not have', () => {
    const empty = salesData({ currency: 'USD', timeZone: 'UTC' });
    expect(calculate(winShare, empty, { period })).toMatchObject({ value: null, reason: 'no-denominator' });
    expect(calculate(wonValue, data, { period, where: { owner: [] } }).value?.toString()).toBe('0');
    expect(calculate(wonValue, data, { period, where: { owner: 'nobody' } }).value?.toString()).toBe('0');
    expect(
      calculate(wonValue, data, { period, where: { owner: undefined as unknown as string } }).value?.toString(),
    ).toBe('1200.5');
  });
});

/** The code of what `tabulate` refuses. */
function codeOfTable(rule: string): SalesMetricsErrorCode {
  if (rule.includes('dimension "') || rule.startsWith('expected a dimension')) return 'unknown-dimension';
  return rule.startsWith('period must') ? 'invalid-period' : 'invalid-argument';
}

describe('tabulate', () => {
  const options = { periods: [period] };

  it.each<[unknown, unknown, string]>([
    [winShare, options, 'expected a list of KPIs, got an object with "question", "category", "indicator"'],
    [null, options, 'expected a list of KPIs, got null'],
    [[winShare, null], options, 'expected a KPI or one of its variants, got null'],
    [[winShare, wonValue, winShare], options, 'each KPI may be asked for once, got "win-share" twice'],
    [[winShare], { periods: period }, 'periods must be a list of periods, got an object with "grain", "start", "end"'],
    [[winShare], { period }, 'unknown option "period"; did you mean "periods"?'],
    [[winShare], {}, 'periods must be a list of periods, got undefined'],
    [[winShare], { periods: [period, '2026 Q4'] }, 'period must be a period such as quarter(2026, 3), got "2026 Q4"'],
    [[winShare], { ...options, by: 'owner' }, 'by must be a list of dimensions, got "owner"'],
    [
      [winShare],
      { ...options, by: ['owner', 'stages'] },
      'expected a dimension such as "owner" or "team", got "stages"; did you mean "stage"?',
    ],
    [[winShare], { ...options, by: [null] }, 'expected a dimension such as "owner" or "team", got null'],
    [[winShare], { ...options, by: ['__proto__'] }, 'expected a dimension such as "owner" or "team", got "__proto__"'],
    [
      [winShare, satisfaction],
      { ...options, by: ['owner', 'stage'] },
      'surveys have no dimension "stage", and answers counts surveys',
    ],
    [[winShare], { ...options, groups: 'every' }, 'groups must be "present" or "all", got "every"'],
  ])('refuses %#', (kpis, asked, rule) => {
    const error = refusal(() => (tabulate as Verb)(kpis, data, asked));
    expect(error.message).toBe(`tabulate: ${rule}`);
    expect(error.code).toBe(codeOfTable(rule));
  });

  it('may be asked for nothing', () => {
    expect(tabulate([], data, options).rows.map(({ values }) => values)).toEqual([{}]);
    expect(tabulate([winShare], data, { periods: [] })).toEqual({ rows: [], totals: [] });
  });

  it('takes the same period twice, and a KPI beside its variant', () => {
    const { rows } = tabulate([winShare, winShare.variants['by-value']], data, { periods: [period, period] });
    expect(rows.map(({ values }) => Object.keys(values))).toEqual([
      ['win-share', 'win-share/by-value'],
      ['win-share', 'win-share/by-value'],
    ]);
  });
});

describe('calculateFrom', () => {
  const from = calculateFrom as (kpi: unknown, given: unknown, options?: unknown) => { value: unknown };

  it.each<[unknown, unknown, string]>([
    [winShare, undefined, 'expected an object of parts, got undefined'],
    [winShare, null, 'expected an object of parts, got null'],
    [winShare, 'won', 'expected an object of parts, got "won"'],
    [winShare, [1, 4], 'expected an object of parts, got an array of 2'],
    [winShare, {}, 'win-share needs "won", "decided", got nothing'],
    [winShare, { won: 1 }, 'win-share needs "decided", got "won"'],
    [winShare, { won: 1, decided: undefined }, 'win-share needs "decided", got "won"'],
    [winShare, { won: 1, decidd: 4 }, 'win-share has no part "decidd"; did you mean "decided"?'],
    [winShare, { won: 1, decided: 4, lost: 3 }, 'win-share has no part "lost"'],
    [winShare, JSON.parse('{ "won": 1, "decided": 4, "__proto__": 3 }'), 'win-share has no part "__proto__"'],
    [winShare, { won: 1, decided: 4, constructor: 1 }, 'win-share has no part "constructor"'],
    [
      mixed,
      { won: 1, decided: 4 },
      '"won" stands for several parts of mixed; give the parts around it: "win-share", "win-share/by-value"',
    ],
    [mixed, {}, 'mixed needs "win-share", "win-share/by-value", got nothing'],
    [mixed, { 'win-share': '0.5' }, 'mixed needs "win-share/by-value", got "win-share"'],
    [growth, { before: 5 }, 'growth needs "won-value", got "before"'],
    [null, {}, 'expected a KPI or one of its variants, got null'],
    [{ key: 'k', formula: null }, {}, '"k": formula: expected a formula, got null'],
  ])('refuses %#', (kpi, given, rule) => {
    const error = refusal(() => from(kpi, given));
    expect(error.message).toBe(`calculateFrom: ${rule}`);
    expect(error.code).toBe(rule.startsWith('"k"') ? 'invalid-definition' : 'invalid-argument');
  });

  it.each<[unknown, string]>([
    ['1,000', 'calculateFrom: won: expected a decimal number such as 1250.50, got "1,000"'],
    ['', 'calculateFrom: won: expected a decimal number such as 1250.50, got ""'],
    [Number.NaN, 'calculateFrom: won: expected a decimal number such as 1250.50, got NaN'],
    [null, 'calculateFrom: won: expected a decimal number such as 1250.50, got null'],
    [
      '1e9000000',
      'calculateFrom: won: expected a decimal number of at most 64 digits with an exponent from -64 to 64, got "1e9000000"',
    ],
  ])('refuses %j as a part', (won, text) => {
    const error = refusal(() => from(winShare, { won, decided: 4 }));
    expect(error.message).toBe(text);
    expect(error.code).toBe('invalid-number');
  });

  it.each<[unknown, string]>([
    [null, 'options must be an object, got null'],
    [{ period }, 'unknown option "period"'],
    [{ parameters: { x: 1 } }, 'unknown parameter "x"; these KPIs have no parameters'],
    [{ parameters: 5 }, 'parameters must be an object, got 5'],
  ])('refuses options %j', (options, rule) => {
    expect(refusal(() => from(winShare, { won: 1, decided: 4 }, options)).message).toBe(`calculateFrom: ${rule}`);
  });

  it('takes a part by its name although the KPI inside uses the same name again', () => {
    const { value, parts } = calculateFrom(growth, { 'won-value': 10, before: 4 });
    expect(value?.toString()).toBe('6');
    expect(Object.entries(parts).map(([name, part]) => `${name} ${String(part)}`)).toEqual([
      'won-value 10',
      'before 4',
    ]);
    expect(calculateFrom(wonValue, { 'won-value': 7 }).value?.toString()).toBe('7');
    const double = defineKpi({
      ...entry,
      id: 'double',
      name: 'Double',
      unit: 'currency',
      formula: plus(wonValue, named('twice', times(2, wonValue))),
    });
    expect(calculateFrom(double, { 'won-value': 10 }).value?.toString()).toBe('30');
  });

  it('works out a named part that needs nothing', () => {
    const rate = defineKpi({
      ...entry,
      id: 'rate',
      name: 'Rate',
      unit: 'ratio',
      formula: times(named('rate', parameter('commission', '0.05', 'ratio')), named('base', constant(2))),
    });
    expect(calculateFrom(rate, {}).value?.toString()).toBe('0.1');
    expect(calculateFrom(rate, { base: 10 }, { parameters: { commission: '0.1' } }).value?.toString()).toBe('1');
  });

  it('takes minus zero for zero', () => {
    expect(calculateFrom(winShare, { won: -0, decided: 4 }).value?.toString()).toBe('0');
    expect(calculateFrom(winShare, { won: 4, decided: '-0' }).reason).toBe('no-denominator');
  });
});

it('a period that was stored as JSON is a period', () => {
  const stored = JSON.parse(JSON.stringify(span('2026-07-01', '2026-09-01'))) as typeof period;
  expect(calculate(winShare, data, { period: stored }).value?.toString()).toBe('0.5');
});
