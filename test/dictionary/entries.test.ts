import { expect, describe as group, it } from 'vitest';
import { type Calculable, calculateFrom, defineKpi, dictionary, type Example, kpis } from '../../src/index.ts';
import { fractionOf, longDivision, over } from '../oracles/fraction.ts';

/** Every formula of the dictionary, defaults and variants. */
const calculables = dictionary.flatMap((kpi) => [
  { key: kpi.key, calculable: kpi as Calculable, examples: kpi.examples },
  ...Object.values(kpi.variants).map((variant) => ({
    key: variant.key,
    calculable: variant as Calculable,
    examples: variant.examples,
  })),
]);

const examples = calculables.flatMap(({ key, calculable, examples: own }) =>
  own.map((example: Example, index) => ({ place: `${key} ${index + 1}`, calculable, example })),
);

group('the examples', () => {
  it.each(examples)('$place', ({ calculable, example: { given, expected } }) => {
    const { value, reason } = calculateFrom(calculable, given);
    expect(reason ?? value?.toString()).toBe(expectedText(expected));
  });

  it.each(calculables)('$key has one', ({ examples: own }) => {
    expect(own.length).toBeGreaterThan(0);
  });

  it('show each reason for which a default formula is undefined', () => {
    const silent = dictionary.filter(({ formula, examples: own }) => {
      return zeroRules(formula).some((rule) => !own.some(({ expected }) => expected === rule));
    });
    expect(silent.map(({ id }) => id)).toEqual([]);
  });
});

group('the entries', () => {
  const ids = dictionary.map(({ id }) => id);

  it('have ids of their own in kebab-case', () => {
    expect(ids.filter((id) => !/^[a-z]+(-[a-z]+)*$/.test(id))).toEqual([]);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('are exported under their id in camelCase, and nothing else is', () => {
    const camelCase = (id: string): string => id.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
    const exported = Object.entries(kpis).map(([name, kpi]) => [name, kpi.id]);
    expect(exported.sort()).toEqual(ids.map((id) => [camelCase(id), id]).sort());
  });

  // Loading the package does not check them.
  it.each(dictionary)('$id is right as a definition, plain data, and frozen down to its conditions', (kpi) => {
    expect(defineKpi(kpi)).toStrictEqual(kpi);
    expect(JSON.parse(JSON.stringify(kpi))).toStrictEqual(kpi);
    expect(unfrozenIn(kpi)).toEqual([]);
  });

  it.each(dictionary)('$id is whole', ({ id, question, counts, undefinedWhen, sources, related, variants }) => {
    expect(question).toMatch(/\?$/);
    expect(counts).toMatch(/\.$/);
    expect(undefinedWhen).toMatch(/\.$/);
    expect(sources.length).toBeGreaterThan(0);
    expect(related.filter((other) => !ids.includes(other) || other === id)).toEqual([]);
    expect(Object.values(variants).filter(({ differs }) => !differs.endsWith('.'))).toEqual([]);
  });

  it('quote sources with a title and an address', () => {
    const quoted = dictionary.flatMap(({ sources, levels, examples: own }) => [
      ...sources,
      ...levels.map(({ source }) => source),
      ...own.flatMap(({ source }) => source ?? []),
    ]);
    expect(quoted.filter(({ title, address }) => title === '' || !/^https?:\/\/\S+$/.test(address))).toEqual([]);
    // One publication has one title.
    const titles = new Map(quoted.map(({ title, address }) => [address, title]));
    expect(quoted.filter(({ title, address }) => titles.get(address) !== title)).toEqual([]);
  });

  it('say what they lead to: better and indicator', () => {
    expect(dictionary.filter(({ better }) => better === 'lower').map(({ id }) => id)).toEqual([
      'lead-response-time',
      'no-decision-rate',
      'sales-cycle-length',
      'time-in-stage',
      'open-deal-age',
      'stalled-deal-rate',
      'slip-rate',
      'quota-gap',
      'discount-rate',
      'ramp-time',
      'rep-attrition-rate',
      'cac',
      'cac-ratio',
      'cac-payback-period',
      'cost-per-lead',
      'compensation-cost-of-sales',
      'commission-error-rate',
      'logo-churn-rate',
    ]);
    expect(dictionary.filter(({ better }) => better === 'depends').map(({ id }) => id)).toEqual([
      'pipeline-coverage',
      'forecast-bias',
      'effective-commission-rate',
      'quota-ote-ratio',
    ]);
    // Activity leads; efficiency leads and outcomes lag, but for these.
    const led = (of: string, by: string): readonly string[] =>
      dictionary.filter(({ category, indicator }) => category === of && indicator === by).map(({ id }) => id);
    expect(led('activity', 'lagging')).toEqual([]);
    expect(led('efficiency', 'lagging')).toEqual([
      'lead-conversion-rate',
      'discount-rate',
      'revenue-per-rep',
      'ramp-time',
    ]);
    expect(led('outcome', 'leading')).toEqual(['quota-gap', 'sales-capacity', 'quota-ote-ratio']);
  });

  it('survive a round trip through JSON', () => {
    expect(calculables.filter(({ calculable }) => !isPlain(calculable.formula)).map(({ key }) => key)).toEqual([]);
  });

  it('are the definitions of definitions.json: a changed line changes a number', async () => {
    const definitions = Object.fromEntries(
      calculables.map(({ key, calculable: { unit, formula } }) => [key, { unit, formula: JSON.stringify(formula) }]),
    );
    await expect(`${JSON.stringify(definitions, null, 2)}\n`).toMatchFileSnapshot('definitions.json');
  });
});

function expectedText(expected: string): string {
  if (!/^-?\d/.test(expected)) return expected;
  const [numerator = '0', denominator = '1'] = expected.split('/');
  return longDivision(over(fractionOf(numerator), fractionOf(denominator)));
}

/** What divisions of a formula are called without a base. Inside a fold none is told: entities and periods without a value are left out. */
function zeroRules(formula: unknown): readonly string[] {
  if (typeof formula !== 'object' || formula === null || 'fold' in formula) return [];
  const own = 'zero' in formula ? [String(formula.zero)] : [];
  return [...new Set([...own, ...Object.values(formula).flatMap(zeroRules)])];
}

function isPlain(value: unknown): boolean {
  return JSON.stringify(JSON.parse(JSON.stringify(value))) === JSON.stringify(value);
}

function unfrozenIn(value: unknown): unknown[] {
  if (typeof value !== 'object' || value === null) return [];
  return [...(Object.isFrozen(value) ? [] : [value]), ...Object.values(value).flatMap(unfrozenIn)];
}
