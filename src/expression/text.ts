import type { Comparison } from './condition.ts';
import { comparisonWords, conditionText, limitText } from './conditionText.ts';
import type {
  Aggregate,
  FigureCondition,
  Formula,
  PerEntity,
  PeriodChange,
  PeriodLength,
  PerPeriod,
  Quantity,
} from './expression.ts';
import type { ParameterReference } from './parameter.ts';
import type { Anchor, Join, RecordSet } from './recordSet.ts';

const comparisonSigns: Readonly<Record<Comparison, string>> = {
  above: '>',
  atLeast: '≥',
  below: '<',
  atMost: '≤',
  equals: '=',
};

/** The rule by which a record belongs to a period, in words. */
export function anchorText(anchor: Anchor): string {
  switch (anchor.kind) {
    case 'falls':
      return `${anchor.field} falls in the period`;
    case 'stands':
      return `standing at the ${anchor.at} of the period (from ${anchor.from} until ${anchor.until})`;
    case 'before':
      return anchor.at === 'start' ? `${anchor.field} is before the period` : `${anchor.field} is not after the period`;
    case 'within':
      return `${anchor.from} to ${anchor.until} lies within the period`;
    case 'always':
      return 'of any period';
  }
}

/** The rule by which other records are joined, in words. */
export function joinText(join: Join): string {
  const { source, key, dates, within, beyond, where, compare } = join;
  const isAfter = join.side === 'after';
  const parts = [
    `${joinWords(join)} ${source} with the same ${key[0] === key[1] ? key[0] : `${key[0]} (its ${key[1]})`}`,
    `${dates[1]} not ${isAfter ? 'before' : 'after'} ${dates[0]}`,
    ...(within === null ? [] : [`within ${limitText(within)} days`]),
    ...(beyond === null ? [] : [`more than ${limitText(beyond)} days ${isAfter ? 'later' : 'earlier'}`]),
    ...where.map(conditionText),
    ...compare.map(
      ({ other, comparison, own, plus }) =>
        `its ${other} ${comparisonWords[comparison]} ${own}${plus === null ? '' : ` + ${limitText(plus)}`}`,
    ),
  ];
  return parts.join(', ');
}

function joinWords({ match, side }: Join): string {
  if (match === 'every') return 'paired with each of';
  return `${side === 'after' ? 'followed' : 'preceded'} by ${match === 'first' ? 'one' : 'none'} of`;
}

/** A record set in words. */
export function recordSetText(set: RecordSet): string {
  return [
    `${set.source} ${set.anchor.kind === 'always' ? '' : 'where '}${anchorText(set.anchor)}`,
    ...set.where.map(conditionText),
    ...(set.join === null ? [] : [joinText(set.join)]),
    ...(set.owner === null ? [] : [`credited to ${set.owner}`]),
  ].join('; ');
}

/** A quantity in words. */
export function quantityText(quantity: Quantity): string {
  switch (quantity.kind) {
    case 'field':
      return quantity.field;
    case 'product':
      return quantity.factors
        .map((factor) => (factor.kind === 'span' ? `(${quantityText(factor)})` : quantityText(factor)))
        .join(' × ');
    case 'span':
      return `${quantity.unit.replace('-', ' ')} from ${quantity.from} to ${quantity.to}`;
  }
}

/** What an aggregate does, in words: `sum of amount over opportunities where …`. */
export function aggregateText(aggregate: Aggregate): string {
  return `${aggregateHead(aggregate)} ${recordSetText(aggregate.records)}`;
}

function aggregateHead(aggregate: Aggregate): string {
  switch (aggregate.kind) {
    case 'count':
      return 'number of';
    case 'distinct':
      return `number of different values of ${aggregate.field} over`;
    case 'percentile': {
      const { fraction, method } = aggregate;
      const of = quantityText(aggregate.of);
      if (fraction === '0.5' && method === 'linear') return `median of ${of} over`;
      return `percentile ${limitText(fraction)} (${method}) of ${of} over`;
    }
    case 'trimmed-mean':
      return `mean without the smallest and largest ${limitText(aggregate.fraction)} of ${quantityText(aggregate.of)} over`;
    case 'first':
    case 'last':
      return `${aggregate.kind} by ${aggregate.by} of ${quantityText(aggregate.of)} over`;
    default:
      return `${aggregate.kind} of ${quantityText(aggregate.of)} over`;
  }
}

const binding: Readonly<Record<string, number>> = { plus: 1, minus: 1, times: 2, divide: 2 };
const signs: Readonly<Record<string, string>> = { plus: '+', minus: '−', times: '×', divide: '/' };

