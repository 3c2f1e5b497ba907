import { describe, expect, it } from 'vitest';
import {
  type Account,
  calculate,
  calculateFrom,
  type Expense,
  kpis,
  type Lead,
  type Measurement,
  month,
  type Quota,
  quarter,
  salesData,
  type StageChange,
} from '../../src/index.ts';
import { type Fraction, floorOf, fractionOf, longDivision, order, over, plus, times, total } from '../oracles/fraction.ts';
import { readText } from '../house/sourceFiles.ts';
import { activityReadings } from './activityReadings.ts';
import { customerReadings } from './customerReadings.ts';
import { funnelReadings } from './funnelReadings.ts';
import { data, type GoldenCase, Inputs, many, opportunity, type Reading } from './inputs.ts';
import { investmentReadings } from './investmentReadings.ts';
import { outcomeReadings } from './outcomeReadings.ts';
import { paceReadings } from './paceReadings.ts';
import { payReadings } from './payReadings.ts';
import { trainingReadings } from './trainingReadings.ts';

/** Published worked examples; each names its source, and `note` says where the source is at odds with itself. */
const cases = JSON.parse(readText('test/golden/kpis.json')) as readonly GoldenCase[];

const q1 = quarter(2026, 1);

/** How each case is put to the library: by parts, or by small made-up records that hold its inputs. */
const readings: Readonly<Record<string, Reading>> = {
  ...activityReadings,
  ...funnelReadings,
  'win-rate-001': (inputs) => calculate(kpis.winRate, deals(inputs), { period: q1 }),
  'win-rate-003': (inputs) => calculate(kpis.winRate, deals(inputs), { period: q1 }),
  'win-rate-004': (inputs) => calculate(kpis.winRate, deals(inputs), { period: q1 }),
  'win-rate-006': (inputs) => calculate(kpis.winRate, deals(inputs), { period: q1 }),
  'win-rate-007': (inputs) =>
    calculateFrom(kpis.winRate.variants['all-opportunities'], {
      won: inputs.text('won'),
      worked: inputs.text('opportunities'),
    }),
  'opportunity-to-close-rate-001': (inputs) =>
    calculateFrom(kpis.opportunityToCloseRate.variants['same-period'], {
      won: inputs.text('won'),
      created: inputs.text('created'),
    }),
  'opportunity-to-close-rate-003': (inputs) =>
    calculateFrom(kpis.opportunityToCloseRate, { won: inputs.text('customers'), created: inputs.text('opportunities') }),
  'stage-conversion-rate-001': stageConversion('advanced'),
  'stage-conversion-rate-003': stageConversion('advanced'),
  'stage-conversion-rate-004': stageConversion('won'),
  'stage-conversion-rate-006': (inputs) => ({
    // The rate of a whole funnel, when no deal skips a stage.
    value: inputs.list('rates').reduce<Measurement['value']>((product, rate) => {
      const { value } = calculateFrom(kpis.stageConversionRate, { passed: rate, entered: 1 });
      return product === null ? value : product.times(value ?? 0);
    }, null),
  }),
  'contact-rate-001': (inputs) =>
    calculateFrom(kpis.contactRate.variants['whole-list'], {
      reached: inputs.text('reached'),
      leads: inputs.text('leads'),
    }),
  'contact-rate-003': (inputs) =>
    calculateFrom(kpis.contactRate.variants['per-attempt'], {
      contacts: inputs.text('reached'),
      attempts: inputs.text('attempts'),
    }),
  'contact-rate-004': (inputs) =>
    calculateFrom(kpis.contactRate.variants['dials-per-contact'], {
      attempts: inputs.text('dials'),
      contacts: inputs.text('conversations'),
    }),
  'sales-cycle-length-001': (inputs) => calculate(kpis.salesCycleLength, datedDeals(inputs, 2025), { period: quarter(2025, 1) }),
  'sales-cycle-length-003': (inputs) =>
    calculate(kpis.salesCycleLength.variants['from-lead'], convertedLeads(inputs), { period: month(2016, 5) }),
  'time-in-stage-001': (inputs) =>
    calculate(kpis.timeInStage, stays(inputs), { period: q1, where: { stage: 'working' } }),
  'pipeline-velocity-001': openVelocity,
  'pipeline-velocity-003': openVelocity,
  'pipeline-velocity-004': openVelocity,
  'pipeline-velocity-006': openVelocity,
  'pipeline-velocity-007': openVelocity,
  'pipeline-velocity-009': openVelocity,
  'pipeline-velocity-010': (inputs) =>
    calculateFrom(kpis.pipelineVelocity.variants['opportunities-created'], {
      created: inputs.text('opportunities'),
      ...velocityParts(inputs),
    }),
  'pipeline-velocity-012': (inputs) =>
    calculateFrom(kpis.pipelineVelocity.variants['by-pipeline-value'], {
      'open-pipeline': inputs.text('pipeline_value'),
      'win-rate': inputs.text('win_rate'),
      'sales-cycle-length': inputs.text('cycle_days'),
    }),
  'pipeline-coverage-001': coverage,
  'pipeline-coverage-004': (inputs) =>
    calculateFrom(kpis.pipelineCoverage.variants['remaining-quota'], {
      pipeline: inputs.text('pipeline'),
      quota: inputs.text('quota'),
      booked: inputs.text('booked'),
    }),
  'pipeline-coverage-005': coverage,
  // The default, asked for over a period of four quarters.
  'pipeline-coverage-007': coverage,
  'weighted-pipeline-003': (inputs) =>
    calculate(kpis.weightedPipeline, openDeals(inputs.rows('deals')), { period: q1 }),
  'weighted-pipeline-004': (inputs) =>
    calculateFrom(kpis.weightedPipeline.variants['flat-win-rate'], {
      'open-pipeline': inputs.text('pipeline'),
      'win-rate': inputs.text('win_rate'),
    }),
  'open-pipeline-001': (inputs) =>
    calculate(kpis.openPipeline, openDeals(inputs.list('amounts').map((amount) => ({ amount }))), { period: q1 }),
  'average-deal-size-001': (inputs) =>
    calculate(kpis.averageDealSize, wonDeals(inputs.list('amounts')), { period: q1 }),
  'average-deal-size-003': (inputs) => {
    const deals = Number(inputs.text('deals'));
    const rest = fractionOf(inputs.text('total'));
    // Unequal deals with the given total.
    const amounts = Array.from({ length: deals }, (_, index) => (index === 0 ? '0' : String(index)));
    const last = plus(rest, times([-1n, 1n], total(amounts.slice(0, -1).map(fractionOf))));
    return calculate(kpis.averageDealSize, wonDeals([...amounts.slice(0, -1), longDivision(last)]), { period: q1 });
  },
  'sales-growth-001': (inputs) =>
    calculateFrom(kpis.salesGrowth.variants['year-over-year'], {
      current: inputs.text('current'),
      previous: inputs.text('previous'),
    }),
  'quota-attainment-001': attainment,
  'quota-attainment-003': (inputs) =>
    calculate(kpis.quotaAttainment.variants['year-to-date'], monthlyQuotas(inputs), { period: month(2026, 3) }),
  'quota-attainment-004': attainment,
  'quota-attainment-006': (inputs) =>
    calculateFrom(kpis.quotaAttainment.variants['new-recurring'], {
      credited: inputs.text('new_arr'),
      quota: inputs.text('quota'),
    }),
  'quota-attainment-007': attainment,
  'quota-attainment-009': (inputs) =>
    calculate(kpis.quotaAttainment.variants['mean-of-reps'], repsAtRates(inputs), { period: q1 }),
  'reps-at-quota-rate-001': (inputs) => calculate(kpis.repsAtQuotaRate, repsAtRates(inputs), { period: q1 }),
  'cac-001': (inputs) =>
    calculate(kpis.cac, spending(inputs, ['ad_spend', 'creative', 'salaries', 'tools']), { period: q1 }),
  'cac-003': (inputs) => calculate(kpis.cac, spending(inputs, ['spend']), { period: q1 }),
  'cac-004': (inputs) => calculate(kpis.cac, spending(inputs, ['marketing', 'sales']), { period: q1 }),
  'cac-006': (inputs) => calculate(kpis.cac, spending(inputs, ['cpa', 'creative', 'tracking', 'team']), { period: q1 }),
  'cac-007': (inputs) =>
    calculateFrom(kpis.cac.variants['marketing-only'], {
      spend: inputs.text('marketing'),
      'new-logos': inputs.text('new_customers'),
    }),
  'net-revenue-retention-001': (inputs) =>
    calculateFrom(kpis.netRevenueRetention, {
      start: inputs.text('start'),
      expansion: inputs.text('expansion'),
      contraction: inputs.text('contraction'),
      churn: inputs.text('churn'),
    }),
  'net-revenue-retention-003': (inputs) =>
    calculateFrom(kpis.netRevenueRetention.variants['without-contraction'], {
      start: inputs.text('start'),
      expansion: inputs.text('expansion'),
      churn: inputs.text('churn'),
    }),
  'return-customer-rate-001': (inputs) =>
    calculateFrom(kpis.returnCustomerRate, {
      returning: inputs.text('returning'),
      customers: inputs.text('customers'),
    }),
  'bookings-001': (inputs) =>
    calculate(
      kpis.bookings,
      wonDeals([longDivision(total([...inputs.list('years'), inputs.text('one_time')].map(fractionOf)))]),
      { period: q1 },
    ),
  ...investmentReadings,
  ...outcomeReadings,
  ...paceReadings,
  ...payReadings,
  ...customerReadings,
  ...trainingReadings,
};

