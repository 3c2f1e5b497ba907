import { SalesMetricsError, showValue } from '../errors.ts';
import { type Decimal, decimalOfUnits, toDecimal } from '../number/decimal.ts';
import { compare, isZero, one, type Rational, subtract } from '../number/rational.ts';
import { formatDay } from '../time/day.ts';
import type { BonusTrace, CurveTrace, EarnedLine, FactorTrace, LineTrace } from './line.ts';
import type { Segment } from './pricing.ts';
import type { StatementLine } from './statementData.ts';
import { earnedLineOf, isWithdrawal } from './statementLine.ts';

/** One step of an explanation: a sentence, the figure that it ends in, and the steps that led there. */
export interface ExplanationStep {
  /** What the figure is, for example `40000 to 50000 at 0.05`. */
  readonly text: string;
  /** The figure; null where the step only says something. */
  readonly value: Decimal | null;
  /** What led to the figure. */
  readonly steps: readonly ExplanationStep[];
}

/** Why a line earns what it earns. */
export interface LineExplanation {
  /** The line that was asked for. */
  readonly line: StatementLine;
  /** The whole as a tree, the result at the root. */
  readonly root: ExplanationStep;
  /** The tree as indented text, a line for each step. */
  readonly text: string;
}

/**
 * Why a line earns what it earns: the rule, the parts of the curve with their rates, factors, limits, and the exact and rounded amount.
 *
 * The explanation is made when it is asked for, from what the run kept; not asking costs nothing.
 *
 * @param line - a line of a statement of {@link calculateCommissions}, from a run in this process
 * @returns the explanation as a tree and as text
 * @throws SalesMetricsError `invalid-argument` for a line that comes from elsewhere, such as from JSON
 *
 * @example
 * ```ts
 * import { calculateCommissions, explainLine } from 'sales-metrics';
 * const tiers = [{ from: 0, rate: '0.05' }, { from: 50000, rate: '0.08' }];
 * const { statements } = calculateCommissions({
 *   plans: [{
 *     id: 'rep', currency: 'USD', measures: { sales: { kind: 'credits', window: 'year' } },
 *     components: [{ id: 'commission', kind: 'curve', measure: 'sales', curve: { mode: 'marginal', tiers } }],
 *   }],
 *   assignments: [{ payee: 'ann', plan: 'rep', from: '2026-01-01' }],
 *   events: [{ id: 'deal-1', on: '2026-01-20', amount: 80000, credits: [{ payee: 'ann' }] }],
 * });
 * explainLine(statements[0].lines[0]).text.split('\n')[1]; // => '  80000 credited: total 0 to 80000: 4900'
 * ```
 */
export function explainLine(line: StatementLine): LineExplanation {
  const earned = earnedLineOf(line);
  if (earned === undefined && isWithdrawal(line)) {
    const gone = step('the line is there no more: its event was cancelled, moved or is credited otherwise now', null);
    return explanation(line, trueUpStep(line, gone));
  }
  if (earned === undefined)
    throw new SalesMetricsError(
      'invalid-argument',
      `explainLine: line must come from a run of calculateCommissions in this process, got ${showValue(line)}`,
    );
  return explanation(line, explained(earned, line));
}

function explanation(line: StatementLine, root: ExplanationStep): LineExplanation {
  return Object.freeze({ line, root, text: textOf(root, 0).join('\n') });
}

function trueUpStep(line: StatementLine, now: ExplanationStep): ExplanationStep {
  return step(`true-up of ${line.corrects}: what it earns now less what was stated`, line.amount, [now]);
}