/** A formula as one line in the names of its parts: `won / decided`. */
export function formulaText(formula: Formula): string {
  switch (formula.kind) {
    case 'constant':
      return formula.value;
    case 'plus':
    case 'minus':
    case 'times':
    case 'divide': {
      const own = binding[formula.kind] ?? 0;
      const left = operandFormula(formula.left, own);
      // The right side of − and / needs brackets at the same strength.
      const right = operandFormula(formula.right, formula.kind === 'plus' || formula.kind === 'times' ? own : own + 1);
      return `${left} ${signs[formula.kind] ?? ''} ${right}`;
    }
    case 'lesser':
    case 'greater':
      return `${formula.kind} of (${formulaText(formula.left)}, ${formulaText(formula.right)})`;
    case 'power':
      return `${operandFormula(formula.base, 3)} ^ ${limitText(formula.exponent)}`;
    case 'root':
      return `root ${limitText(formula.exponent)} of (${formulaText(formula.base)})`;
    case 'rounded':
      return `${roundingText(formula)} (${formulaText(formula.formula)})`;
    case 'in-period':
      return `${operandFormula(formula.formula, 3)} [${periodChangeText(formula.change)}]`;
    case 'overall':
      return `${operandFormula(formula.formula, 3)} [of all]`;
    default:
      return formula.name;
  }
}

function operandFormula(formula: Formula, strength: number): string {
  const text = formulaText(formula);
  return (binding[formula.kind] ?? 3) < strength ? `(${text})` : text;
}

/** A rounding, in words that go before what is rounded. */
export function roundingText({ digits, mode }: Extract<Formula, { kind: 'rounded' }>): string {
  if (digits === 0) return `rounded ${mode} to a whole number`;
  if (digits < 0) return `rounded ${mode} to a multiple of 1${'0'.repeat(-digits)}`;
  return `rounded ${mode} to ${digits} decimal${digits === 1 ? '' : 's'}`;
}

/** A change of period in words; `parameterText` says how a parameter stands in them. */
export function periodChangeText(
  change: PeriodChange,
  parameterText: (count: ParameterReference) => string = limitText,
): string {
  const count = 'count' in change ? change.count : 1;
  const number = typeof count === 'object' ? parameterText(count) : String(count);
  switch (change.kind) {
    case 'previous':
      return count === 1 ? 'previous period' : `${number} periods before`;
    case 'next':
      return count === 1 ? 'next period' : `${number} periods after`;
    case 'same-last-year':
      return count === 1 ? 'same period last year' : `same period ${number} years before`;
    case 'trailing':
      return `trailing ${number} ${change.grain}${count === 1 ? '' : 's'}`;
    case 'to-date':
      return `${change.grain} to date`;
  }
}

/** What a per-entity part does, in words. */
export function perEntityText(formula: PerEntity): string {
  const observed = formula.observed === undefined ? '' : `, observed where ${figureConditionText(formula.observed)}`;
  return `${foldText(formula)} entities by ${formula.by}${conditionsText(formula.having)}${observed}`;
}

/** What a per-period part does, in words. */
export function perPeriodText(formula: PerPeriod): string {
  return `${foldText(formula)} ${formula.grain}s of the period${conditionsText(formula.having)}`;
}

/** One condition on an entity or a period, in words. */
export function onlyConditionText(formula: PerEntity | PerPeriod, condition: FigureCondition): string {
  const { kind, name } = formula;
  const only = { name, fold: 'count', value: null, having: [condition] } as const;
  return kind === 'per-entity'
    ? perEntityText({ kind, by: formula.by, ...only })
    : perPeriodText({ kind, grain: formula.grain, ...only });
}

/** A length of the period, in words. */
export function periodLengthText({ unit, days }: PeriodLength): string {
  const noun = unit === 'days' ? 'days' : 'working days';
  return {
    whole: `${noun} of the period`,
    elapsed: `${noun} of the period so far`,
    remaining: `${noun} of the period that remain`,
  }[days];
}

function foldText({ fold, value }: PerEntity | PerPeriod): string {
  return value === null ? 'number of' : `${foldName(fold)} of ${formulaText(value)} over`;
}

/** What a fold is called. */
export function foldName(fold: PerEntity['fold']): string {
  return fold === 'kaplan-meier-median' ? 'Kaplan-Meier median' : fold;
}

function conditionsText(having: readonly FigureCondition[]): string {
  return having.length > 0 ? ` with ${having.map(figureConditionText).join(' and ')}` : '';
}

function figureConditionText({ value, comparison, limit }: FigureCondition): string {
  return `${formulaText(value)} ${comparisonSigns[comparison]} ${formulaText(limit)}`;
}
