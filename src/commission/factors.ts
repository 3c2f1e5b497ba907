import { add, compare, multiply, one, type Rational, subtract } from '../number/rational.ts';
import type { Account, Reading } from './account.ts';
import { type ReadTable, rateAt } from './curve.ts';
import type { FactorTrace } from './line.ts';
import type { ReadFactor, ReadMeasureCondition } from './readPlan.ts';

/** Factors as they are read at one moment, and their product. */
export interface FactorProduct {
  readonly value: Rational;
  readonly factors: readonly FactorTrace[];
}

const neutral: FactorProduct = { value: one, factors: [] };

/** Reads the factors of a component. Those that add make one factor, 1 and what each is above 1. */
export function factorProduct(factors: readonly ReadFactor[], account: Account, reading: Reading): FactorProduct {
  if (factors.length === 0) return neutral;
  let product = one;
  let added = one;
  const traces = factors.map((factor): FactorTrace => {
    const holds = factor.when.every((condition) => isMet(condition, account, reading));
    const value = holds ? factorValue(factor.multiply, account, reading) : factor.otherwise;
    if (factor.adds) added = add(added, subtract(value, one));
    else product = multiply(product, value);
    return { name: factor.name, value, holds };
  });
  return { value: multiply(product, added), factors: traces };
}

function factorValue(value: Rational | ReadTable, account: Account, reading: Reading): Rational {
  return 'by' in value ? rateAt(value, tableValue(value, account, reading)) : value;
}

/** What a table is looked up by. */
export function tableValue({ by, onAttainment }: ReadTable, account: Account, reading: Reading): Rational {
  return onAttainment ? account.attainmentOf(by, reading) : account.valueOf(by, reading);
}

function isMet(condition: ReadMeasureCondition, account: Account, reading: Reading): boolean {
  const { measure, onAttainment, comparison, limit } = condition;
  const value = onAttainment ? account.attainmentOf(measure, reading) : account.valueOf(measure, reading);
  const order = compare(value, limit);
  switch (comparison) {
    case 'above':
      return order > 0;
    case 'atLeast':
      return order >= 0;
    case 'atMost':
      return order <= 0;
    case 'below':
      return order < 0;
  }
}