describe('published examples', () => {
  it('are all put to the library, and no reading is left over', () => {
    expect(cases.map(({ id }) => id).sort()).toEqual(Object.keys(readings).sort());
  });

  it('name their source', () => {
    expect(cases.filter(({ source_title, source_url }) => source_title === '' || !/^https?:/.test(source_url))).toEqual([]);
  });

  it.each(cases)('$id: $variant', ({ id, inputs, expected }) => {
    const { value } = readings[id]?.(new Inputs(inputs)) ?? { value: null };
    expect(value?.toString()).toBe(longDivision(exact(expected)));
  });

  it.each(cases.filter(({ check }) => check === 'exact'))('$id was published as $published_as', (golden) => {
    const { shown } = printed(golden.published_as);
    expect(order(exact(golden.expected), shown)).toBe(0);
  });

  it.each(cases.filter(({ check }) => check === 'rounded'))('$id rounds to $published_as', (golden) => {
    expect(isRoundedTo(golden)).toBe(true);
  });

  it.each(cases.filter(({ check }) => check === 'rounded-down'))('$id is cut to $published_as', (golden) => {
    const { shown, place } = printed(golden.published_as);
    expect(isRoundedTo(golden)).toBe(false);
    expect(order(cutTo(exact(golden.expected), place), shown)).toBe(0);
  });

  it.each(cases.filter(({ check, published_as }) => check === 'wrong' && /\d/.test(published_as)))(
    '$id was published as $published_as, which its inputs do not give',
    (golden) => {
      expect(isRoundedTo(golden)).toBe(false);
    },
  );

  it('tell more than their figure', () => {
    const [cycle, size] = ['sales-cycle-length-001', 'average-deal-size-001'].map(inputsOf) as [Inputs, Inputs];
    const medianCycle = calculate(kpis.salesCycleLength.variants.median, datedDeals(cycle, 2025), { period: quarter(2025, 1) });
    const leapYear = calculate(kpis.salesCycleLength, datedDeals(cycle, 2024), { period: quarter(2024, 1) });
    expect(medianCycle.value?.toString()).toBe('45');
    expect(leapYear.value?.toString()).toBe(longDivision([139n, 3n]));
    const medianSize = calculate(kpis.averageDealSize.variants.median, wonDeals(size.list('amounts')), { period: q1 });
    expect(medianSize.value?.toString()).toBe('12500');
    const allOpen = calculate(kpis.winRate.variants['all-opportunities'], deals(inputsOf('win-rate-001')), { period: q1 });
    expect(allOpen.value?.toString()).toBe(longDivision([45n, 260n]));
    const broad = calculate(kpis.winRate.variants.broad, deals(inputsOf('win-rate-004')), { period: q1 });
    expect(broad.value?.toString()).toBe('0.04');
    const paid = calculate(kpis.cac.variants['paid-only'], spending(inputsOf('cac-001'), ['ad_spend', 'creative']), { period: q1 });
    expect(paid.value?.toString()).toBe(longDivision([70000n, 120n]));
  });
});

