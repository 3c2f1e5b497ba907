import { calculate, calculateFrom, kpis, type Opportunity, type Order, type Quota, quarter, type Rep } from '../../src/index.ts';
import { longDivision, minus, type Fraction, fractionOf, times } from '../oracles/fraction.ts';
import { data, type Inputs, many, opportunity, type Reading } from './inputs.ts';

const q1 = quarter(2026, 1);

/** How the cases of prices, margins, contracts and capacity are put to the library. */
export const outcomeReadings: Readonly<Record<string, Reading>> = {
  'average-contract-value-001': (inputs) =>
    calculate(
      kpis.averageContractValue,
      deals({ amount: inputs.text('tcv'), termMonths: Number(inputs.text('years')) * 12 }),
      { period: q1 },
    ),
  // Contracts of a year, won and begun in the year before.
  'average-contract-value-003': (inputs) =>
    calculate(
      kpis.averageContractValue.variants.active,
      deals(
        ...inputs.list('active').map((amount) => ({
          ...{ amount, termMonths: 12, createdOn: '2025-05-01', closedOn: '2025-06-01' },
          ...{ contractStartsOn: '2025-07-01', contractEndsOn: '2026-07-01' },
        })),
      ),
      { period: q1 },
    ),
  'discount-rate-001': (inputs) => calculate(kpis.discountRate, sold(inputs), { period: q1 }),
  'discount-rate-002': (inputs) => calculate(kpis.discountRate.variants['on-net'], sold(inputs), { period: q1 }),
  'discount-profit-impact-001': profitImpact,
  'discount-profit-impact-003': profitImpact,
  'discount-profit-impact-004': profitImpact,
  'gross-margin-001': (inputs) => {
    const order: Order = {
      ...{ id: 'order', orderedOn: '2026-01-10', recognisedOn: '2026-02-01' },
      ...{ amount: inputs.text('revenue'), cost: inputs.text('cost') },
    };
    return calculate(kpis.grossMargin, data({ orders: [order] }), { period: q1 });
  },
  'sales-capacity-001': (inputs) => {
    const [ramped, ramping] = ['ramped', 'ramping'].map((name) => Number(inputs.text(name))) as [number, number];
    const reps = many(ramped + ramping, (index): Rep => {
      return { id: `rep${index}`, startedOn: index < ramped ? '2025-01-01' : '2025-12-01' };
    });
    const quotas = reps.map(
      ({ id }): Quota => ({ ownerId: id, startsOn: q1.start, endsOn: q1.end, amount: inputs.text('quota') }),
    );
    const parameters = {
      expectedAttainment: inputs.text('attainment'),
      rampingProductivity: inputs.text('ramp_productivity'),
    };
    const { 'ramping-at-productivity': capacity } = kpis.salesCapacity.variants;
    return calculate(capacity, data({ reps, quotas }), { period: q1, parameters });
  },
  'sales-capacity-003': (inputs) =>
    calculateFrom(kpis.salesCapacity.variants['over-assignment'], {
      streetQuota: inputs.text('street_quota'),
      plan: inputs.text('target'),
    }),
};

function deals(...all: readonly Partial<Opportunity>[]): ReturnType<typeof data> {
  return data({ opportunities: all.map((deal, index) => opportunity(String(index), { status: 'won', ...deal })) });
}

function sold(inputs: Inputs): ReturnType<typeof data> {
  return deals({ amount: inputs.text('net'), listAmount: inputs.text('list') });
}

/** A deal with a list price of 1000, so much of it let off and so much of it cost. */
function profitImpact(inputs: Inputs): ReturnType<Reading> {
  const rest = (share: string): string => {
    const one: Fraction = [1n, 1n];
    return longDivision(times([1000n, 1n], minus(one, fractionOf(inputs.text(share)))));
  };
  const deal = deals({ listAmount: 1000, amount: rest('discount'), cost: rest('gross_margin') });
  return calculate(kpis.discountRate.variants['profit-impact'], deal, { period: q1 });
}
