/** Figures that the benchmark defines for itself. */
import { always, defineKpi, records } from '../../dist/index.js';

/** All opportunities, whatever the period. */
export const everything = records('opportunities', always());

/** A KPI of a formula, with no more words than are asked for. */
export function figureOver(id, unit, formula) {
  return defineKpi({
    id,
    name: id,
    question: `What is ${id}?`,
    category: 'outcome',
    indicator: 'lagging',
    cadence: 'quarterly',
    unit,
    better: 'depends',
    formula,
    counts: 'Opportunities.',
    undefinedWhen: 'There are none.',
    examples: [],
    sources: [],
  });
}
