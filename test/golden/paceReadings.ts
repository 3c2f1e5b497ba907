import { calculate, calculateFrom, type Forecast, kpis, type Measurement, type Opportunity, quarter } from '../../src/index.ts';
import { fractionOf, longDivision, minus } from '../oracles/fraction.ts';
import { data, type Inputs, many, opportunity, type Reading } from './inputs.ts';

const q1 = quarter(2026, 1);

/** One minus an accuracy: what the sources print is the error. */
function errorOf({ value }: Pick<Measurement, 'value'>): Pick<Measurement, 'value'> {
  return { value: value?.neg().plus(1) ?? null };
}

/** A rep for each pair of a forecast and what was sold. */
function forecasters(inputs: Inputs): ReturnType<typeof data> {
  const [forecasts, sold] = [inputs.texts('forecast'), inputs.texts('actual')];
  return data({
    forecasts: forecasts.map(
      (amount, index): Forecast => ({
        ownerId: `rep${index}`,
        submittedOn: q1.start,
        startsOn: q1.start,
        endsOn: q1.end,
        category: 'call',
        amount,
      }),
    ),
    opportunities: sold.map((amount, index) =>
      opportunity(`deal${index}`, { ownerId: `rep${index}`, amount, status: 'won' }),
    ),
  });
}

/** Deals forecast for the quarter: some won in it, and of the rest every second won after it. */
function slippedDeals(inputs: Inputs): ReturnType<typeof data> {
  const [all, onTime] = [Number(inputs.text('forecast_deals')), Number(inputs.text('closed_on_time'))];
  const fateOf = (index: number): Partial<Opportunity> => {
    if (index < onTime) return { status: 'won', closedOn: '2026-03-20' };
    return index % 2 === 0 ? { status: 'won', closedOn: '2026-04-20' } : {};
  };
  return data({
    opportunities: many(all, (index) =>
      opportunity(String(index), { createdOn: '2025-11-03', expectedCloseOn: '2026-03-15', ...fateOf(index) }),
    ),
  });
}

/** Published examples of slippage, forecasts and the quota gap. */
export const paceReadings: Readonly<Record<string, Reading>> = {
  'slip-rate-001': (inputs) =>
    calculate(kpis.slipRate.variants['lost-as-slipped'], slippedDeals(inputs), { period: q1 }),
  'forecast-accuracy-001': (inputs) => calculate(kpis.forecastAccuracy, forecasters(inputs), { period: q1 }),
  'forecast-accuracy-003': (inputs) =>
    errorOf(
      calculateFrom(kpis.forecastAccuracy.variants['by-forecast'], {
        miss: longDivision(minus(fractionOf(inputs.text('forecast')), fractionOf(inputs.text('actual')))),
        forecast: inputs.text('forecast'),
      }),
    ),
  'forecast-accuracy-004': (inputs) => {
    const measured = calculate(kpis.forecastAccuracy.variants.mape, forecasters(inputs), { period: q1 });
    return { value: measured.parts.meanError };
  },
  'forecast-bias-001': (inputs) => calculate(kpis.forecastBias, forecasters(inputs), { period: q1 }),
  'quota-gap-001': (inputs) =>
    calculateFrom(kpis.quotaGap, { quota: inputs.text('quota'), booked: inputs.text('booked') }),
};
