import { add, compare, multiply, one, type Rational, subtract } from '../number/rational.ts';
import type { FactorTrace } from './line.ts';
import { type ReadTable, rateAt } from './readCurve.ts';
import type { ReadFactor, ReadMeasureCondition } from './readPlan.ts';

/** Factors as they are read at one moment, and their product. */
export interface FactorProduct {
  readonly value: Rational;
  readonly factors: readonly FactorTrace[];
}

const neutral: FactorProduct = { value: one, factors: [] };

/** Where factors read measures: an account at a moment, or figures that are given. */
export interface MeasureValues<At> {
  valueOf(name: string, at: At): Rational;
  attainmentOf(name: string, at: At): Rational;
}

/** Reads the factors of a component. Those that add make one factor, 1 and what each is above 1. */
export function factorProduct<At>(factors: readonly ReadFactor[], measures: MeasureValues<At>, at: At): FactorProduct {
  if (factors.length === 0) return neutral;
  let product = one;
  let added = one;
  const traces = factors.map((factor): FactorTrace => {
    const holds = factor.when.every((condition) => isMet(condition, measures, at));
    const value = holds ? factorValue(factor.multiply, measures, at) : factor.otherwise;
    if (factor.adds) added = add(added, subtract(value, one));
    else product = multiply(product, value);
    return { name: factor.name, value, holds };
  });
  return { value: multiply(product, added), factors: traces };
}

function factorValue<At>(value: Rational | ReadTable, measures: MeasureValues<At>, at: At): Rational {
  return 'by' in value ? rateAt(value, tableValue(value, measures, at)) : value;
}

/** What a table is looked up by. */
export function tableValue<At>({ by, onAttainment }: ReadTable, measures: MeasureValues<At>, at: At): Rational {
  return onAttainment ? measures.attainmentOf(by, at) : measures.valueOf(by, at);
}

function isMet<At>(condition: ReadMeasureCondition, measures: MeasureValues<At>, at: At): boolean {
  const { measure, onAttainment, comparison, limit } = condition;
  const value = onAttainment ? measures.attainmentOf(measure, at) : measures.valueOf(measure, at);
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
