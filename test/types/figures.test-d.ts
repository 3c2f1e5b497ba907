import { describe, expectTypeOf, it } from 'vitest';
import {
  calculate,
  calculateFrom,
  type Decimal,
  defineKpi,
  explain,
  kpis,
  type Measurement,
  quarter,
  quartersOf,
  type SalesData,
  tabulate,
  year,
} from '../../src/index.ts';

declare const data: SalesData;
const q3 = quarter(2026, 3);

describe('calculate', () => {
  it('gives a figure with the parts of its KPI', () => {
    const rate = calculate(kpis.winRate, data, { period: q3 });
    expectTypeOf(rate).toEqualTypeOf<Measurement<'win-rate', 'won' | 'decided'>>();
    expectTypeOf(rate.value).toEqualTypeOf<Decimal | null>();
    expectTypeOf(rate.parts).toEqualTypeOf<Readonly<Record<'won' | 'decided', Decimal | null>>>();
    expectTypeOf(rate.parts.won).toEqualTypeOf<Decimal | null>();
    expectTypeOf(rate.reason).toEqualTypeOf<
      'no-denominator' | 'base-not-positive' | 'unbounded' | 'target-met' | 'no-records' | 'not-reached' | null
    >();
    // @ts-expect-error: no part of the win rate
    rate.parts.lost;
    // @ts-expect-error: results are readonly
    rate.value = null;
  });

  it('knows the variants', () => {
    const byValue = calculate(kpis.winRate.variants['by-value'], data, { period: q3, where: { team: 'emea' } });
    expectTypeOf(byValue).toEqualTypeOf<Measurement<'win-rate/by-value', 'won' | 'decided'>>();
    // @ts-expect-error: misspelt
    kpis.winRate.variants['by-valu'];
    // @ts-expect-error: misspelt
    kpis.winrate;
    // @ts-expect-error: an id is no export name
    kpis['win-rate'];
  });

  it('takes dimensions and texts to narrow to', () => {
    calculate(kpis.winRate, data, { period: q3, where: { owner: ['ann', null], 'attributes.region': 'north' } });
    // @ts-expect-error: misspelt dimension
    calculate(kpis.winRate, data, { period: q3, where: { onwer: 'ann' } });
    // @ts-expect-error: a field is no dimension
    calculate(kpis.winRate, data, { period: q3, where: { ownerId: 'ann' } });
    // @ts-expect-error: groups are texts
    calculate(kpis.winRate, data, { period: q3, where: { owner: 5 } });
  });

  it('needs a period, records and a KPI', () => {
    // @ts-expect-error: no period
    calculate(kpis.winRate, data, {});
    // @ts-expect-error: a label is no period
    calculate(kpis.winRate, data, { period: '2026 Q3' });
    // @ts-expect-error: records have to be read first
    calculate(kpis.winRate, { opportunities: [] }, { period: q3 });
    // @ts-expect-error: an id is no KPI
    calculate('win-rate', data, { period: q3 });
    // @ts-expect-error: all KPIs are no KPI
    calculate(kpis, data, { period: q3 });
    // @ts-expect-error: a date is a text
    calculate(kpis.winRate, data, { period: q3, asOf: new Date(0) });
    // @ts-expect-error: misspelt option
    calculate(kpis.winRate, data, { period: q3, asof: '2026-08-01' });
    // @ts-expect-error: parameters are decimal numbers
    calculate(kpis.winRate, data, { period: q3, parameters: { horizon: true } });
  });
});

describe('tabulate', () => {
  const table = tabulate([kpis.winRate, kpis.pipelineVelocity, kpis.winRate.variants.broad], data, {
    periods: quartersOf(year(2026)),
    by: ['owner', 'attributes.region'],
  });

  it('types its rows by the KPIs asked for', () => {
    const [row] = table.rows;
    expectTypeOf(row).toBeNullable();
    if (row === undefined) return;
    expectTypeOf(row.values['win-rate']).toEqualTypeOf<Measurement<'win-rate', 'won' | 'decided'>>();
    expectTypeOf(row.values['win-rate/broad']).toEqualTypeOf<Measurement<'win-rate/broad', 'won' | 'closed'>>();
    expectTypeOf<keyof typeof row.values>().toEqualTypeOf<'win-rate' | 'pipeline-velocity' | 'win-rate/broad'>();
    expectTypeOf(row.values['pipeline-velocity'].parts['sql-count']).toEqualTypeOf<Decimal | null>();
    // @ts-expect-error: not asked for
    row.values['sales-cycle-length'];
    // @ts-expect-error: the variant was not asked for
    row.values['win-rate/by-value'];
  });

  it('has rows that may be missing', () => {
    // @ts-expect-error: there may be no row
    table.rows[0].values;
    // @ts-expect-error: there may be no total
    table.totals[0].values;
  });

  it('types its groups by the dimensions asked for', () => {
    for (const { group } of table.rows) {
      expectTypeOf(group).toEqualTypeOf<Readonly<Record<'owner' | 'attributes.region', string | null>>>();
      // @ts-expect-error: not asked for
      group.team;
    }
    for (const { group } of table.totals) expectTypeOf<keyof typeof group>().toEqualTypeOf<never>();
    const plain = tabulate([kpis.winRate], data, { periods: [q3] });
    for (const { group } of plain.rows) expectTypeOf<keyof typeof group>().toEqualTypeOf<never>();
  });

  it('refuses what is no dimension, no list and no KPI', () => {
    // @ts-expect-error: misspelt dimension
    tabulate([kpis.winRate], data, { periods: [q3], by: ['onwer'] });
    // @ts-expect-error: dimensions come as a list
    tabulate([kpis.winRate], data, { periods: [q3], by: 'owner' });
    // @ts-expect-error: periods come as a list
    tabulate([kpis.winRate], data, { periods: q3 });
    // @ts-expect-error: KPIs come as a list
    tabulate(kpis.winRate, data, { periods: [q3] });
    // @ts-expect-error: an id is no KPI
    tabulate(['win-rate'], data, { periods: [q3] });
    // @ts-expect-error: unknown choice
    tabulate([kpis.winRate], data, { periods: [q3], groups: 'every' });
    // @ts-expect-error: misspelt option
    tabulate([kpis.winRate], data, { periods: [q3], groupBy: ['owner'] });
  });

  it('takes lists that were made before', () => {
    const asked = [kpis.winRate, kpis.bookings] as const;
    const periods = quartersOf(year(2026));
    const by = ['owner'] as const;
    const { rows } = tabulate(asked, data, { periods, by });
    for (const { values } of rows) expectTypeOf<keyof typeof values>().toEqualTypeOf<'win-rate' | 'bookings'>();
  });
});

