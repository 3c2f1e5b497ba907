import { SalesMetricsError } from '../errors.ts';
import { type Rational, sumOf } from '../number/rational.ts';
import type { Span } from './inputData.ts';
import type { Window } from './plan.ts';
import { describeOwner, describeSpan, type QuotaReign } from './quotas.ts';
import { QuotaCut, type QuotaCutRequest, type QuotaCutSources, type TargetPiece } from './targetPieces.ts';
import { isEmpty, overlapOf } from './window.ts';

/** For whom and over which time a target is asked. */
export interface TargetRequest extends QuotaCutRequest {
  readonly payee: string;
  /** Name of the measure that has the target. */
  readonly measure: string;
  readonly window: Window;
  /** The window as days. */
  readonly span: Span;
  /** Which quota counts when for the payee, plan and measure. */
  readonly reigns: readonly QuotaReign[];
}

/** The target of a window: the sum of its pieces, in the currency of the plan. */
export interface Target {
  readonly amount: Rational;
  /** In the order of their time. */
  readonly pieces: readonly TargetPiece[];
}

/**
 * The target of a payee for a measure in a window.
 *
 * Weeks, months, quarters, years and rolling windows cut quotas: each quota adds the share of its amount that its time in the window
 * carries. Windows `quota`, `event` and `start` take quotas whole: the one that is the window, the one that counts on the day of the
 * event, or all that count on some day of the assignment.
 *
 * @param request - the window, whose it is, and the rule
 * @param sources - rates, and the measure of time
 * @returns the target with its pieces; 0 where quotas are 0 or the payee was absent
 * @throws SalesMetricsError `missing-quota` when no quota counts on any day of the window; `missing-rate` for a quota in another currency; `invalid-commission-input` when a quota cannot be cut as the rule asks
 */
export function targetOf(request: TargetRequest, sources: QuotaCutSources): Target {
  const { payee, plan, measure, span } = request;
  const reigns = wantedReigns(request);
  if (reigns.length === 0) {
    const owner = describeOwner({ payee, plan: plan.id, measure });
    throw new SalesMetricsError(
      'missing-quota',
      `calculateCommissions: the target of ${owner} needs a quota in ${describeSpan(span)}, got none; a quota of 0 says that there is no target`,
    );
  }
  // A window that is one assignment leaves the time of the others to their windows.
  const cut = new QuotaCut(request, request.window === 'start' ? span : allTime, sources);
  const pieces = reigns.flatMap((reign) => cut.piecesOf(reign));
  return { amount: sumOf(pieces.map(({ amount }) => amount)), pieces };
}

const allTime: Span = { start: Number.NEGATIVE_INFINITY, end: Number.POSITIVE_INFINITY };

/** The parts of reigns of which the target is the sum. */
function wantedReigns({ reigns, window, span }: TargetRequest): readonly QuotaReign[] {
  if (window === 'quota') return reigns.filter(({ quota }) => quota.start === span.start && quota.end === span.end);
  const touching = reigns.filter((reign) => !isEmpty(overlapOf(reign, span)));
  if (window !== 'event' && window !== 'start')
    return touching.map((reign) => ({ quota: reign.quota, ...overlapOf(reign, span) }));
  const touched = new Set(touching.map(({ quota }) => quota));
  return reigns.filter(({ quota }) => touched.has(quota));
}
