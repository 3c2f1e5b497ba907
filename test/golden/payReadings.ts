import {
  calculate,
  calculateFrom,
  constant,
  defineKpi,
  type Expression,
  fallsIn,
  greaterOf,
  kpis,
  lesserOf,
  type Measurement,
  minus,
  plus,
  records,
  sum,
  times,
  within,
  year,
} from '../../src/index.ts';
import { plus as added, fractionOf, longDivision } from '../oracles/fraction.ts';
import { data, type Inputs, type Reading } from './inputs.ts';

/** How each case on pay is put to the library. */
export const payReadings: Readonly<Record<string, Reading>> = {
  'compensation-cost-of-sales-001': (inputs) =>
    calculateFrom(kpis.compensationCostOfSales, {
      compensation: inputs.text('compensation'),
      revenue: inputs.text('sales'),
    }),
  'quota-ote-ratio-001': (inputs) => {
    const [base, variable] = [inputs.text('base'), inputs.text('variable')];
    const onTargetEarnings = longDivision(added(fractionOf(base), fractionOf(variable)));
    const plan = data({
      reps: [{ id: 'ada', onTargetEarnings, targetVariablePay: variable }],
      quotas: [{ ownerId: 'ada', startsOn: '2026-01-01', endsOn: '2027-01-01', amount: inputs.text('quota') }],
    });
    return calculate(kpis.quotaOteRatio, plan, { period: year(2026) });
  },
  'commission-amount-001': commission,
};

const credited = sum('credited', records('credits', fallsIn('creditedOn')), 'amount');
const quota = sum('quota', records('quotas', within('startsOn', 'endsOn')), 'amount');

/** Tiers are a formula like any other: each rate holds for the sales inside its band of the quota. */
function commission(inputs: Inputs): Measurement {
  const none = constant(0, 'currency');
  let formula: Expression<'credited' | 'quota'> = none;
  let lower = '0';
  for (const [upper, rate] of inputs.rows<readonly [string, string]>('tiers')) {
    const inBand = minus(lesserOf(credited, times(quota, constant(upper))), times(quota, constant(lower)));
    formula = plus(formula, times(greaterOf(inBand, none), constant(rate)));
    lower = upper;
  }
  const amount = defineKpi({
    id: 'commission-amount',
    name: 'Commission',
    question: 'What does the plan pay?',
    category: 'outcome',
    indicator: 'lagging',
    cadence: 'monthly',
    unit: 'currency',
    better: 'depends',
    formula,
    counts: 'Credited sales, in bands of the quota.',
    undefinedWhen: 'Never.',
    examples: [],
    sources: [],
  });
  return calculateFrom(amount, { credited: inputs.text('credited'), quota: inputs.text('quota') });
}