describe('calculateFrom', () => {
  it('takes the parts of the KPI, and parts of its parts', () => {
    const given = { 'sql-count': 40, 'average-deal-size': '12000', 'win-rate': '0.25', 'sales-cycle-length': 60n };
    const velocity = calculateFrom(kpis.pipelineVelocity, given);
    expectTypeOf(velocity).toExtend<Measurement<'pipeline-velocity'>>();
    calculateFrom(kpis.winRate, { won: 45, decided: 180 });
    calculateFrom(kpis.pipelineVelocity, {
      'sql-count': 40,
      'average-deal-size': 1,
      won: 1,
      decided: 4,
      'sales-cycle-length': 60,
    });
    calculateFrom(kpis.winRate.variants.broad, { won: 45, closed: 180 });
  });

  it('refuses others', () => {
    // @ts-expect-error: no part of the win rate
    calculateFrom(kpis.winRate, { won: 45, lost: 180 });
    // @ts-expect-error: a part of another variant
    calculateFrom(kpis.winRate.variants.broad, { won: 45, decided: 180 });
    // @ts-expect-error: a part is a decimal number
    calculateFrom(kpis.winRate, { won: true, decided: 180 });
    // @ts-expect-error: misspelt
    calculateFrom(kpis.pipelineVelocity, { 'sql-cuont': 40 });
    // @ts-expect-error: there is no period
    calculateFrom(kpis.winRate, { won: 1, decided: 2 }, { period: q3 });
  });
});

describe('explain', () => {
  it('has the measurement of its KPI', () => {
    const { measurement, counted } = explain(kpis.winRate, data, { period: q3 });
    expectTypeOf(measurement).toEqualTypeOf<Measurement<'win-rate', 'won' | 'decided'>>();
    expectTypeOf(counted[0]?.contribution).toEqualTypeOf<Decimal | undefined>();
    // @ts-expect-error: explain is told one period
    explain(kpis.winRate, data, { periods: [q3] });
  });
});

describe('a KPI of your own', () => {
  it('is typed as those of the dictionary are', () => {
    const { formula } = kpis.winRate;
    const mine = defineKpi({
      id: 'my-rate',
      name: 'Mine',
      question: 'What?',
      category: 'outcome',
      indicator: 'lagging',
      cadence: 'monthly',
      unit: 'ratio',
      better: 'higher',
      formula,
      counts: 'Deals.',
      undefinedWhen: 'Never.',
      examples: [{ given: { won: 1, decided: 2 }, expected: '0.5' }],
      sources: [],
      variants: { squared: { differs: 'Twice.', formula: kpis.winRate.variants['by-value'].formula } },
    });
    expectTypeOf(calculate(mine, data, { period: q3 })).toEqualTypeOf<Measurement<'my-rate', 'won' | 'decided'>>();
    expectTypeOf(calculate(mine.variants.squared, data, { period: q3 }).key).toEqualTypeOf<'my-rate/squared'>();
    // @ts-expect-error: no such variant
    mine.variants.cubed;
  });

  it('without variants has none', () => {
    const bare = defineKpi({
      id: 'bare',
      name: 'Bare',
      question: 'What?',
      category: 'outcome',
      indicator: 'lagging',
      cadence: 'monthly',
      unit: 'ratio',
      better: 'higher',
      formula: kpis.winRate.formula,
      counts: 'Deals.',
      undefinedWhen: 'Never.',
      examples: [],
      sources: [],
    });
    expectTypeOf<keyof typeof bare.variants>().toEqualTypeOf<never>();
    // @ts-expect-error: it has no variants
    bare.variants.other;
  });

  it('must have its facts right', () => {
    const facts = {
      id: 'bare',
      name: 'Bare',
      question: 'What?',
      category: 'outcome',
      indicator: 'lagging',
      cadence: 'monthly',
      unit: 'ratio',
      better: 'higher',
      formula: kpis.winRate.formula,
      counts: 'Deals.',
      undefinedWhen: 'Never.',
      examples: [],
      sources: [],
    } as const;
    // @ts-expect-error: unknown unit
    defineKpi({ ...facts, unit: 'percent' });
    // @ts-expect-error: unknown cadence
    defineKpi({ ...facts, cadence: 'yearly' });
    // @ts-expect-error: unknown part in an example
    defineKpi({ ...facts, examples: [{ given: { lost: 1 }, expected: '1' }] });
    // @ts-expect-error: no name
    defineKpi({ ...facts, name: undefined });
    // @ts-expect-error: a variant says how it differs
    defineKpi({ ...facts, variants: { other: { formula: facts.formula } } });
  });
});