function inputsOf(id: string): Inputs {
  return new Inputs(cases.find((golden) => golden.id === id)?.inputs ?? {});
}

/** As many deals of each fate as the inputs say. */
function deals(inputs: Inputs): ReturnType<typeof salesData> {
  const fates = { won: 'won', lost: 'lost', no_decision: 'no-decision', open: 'open', undecided: 'open' } as const;
  return data({
    opportunities: Object.entries(fates).flatMap(([name, status]) =>
      many(inputs.has(name) ? Number(inputs.text(name)) : 0, (index) => opportunity(`${name}${index}`, { status })),
    ),
  });
}

function stageConversion(passed: string): (inputs: Inputs) => Measurement {
  return (inputs) =>
    calculateFrom(kpis.stageConversionRate, { passed: inputs.text(passed), entered: inputs.text('entered') });
}

function datedDeals(inputs: Inputs, year: number): ReturnType<typeof salesData> {
  const date = (text: string): string => {
    const [name = '', day = ''] = text.split(' ');
    return `${year}-${String(['Jan', 'Feb', 'Mar'].indexOf(name) + 1).padStart(2, '0')}-${day.padStart(2, '0')}`;
  };
  return data({
    opportunities: inputs
      .rows<readonly [string, string]>('dates')
      .map(([from, to], index) => opportunity(String(index), { createdOn: date(from), closedOn: date(to), status: 'won' })),
  });
}

