import {
  type Comparison,
  type Condition,
  type FieldReference,
  isPeriodDate,
  type Limit,
  type WantedText,
} from './condition.ts';
import type { TextParameterReference } from './parameter.ts';

type Compare = Extract<Condition, { kind: 'compare' }>;
type Days = Extract<Condition, { kind: 'days' }>;

/** How a number stands to a limit. */
export const comparisonWords: Readonly<Record<Comparison, string>> = {
  above: 'above',
  atLeast: 'at least',
  below: 'below',
  atMost: 'at most',
  equals: 'exactly',
};

const oppositeWords: Readonly<Record<Comparison, string>> = {
  above: comparisonWords.atMost,
  atLeast: comparisonWords.below,
  below: comparisonWords.atLeast,
  atMost: comparisonWords.above,
  equals: 'not exactly',
};

/** How the second of two dates stands to the first, where the limit is 0 days. */
const orderWords: Readonly<Record<Comparison, string>> = {
  above: 'is after',
  atLeast: 'is not before',
  below: 'is before',
  atMost: 'is not after',
  equals: 'is the same day as',
};

const oppositeOrderWords: Readonly<Record<Comparison, string>> = {
  above: orderWords.atMost,
  atLeast: orderWords.below,
  below: orderWords.atLeast,
  atMost: orderWords.above,
  equals: 'is not the same day as',
};

/** The comparison by which the first of two dates stands to the second. */
const mirrored: Readonly<Record<Comparison, Comparison>> = {
  above: 'below',
  atLeast: 'atMost',
  below: 'above',
  atMost: 'atLeast',
  equals: 'equals',
};

/** A condition in words: `status is "won"`. */
export function conditionText(condition: Condition): string {
  switch (condition.kind) {
    case 'is':
      return `${condition.field} is ${listText(condition.values)}`;
    case 'missing':
      return `${condition.field} is missing`;
    case 'happened':
      return `${condition.field} has happened`;
    case 'compare':
      return compareText(condition, comparisonWords);
    case 'days':
      return daysText(condition, comparisonWords, orderWords);
    case 'all':
      return condition.conditions.length === 0 ? 'always' : condition.conditions.map(operandText).join(' and ');
    case 'any':
      return condition.conditions.length === 0 ? 'never' : condition.conditions.map(operandText).join(' or ');
    case 'not':
      return negationText(condition.condition);
  }
}

/** A comparison with a missing value is false, so its opposite is not all of its negation. */
function negationText(condition: Condition): string {
  switch (condition.kind) {
    case 'is':
      return `${condition.field} is not ${listText(condition.values)}`;
    case 'missing':
      return `${condition.field} is present`;
    case 'happened':
      return `${condition.field} has not happened`;
    case 'compare': {
      const { field, limit } = condition;
      const other = typeof limit === 'object' && limit.kind === 'field' ? [limit.field] : [];
      return orMissing(compareText(condition, oppositeWords), [field, ...other]);
    }
    case 'days': {
      const fields = [condition.from, condition.to].filter((name) => !isPeriodDate(name));
      return orMissing(daysText(condition, oppositeWords, oppositeOrderWords), fields);
    }
    case 'not':
      return conditionText(condition.condition);
    default:
      return `not ${operandText(condition)}`;
  }
}

function compareText({ field, comparison, limit }: Compare, words: typeof comparisonWords): string {
  return `${field} is ${words[comparison]} ${limitText(limit)}`;
}

function daysText(condition: Days, words: typeof comparisonWords, order: typeof orderWords): string {
  const { from, to, comparison, limit } = condition;
  if (limit !== '0') return `days from ${from} to ${to} are ${words[comparison]} ${limitText(limit)}`;
  // A date of the record is what the words are about, not one of the period.
  return isPeriodDate(to) && !isPeriodDate(from)
    ? `${from} ${order[mirrored[comparison]]} ${to}`
    : `${to} ${order[comparison]} ${from}`;
}

function orMissing(text: string, fields: readonly string[]): string {
  const [first, second] = fields;
  if (first === undefined) return text;
  if (second !== undefined && second !== first) return `${text}, or either is missing`;
  return text.startsWith(`${first} `) ? `${text} or missing` : `${text}, or ${first} is missing`;
}

function operandText(condition: Condition): string {
  const text = conditionText(condition);
  return isJoined(condition) ? `(${text})` : text;
}

/** Whether the words hold an "and" or an "or". */
function isJoined(condition: Condition): boolean {
  if (condition.kind === 'all' || condition.kind === 'any') return condition.conditions.length > 1;
  if (condition.kind !== 'not') return false;
  const { condition: inner } = condition;
  return inner.kind === 'compare' || inner.kind === 'days' || (inner.kind === 'not' && isJoined(inner.condition));
}

function listText(values: readonly WantedText[]): string {
  const shown = values.map((value) => (typeof value === 'string' ? JSON.stringify(value) : textParameterText(value)));
  return `${shown.length === 1 ? '' : 'one of '}${shown.join(', ')}`;
}

function textParameterText({ name, default: byDefault }: TextParameterReference): string {
  return `${name} (${byDefault === null ? 'any' : JSON.stringify(byDefault)} by default)`;
}

/** A limit in words. */
export function limitText(limit: Limit | FieldReference): string {
  if (typeof limit === 'string') return limit;
  return limit.kind === 'field' ? limit.field : `${limit.name} (${limit.default} by default)`;
}
