import { describe, expect, it } from 'vitest';
import { calculate } from '../../src/evaluate/calculate.ts';
import { calculateFrom } from '../../src/evaluate/calculateFrom.ts';
import { explain } from '../../src/evaluate/explain.ts';
import { tabulate } from '../../src/evaluate/tabulate.ts';
import { count } from '../../src/expression/aggregate.ts';
import { divide, plus } from '../../src/expression/arithmetic.ts';
import { checkFormula } from '../../src/expression/check.ts';
import { compares, is, isOneOf } from '../../src/expression/condition.ts';
import { followedBy } from '../../src/expression/join.ts';
import { parameter, textParameter } from '../../src/expression/parameter.ts';
import { fallsIn, records } from '../../src/expression/recordSet.ts';
import { year } from '../../src/time/period.ts';
import { probe } from '../arbitraries/formulas.ts';
import { readRows } from '../arbitraries/sales.ts';
import { refusalOf } from '../expression/sampleDefinition.ts';

const data = readRows({
  currency: 'USD',
  timeZone: 'UTC',
  offsetMinutes: 0,
  stages: [],
  sources: {
    opportunities: [
      { id: 'o1', createdOn: '2026-01-01', status: 'open', competitor: 'Acme' },
      { id: 'o2', createdOn: '2026-01-02', status: 'open', competitor: 'Globex' },
      { id: 'o3', createdOn: '2026-01-03', status: 'open' },
      { id: 'o4', createdOn: '2026-01-04', status: 'open', competitor: 'Acme' },
    ],
    orders: [{ id: 'r1', opportunityId: 'o1', orderedOn: '2026-02-01', amount: 1, product: 'pro' }],
  },
});
const anyRival = textParameter('competitor', null);
const against = (...values: Parameters<typeof isOneOf>[1]) =>
  count('contested', records('opportunities', fallsIn('createdOn'), isOneOf('competitor', values)));
const period = year(2026);

describe('a text parameter', () => {
  it('is the text that is given, else its default, else any text that is present', () => {
    const figure = (of: ReturnType<typeof against>, parameters = {}): number | undefined =>
      calculate(probe(of), data, { period, parameters }).value?.toNumber();
    expect(figure(against(anyRival))).toBe(3);
    expect(figure(against(anyRival), { competitor: 'Acme' })).toBe(2);
    expect(figure(against(anyRival), { competitor: 'acme' })).toBe(0);
    expect(figure(against(textParameter('rival', 'Globex')))).toBe(1);
    expect(figure(against(textParameter('rival', 'Globex')), { rival: 'Acme' })).toBe(2);
    expect(figure(against('Globex', textParameter('rival', 'Initech')))).toBe(1);
    expect(figure(against('Globex', textParameter('rival', 'Initech')), { rival: 'Acme' })).toBe(3);
  });

  it('may choose what is joined', () => {
    const bought = followedBy(records('opportunities', fallsIn('createdOn')), 'orders', {
      key: ['id', 'opportunityId'],
      dates: ['createdOn', 'orderedOn'],
      where: [is('product', textParameter('product', 'basic'))],
    });
    const figure = (parameters = {}): number | undefined =>
      calculate(probe(count('n', bought)), data, { period, parameters }).value?.toNumber();
    expect([figure(), figure({ product: 'pro' })]).toEqual([0, 1]);
  });

  it('is shown with the text that was used', () => {
    const share = probe(divide(against(anyRival, textParameter('rival', 'Globex')), parameter('scale', 2)));
    expect(calculate(share, data, { period }).parameters).toMatchObject({ competitor: null, rival: 'Globex' });
    const { parameters } = calculate(share, data, { period, parameters: { competitor: 'Acme', scale: 4 } });
    expect(JSON.parse(JSON.stringify(parameters))).toEqual({ competitor: 'Acme', rival: 'Globex', scale: '4' });
    const from = calculateFrom(share, { contested: 3 }, { parameters: { competitor: 'Acme' } });
    expect(from.parameters['competitor']).toBe('Acme');
  });

  it('stands in the words of an explanation', () => {
    const { leftOut } = explain(probe(against(anyRival)), data, { period, parameters: { competitor: 'Globex' } });
    expect(leftOut[0]).toMatchObject({ id: 'o1', failed: 'competitor is competitor (any by default)' });
  });

  it.each<[unknown, string]>([
    ['', 'calculate: parameters.competitor: expected a text that is not empty, got ""'],
    [5, 'calculate: parameters.competitor: expected a text that is not empty, got 5'],
    [null, 'calculate: parameters.competitor: expected a text that is not empty, got null'],
    [['Acme'], 'calculate: parameters.competitor: expected a text that is not empty, got an array of 1'],
  ])('refuses %j', (competitor, message) => {
    const parameters = { competitor } as Readonly<Record<string, string>>;
    const refusal = refusalOf(() => calculate(probe(against(anyRival)), data, { period, parameters }));
    expect([refusal.code, refusal.message]).toEqual(['invalid-argument', message]);
  });

  it('leaves a number parameter a number', () => {
    const kpi = probe(
      count('n', records('orders', fallsIn('orderedOn'), compares('amount', 'above', parameter('least', 0)))),
    );
    expect(() => calculate(kpi, data, { period, parameters: { least: 'Acme' } })).toThrow(
      /^calculate: parameters.least: expected /,
    );
  });

  it('stands for one thing in a formula, and in the KPIs that are asked together', () => {
    const message = 'is already used with another default, unit or kind';
    const twice = plus(against(anyRival), parameter('competitor', 5));
    expect(() => {
      checkFormula(twice, 'here');
    }).toThrow(message);
    const other = textParameter('competitor', 'Acme');
    expect(() => {
      checkFormula(against(anyRival, other), 'here');
    }).toThrow(message);
    const [one, two, three] = [
      probe(against(anyRival), 'one'),
      probe(against(other), 'two'),
      probe(plus(against('Acme'), parameter('competitor', 5)), 'three'),
    ];
    const refused = (kpis: readonly (typeof one)[]): string =>
      refusalOf(() => tabulate(kpis, data, { periods: [period], parameters: { competitor: 'Acme' } })).message;
    expect(refused([one, two])).toBe(
      'tabulate: parameter "competitor" means different things in the KPIs asked for (by default any text and the text "Acme"); calculate them apart',
    );
    expect(refused([one, three])).toBe(
      'tabulate: parameter "competitor" means different things in the KPIs asked for (by default any text and 5 count); calculate them apart',
    );
    const values = tabulate([one, two, three], data, { periods: [period] }).totals[0]?.values;
    expect([values?.['one']?.value?.toNumber(), values?.['two']?.value?.toNumber()]).toEqual([3, 2]);
  });
});