function convertedLeads(inputs: Inputs): ReturnType<typeof salesData> {
  const leads = inputs.rows('cohorts').flatMap(({ customers, start = '', end }, cohort) =>
    many(Number(customers), (index): Lead => ({ id: `${cohort}-${index}`, createdOn: start, customerOn: end ?? null })),
  );
  return data({ leads });
}

/** One deal for each stay: it enters the stage at the start of the year and leaves it after so many days. */
function stays(inputs: Inputs): ReturnType<typeof salesData> {
  const dayOfYear = (days: number): string => new Date(Date.UTC(2026, 0, 1 + days)).toISOString().slice(0, 10);
  const days = inputs.list('days').map(Number);
  return data({
    opportunities: days.map((_, index) => opportunity(String(index), { createdOn: dayOfYear(0), stage: 'nurture' })),
    stageChanges: days.flatMap((stay, index): StageChange[] => [
      { opportunityId: String(index), changedOn: dayOfYear(0), stage: 'working' },
      { opportunityId: String(index), changedOn: dayOfYear(stay), stage: 'nurture' },
    ]),
  });
}

function velocityParts(inputs: Inputs): Record<'average-deal-size' | 'win-rate' | 'sales-cycle-length', string> {
  return {
    'average-deal-size': inputs.text('average_deal_size'),
    'win-rate': inputs.text('win_rate'),
    'sales-cycle-length': inputs.text('cycle_days'),
  };
}

function openVelocity(inputs: Inputs): Measurement {
  const open = inputs.text('opportunities');
  return calculateFrom(kpis.pipelineVelocity.variants['open-opportunities'], { open, ...velocityParts(inputs) });
}

function coverage(inputs: Inputs): Measurement {
  return calculateFrom(kpis.pipelineCoverage, { pipeline: inputs.text('pipeline'), quota: inputs.text('quota') });
}

function openDeals(rows: readonly Readonly<Record<string, string>>[]): ReturnType<typeof salesData> {
  return data({ opportunities: rows.map((row, index) => opportunity(String(index), row)) });
}

function wonDeals(amounts: readonly string[]): ReturnType<typeof salesData> {
  return data({ opportunities: amounts.map((amount, index) => opportunity(String(index), { amount, status: 'won' })) });
}

function attainment(inputs: Inputs): Measurement {
  return calculateFrom(kpis.quotaAttainment, { credited: inputs.text('credited'), quota: inputs.text('quota') });
}

