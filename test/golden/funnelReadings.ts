import { calculate, calculateFrom, kpis, type Lead, month, quarter } from '../../src/index.ts';
import { data, type Inputs, many, opportunity, type Reading } from './inputs.ts';

const february = month(2026, 2);
const q1 = quarter(2026, 1);

/** Leads of the funnel and their conversion, and what becomes of stages and pipeline. */
export const funnelReadings: Readonly<Record<string, Reading>> = {
  'lead-velocity-rate-001': leadVelocity,
  'lead-velocity-rate-003': leadVelocity,
  'mql-to-sql-rate-001': (inputs) =>
    calculate(kpis.mqlToSqlRate, funnel(inputs, ['mqls', 'mqlOn'], ['sqls', 'sqlOn']), { period: february }),
  'sql-to-opportunity-rate-001': (inputs) =>
    calculate(kpis.sqlToOpportunityRate, funnel(inputs, ['sqls', 'sqlOn'], ['opportunities', 'convertedOn']), {
      period: february,
    }),
  'lead-conversion-rate-001': (inputs) =>
    calculate(
      kpis.leadConversionRate.variants['of-sqls'],
      funnel(inputs, ['sqls', 'sqlOn'], ['customers', 'customerOn']),
      { period: february },
    ),
  'conversion-rate-001': (inputs) =>
    calculateFrom(kpis.conversionRate, { converted: inputs.text('to'), entered: inputs.text('from') }),
  'conversion-rate-003': endToEnd,
  'conversion-rate-004': endToEnd,
  'pipeline-conversion-rate-001': (inputs) => {
    // Ten deals of one size stand at the start; of those that are not pushed, so many are won as the win rate says.
    const decided = Math.round(10 * (1 - Number(inputs.text('share_pushed'))));
    const won = decided * Number(inputs.text('win_rate'));
    const pipeline = many(10, (index) =>
      opportunity(String(index), {
        ...{ createdOn: '2025-12-01', expectedCloseOn: '2026-03-15', amount: 100000 },
        ...{ status: index < won ? 'won' : index < decided ? 'lost' : 'open' },
      }),
    );
    return calculate(kpis.pipelineConversionRate.variants['from-win-rate'], data({ opportunities: pipeline }), {
      period: q1,
    });
  },
};

function leadVelocity(inputs: Inputs): ReturnType<Reading> {
  const qualified = (name: string, mqlOn: string): Lead[] =>
    many(Number(inputs.text(name)), (index) => ({ id: `${name} ${index}`, createdOn: '2025-12-01', mqlOn }));
  const leads = [...qualified('previous', '2026-01-31'), ...qualified('current', '2026-02-01')];
  return calculate(kpis.leadVelocityRate, data({ leads }), { period: february });
}

/** Leads that reach one step in February, and the first of them another later. */
function funnel(
  inputs: Inputs,
  [base, reached]: readonly [string, keyof Lead],
  [passed, next]: readonly [string, keyof Lead],
): ReturnType<typeof data> {
  const passing = Number(inputs.text(passed));
  const leads = many(
    Number(inputs.text(base)),
    (index): Lead => ({
      ...{ id: String(index), createdOn: '2026-01-10', [reached]: '2026-02-10' },
      ...(index < passing ? { [next]: '2026-04-10' } : {}),
    }),
  );
  return data({ leads });
}

/** A hundred deals in each stage, of which so many are won as its rate says. */
function endToEnd(inputs: Inputs): ReturnType<Reading> {
  const rates = inputs.list('rates').map(Number);
  const opportunities = rates.flatMap((rate, stage) =>
    many(100, (index) =>
      opportunity(`${stage}-${index}`, { stage: `stage ${stage}`, status: index < 100 * rate ? 'won' : 'lost' }),
    ),
  );
  const stages = rates.map((_, stage) => `stage ${stage}`);
  return calculate(kpis.conversionRate.variants['end-to-end'], data({ opportunities, stages }), { period: q1 });
}
