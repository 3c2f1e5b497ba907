import type { SalesMetricsError } from '../../src/errors.ts';
import { isSalesMetricsError } from '../../src/errors.ts';
import { defineKpi } from '../../src/expression/kpi.ts';

/** Plain data, as it comes from JSON. */
export type Plain = Readonly<Record<string, unknown>>;

const fallsInPeriod: Plain = { kind: 'falls', field: 'closedOn' };
export const deals: Plain = { source: 'opportunities', where: [], anchor: fallsInPeriod, join: null, owner: null };
export const dealCount: Plain = { kind: 'count', name: 'deals', records: deals };
export const amountField: Plain = { kind: 'field', field: 'amount' };
export const value: Plain = { kind: 'sum', name: 'value', of: amountField, records: deals };
export const cycle: Plain = {
  kind: 'mean',
  name: 'cycle',
  of: { kind: 'span', unit: 'days', from: 'createdOn', to: 'closedOn' },
  records: deals,
};

/** Deals, each with the first activity that follows it. */
export const followed: Plain = {
  ...deals,
  join: {
    source: 'activities',
    match: 'first',
    side: 'after',
    where: [],
    key: ['id', 'opportunityId'],
    dates: ['createdOn', 'occurredOn'],
    within: null,
    beyond: null,
    compare: [],
  },
};

export const sampleDefinition: Plain = {
  id: 'sample',
  name: 'Sample',
  question: 'How many?',
  category: 'outcome',
  indicator: 'lagging',
  cadence: 'monthly',
  unit: 'count',
  better: 'higher',
  formula: dealCount,
  counts: 'Opportunities by the date they closed.',
  undefinedWhen: 'Never.',
  examples: [],
  sources: [],
};

/** The error that a call throws; fails where it throws nothing or something else. */
export function refusalOf(call: () => unknown): SalesMetricsError {
  try {
    call();
  } catch (error) {
    if (isSalesMetricsError(error)) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

/** The error for a definition of unknown origin. */
export function refusedDefinition(definition: unknown): SalesMetricsError {
  return refusalOf(() => defineKpi(definition as Parameters<typeof defineKpi>[0]));
}

/** The error for the sample with some of its fields replaced. */
export function refused(changes: Plain): SalesMetricsError {
  return refusedDefinition({ ...sampleDefinition, ...changes });
}

/** The error for a formula; the unit fits a plain number. */
export function refusedFormula(formula: unknown): SalesMetricsError {
  return refused({ formula });
}

/** The error for a count of a record set. */
export function refusedRecords(records: unknown): SalesMetricsError {
  return refusedFormula({ kind: 'count', name: 'deals', records });
}

/** The error for a condition on opportunities. */
export function refusedCondition(condition: unknown): SalesMetricsError {
  return refusedRecords({ ...deals, where: [condition] });
}