function explained(earned: EarnedLine, line: StatementLine): ExplanationStep {
  const name = earned.component?.given.name ?? earned.component?.id ?? 'plan';
  const steps = [...stepsOf(earned), ...limitSteps(earned)];
  const rounded = decimalOfUnits(earned.units, earned.plan.digits);
  const rounding = step(
    `rounded to ${earned.plan.digits} decimals with what its window earned before (${earned.plan.rounding})`,
    rounded,
  );
  const own = step(`${name}, ${line.corrects ?? line.id}, on ${formatDay(earned.day)}`, rounded, [
    ...steps,
    ...(rounded.equals(toDecimal(earned.exact)) ? [] : [rounding]),
    ...(earned.reason === null ? [] : [step(`nothing is earned: ${earned.reason}`, null)]),
    step(`plan ${earned.plan.id}, version ${earned.plan.given.hash.slice(0, 12)}`, null),
  ]);
  return line.corrects === null ? own : trueUpStep(line, own);
}

function stepsOf({ trace, raw, account, entry, original }: EarnedLine): readonly ExplanationStep[] {
  const rate = entry === null ? [] : exchangeSteps(entry.rate);
  switch (trace.kind) {
    case 'curve':
      return [...rate, ...curveSteps(trace, raw), ...besideSteps(trace, raw)];
    case 'repricing':
      return [step('what was earned in the window before, priced anew', toDecimal(raw), stateSteps(trace))];
    case 'reversal':
      return [
        step(
          `${partOf(trace.part)} ${shown(trace.of)} that the original line ${paidBy(original)}`,
          toDecimal(trace.taken),
          [step(`share taken back after ${trace.ageDays} days`, toDecimal(trace.decay))],
        ),
        ...(trace.factors.length === 0 ? [] : [step('after factors', toDecimal(movedBy(trace)), stateSteps(trace))]),
        ...besideSteps(trace, raw),
      ];
    case 'bonus':
      return bonusSteps(trace, raw);
    case 'prize': {
      const equals = trace.equals > 1 ? `, with ${trace.equals - 1} others equal` : '';
      const text = `place ${trace.place} of ${trace.participants} with ${shown(trace.value)}${equals}`;
      return [step(text, toDecimal(raw), factorSteps(trace.factors))];
    }
    case 'override': {
      const whose = trace.source.account === account ? 'own' : trace.source.account.payee;
      return [
        step(
          `${shown(trace.rate)} of ${shown(trace.source.limited)} on line ${trace.source.id} (${whose})`,
          toDecimal(raw),
          [...exchangeSteps(trace.exchangeRate), ...stateSteps(trace)],
        ),
      ];
    }
    case 'carried':
      return [step('carried over from the period before', toDecimal(trace.amount))];
    case 'pool':
      return [
        step(
          `share of the overrun: ${shown(trace.earned)} of ${shown(trace.total)} earned by all, budget ${shown(trace.maximum)}`,
          toDecimal(raw),
        ),
      ];
    case 'pool-return':
      return [
        step(
          `${shown(trace.share)} of what line ${trace.source.id} takes back, which the budget took already`,
          toDecimal(raw),
        ),
      ];
  }
}

type StateChange = Pick<CurveTrace, 'stateBefore' | 'stateAfter'>;

function movedBy({ stateBefore, stateAfter }: StateChange): Rational {
  return subtract(stateAfter, stateBefore);
}

/** What a reversal changed in the window of its own day, beside the one that it is taken off. */
function besideSteps(trace: StateChange, raw: Rational): readonly ExplanationStep[] {
  const beside = subtract(raw, movedBy(trace));
  return isZero(beside) ? [] : [step('what was earned in the window of its day, priced anew', toDecimal(beside))];
}

function partOf(part: Rational): string {
  return compare(part, one) === 0 ? 'all of the' : `${shown(part)} of`;
}

function paidBy(original: EarnedLine | null): string {
  return (original?.claim ?? null) === null ? 'paid' : 'paid, now or later';
}

function exchangeSteps(rate: Rational): readonly ExplanationStep[] {
  return compare(rate, one) === 0 ? [] : [step('rate of exchange to the currency of the plan', toDecimal(rate))];
}