function monthlyQuotas(inputs: Inputs): ReturnType<typeof salesData> {
  const starts = ['2026-01-01', '2026-02-01', '2026-03-01', '2026-04-01'];
  return data({
    opportunities: inputs
      .list('credited')
      .map((amount, index) =>
        opportunity(String(index), { amount, status: 'won', createdOn: '2025-12-01', closedOn: starts[index] ?? '' }),
      ),
    quotas: inputs
      .list('quota')
      .map((amount, index): Quota => ({ amount, startsOn: starts[index] ?? '', endsOn: starts[index + 1] ?? '' })),
  });
}

/** A rep for each rate, all with the same quota. */
function repsAtRates(inputs: Inputs): ReturnType<typeof salesData> {
  const quota = '1000';
  const rates = inputs.list('attainments');
  return data({
    opportunities: rates.map((rate, index) =>
      opportunity(String(index), {
        ownerId: `rep${index}`,
        status: 'won',
        amount: longDivision(times(fractionOf(rate), fractionOf(quota))),
      }),
    ),
    quotas: rates.map((_, index): Quota => ({ ownerId: `rep${index}`, amount: quota, startsOn: q1.start, endsOn: q1.end })),
  });
}

/** Expenses of the named inputs, and a new account with a won deal for each new customer (one, where the figure is per sale). */
function spending(inputs: Inputs, names: readonly string[]): ReturnType<typeof salesData> {
  const customers = inputs.has('new_customers') ? Number(inputs.text('new_customers')) : 1;
  const isSales = (name: string): boolean => ['sales', 'team', 'salaries'].includes(name);
  const isProgram = (name: string): boolean => ['ad_spend', 'creative'].includes(name);
  return data({
    accounts: many(customers, (index): Account => ({ id: `account${index}` })),
    opportunities: many(customers, (index) =>
      opportunity(String(index), { status: 'won', accountId: `account${index}`, amount: 1 }),
    ),
    expenses: names.flatMap((name) =>
      inputs.texts(name).map(
        (amount): Expense => ({
          spentOn: '2026-02-01',
          amount,
          category: isSales(name) ? 'sales' : 'marketing',
          kind: isProgram(name) ? 'program' : 'tool',
        }),
      ),
    ),
  });
}

function exact(expected: string): Fraction {
  const [numerator = '', denominator = '1'] = expected.split('/');
  return over(fractionOf(numerator), fractionOf(denominator));
}

/** A figure as a page shows it, and the size of its last place. */
function printed(text: string): { readonly shown: Fraction; readonly place: Fraction } {
  if (text === 'fifty thousand pounds') return { shown: [50000n, 1n], place: [1n, 1n] };
  if (text === '$1.0725M') return { shown: [1072500n, 1n], place: [100n, 1n] };
  // Years, with the months in brackets.
  if (text === '0.625 years (7.5 months)') return { shown: [75n, 10n], place: [1n, 10n] };
  // A share that is shown as a score.
  if (text === '69 (69.16 before rounding)') return { shown: [69n, 100n], place: [1n, 100n] };
  const share = /(\d+) of (\d+)/.exec(text);
  if (share !== null) return { shown: [BigInt(share[1] ?? ''), BigInt(share[2] ?? '')], place: [1n, 100n] };
  const [, number = '', decimals = '', mark = ''] = /(\d[\d,]*(?:\.(\d+))?)\s*(%|per ?cent|M\b)?/.exec(text) ?? [];
  const scale: Fraction = mark === '' ? [1n, 1n] : mark === 'M' ? [1000000n, 1n] : [1n, 100n];
  return {
    shown: times(fractionOf(number.replaceAll(',', '')), scale),
    place: times([1n, 10n ** BigInt(decimals.length)], scale),
  };
}

function cutTo(value: Fraction, place: Fraction): Fraction {
  return times([floorOf(over(value, place)), 1n], place);
}

/** Whether the expected value, rounded half up at the printed place, is the printed figure. */
function isRoundedTo({ expected, published_as }: GoldenCase): boolean {
  const { shown, place } = printed(published_as);
  const half = over(place, [2n, 1n]);
  return order(cutTo(plus(exact(expected), half), place), shown) === 0;
}
