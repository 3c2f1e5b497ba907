import { checkCurve } from './checkCurve.ts';
import type { Curve } from './curveData.ts';
import { curveSchema } from './curveSchema.ts';
import { plainCopy } from './plainCopy.ts';
import { PlanParts } from './planParts.ts';
import { Problems } from './problems.ts';
import { noteSchemaIssues } from './schemaProblems.ts';

/** A curve alone names measures that nobody has to know. */
const withoutMeasures: ReadonlySet<string> = new Set(['measures']);

/**
 * A curve that stands alone, checked like the curve of a plan.
 *
 * @param given - anything
 * @param where - begins the message of the error
 * @returns a copy whose decimals are text
 * @throws SalesMetricsError `invalid-plan` with all problems
 */
export function checkedCurve(given: unknown, where: string): Curve {
  const problems = new Problems();
  const copy = plainCopy(given);
  const parsed = curveSchema().safeParse(copy);
  if (parsed.success) {
    const parts = new PlanParts(problems, {}, withoutMeasures, '');
    checkCurve(parts, 'curve', parsed.data, { name: 'curve', measure: null, base: undefined });
  } else {
    noteSchemaIssues(problems, parsed.error.issues, copy, 'curve');
  }
  const error = problems.error('invalid-plan', where);
  if (error !== null) throw error;
  return parsed.data as Curve;
}