function curveSteps(trace: CurveTrace, raw: Rational): readonly ExplanationStep[] {
  const { pricing, before, after, credited, repriced, base, share, curvePay, target } = trace;
  const segments = base === null ? pricing.segments(before, after).map(segmentStep) : [];
  const ofBase = base === null ? [] : [step(rateOnBase(trace, base), null)];
  const rates = isZero(repriced) ? [] : [step('what came before, at the rates of now', toDecimal(repriced))];
  const targets = target === null ? [] : [step('target of the window', toDecimal(target))];
  const shares = compare(share, one) === 0 ? [] : [step('share of the pay', toDecimal(share))];
  const credit = step(
    `${shown(credited)} credited: total ${before === null ? '0' : shown(before)} to ${shown(after)}`,
    toDecimal(curvePay),
    [...targets, ...rates, ...segments, ...ofBase, ...shares],
  );
  if (trace.factors.length === 0) return [credit];
  return [credit, step('after factors', toDecimal(raw), stateSteps(trace))];
}

/** A deal is paid by itself, at the rate of the total before or after it; otherwise the rate reached is paid on all of the window. */
function rateOnBase({ pricing, before, after }: CurveTrace, base: NonNullable<CurveTrace['base']>): string {
  const ofDeal = pricing.rateOfDeal(before as Rational, after);
  if (ofDeal !== null) return `rate ${shown(ofDeal)} on ${shown(base.after)}`;
  return `rate ${shown(pricing.rateOf(after))} on ${shown(base.after)} of the window, of which ${shown(base.before)} came before`;
}

function segmentStep({ kind, from, to, rate, amount }: Segment): ExplanationStep {
  const stretch = `${shown(from)} to ${shown(to)}`;
  const texts = {
    rate: `${stretch} at ${rate === null ? '' : shown(rate)}`,
    repriced:
      rate === null
        ? `${stretch} priced at the tier reached`
        : `${stretch} priced anew, rate changed by ${shown(rate)}`,
    fixed: `fixed pay at ${shown(to)}`,
    limit: 'minimum or maximum of the curve',
  };
  return step(texts[kind], toDecimal(amount));
}

function bonusSteps({ amount, present, scores, factors }: BonusTrace, raw: Rational): readonly ExplanationStep[] {
  return [
    step('bonus of the period', toDecimal(raw), [
      step('full amount', toDecimal(amount)),
      ...(present === null ? [] : [step(`assigned on ${present.days} of ${present.of} days`, null)]),
      ...scores.map(({ measure, value, score, weight }) =>
        step(`${measure} ${shown(value)} scores ${shown(score)}, weight ${shown(weight)}`, null),
      ),
      ...factorSteps(factors),
    ]),
  ];
}

function stateSteps(trace: Extract<LineTrace, { readonly stateBefore: Rational }>): readonly ExplanationStep[] {
  return [
    ...factorSteps(trace.factors),
    step('earned in the window before', toDecimal(trace.stateBefore)),
    step('earned in the window now', toDecimal(trace.stateAfter)),
  ];
}

function factorSteps(factors: readonly FactorTrace[]): readonly ExplanationStep[] {
  return factors.map(({ name, value, holds }) =>
    step(`factor${name === null ? '' : ` ${name}`}${holds ? '' : ' (its condition is not met)'}`, toDecimal(value)),
  );
}

function limitSteps({ limits }: EarnedLine): readonly ExplanationStep[] {
  return limits.map(({ of, per, before, after }) =>
    step(`limit of the ${of} per ${per}: ${shown(before)} becomes`, toDecimal(after)),
  );
}

function step(text: string, value: Decimal | null, steps: readonly ExplanationStep[] = []): ExplanationStep {
  return Object.freeze({ text, value, steps: Object.freeze([...steps]) });
}

function textOf({ text, value, steps }: ExplanationStep, depth: number): string[] {
  const line = `${'  '.repeat(depth)}${text}${value === null ? '' : `: ${value.toFixed()}`}`;
  return [line, ...steps.flatMap((child) => textOf(child, depth + 1))];
}

function shown(value: Rational): string {
  return toDecimal(value).toFixed();
}
