import type { Kpi } from '../expression/kpi.ts';
import type { Parameter } from '../expression/parameter.ts';
import type { Unit } from '../expression/unit.ts';

/** Units as a reader says them. */
export const unitWords: Readonly<Record<Unit, string>> = {
  count: 'a number',
  ratio: 'a ratio (fraction of one)',
  score: 'a score',
  currency: 'money',
  'currency per day': 'money per day',
  'currency per month': 'money per month',
  'currency per rep': 'money per rep',
  'count per rep': 'a number per rep',
  'count per day': 'a number per day',
  'count per hour': 'a number per hour',
  days: 'days',
  hours: 'hours',
  months: 'months',
};

/** Directions as a reader says them. */
export const betterWords: Readonly<Record<Kpi['better'], string>> = {
  higher: 'higher is better',
  lower: 'lower is better',
  depends: 'better depends',
};

/** A parameter and its default: `cap` 1, `horizon` 30 days, `competitor` any. */
export function parameterText(parameter: Parameter): string {
  return `\`${parameter.name}\` ${defaultText(parameter)}`;
}

/** The default of a parameter with its unit. */
export function defaultText(parameter: Parameter): string {
  if (parameter.kind === 'text-parameter')
    return parameter.default === null ? 'any' : JSON.stringify(parameter.default);
  const isPlain = parameter.unit === 'count' || parameter.unit === 'ratio';
  return isPlain ? parameter.default : `${parameter.default} ${parameter.unit}`;
}
