import fc from 'fast-check';
import type { Grain, PlainCredits, PlainMeasure, PlainWindow } from '../oracles/commissionShape.ts';
import { type Features, grain, isGrain, optional, rarely } from './commissionFeatures.ts';

/** Measures beside the one that is paid for: what factors, tables, scorecards and contests read. */
export function readMeasures({
  otherWindow: window,
  scoreWindow,
  zero,
}: Choices): Readonly<Record<string, PlainMeasure>> {
  return {
    deals: { kind: 'credits', of: 'count', window },
    volume: { kind: 'credits', of: 'amount', window, target: { zero } },
    renewals: { kind: 'credits', of: 'amount', where: [{ field: 'kind', is: 'renewal' }], window },
    renewalShare: { kind: 'ratio', of: 'renewals', per: 'volume' },
    satisfaction: { kind: 'given', window: scoreWindow, target: { zero } },
    largest: { kind: 'credits', of: 'amount', aggregate: 'maximum', window },
    // Mostly 1 or a half, so that payees are often equal in contests.
    anyDeal: { kind: 'credits', of: 'count', aggregate: 'maximum', window },
    dealSize: { kind: 'credits', of: 'amount', window: 'event' },
    lately: { kind: 'credits', of: 'quantity', window: { months: 1 } },
    tenure: { kind: 'tenure', unit: 'months' },
  };
}

/** What a measure that is paid for counts, and over which time it and others add up. */
export interface Choices {
  readonly window: PlainWindow;
  readonly otherWindow: Grain;
  readonly scoreWindow: Grain;
  readonly of: string | undefined;
  readonly roles: readonly string[] | undefined;
  readonly onlyNew: boolean;
  readonly team: PlainCredits['team'];
  readonly isMaximum: boolean;
  readonly reversals: PlainCredits['reversals'];
  readonly split: PlainCredits['split'];
  readonly shares: PlainCredits['shares'];
  readonly zero: 'none' | 'full' | undefined;
}

export function choices(features: Features): fc.Arbitrary<Choices> {
  return fc.record({
    window: fc.constantFrom(...features.windows),
    otherWindow: grain,
    scoreWindow: grain,
    of: optional(fc.constantFrom('amount', 'quantity', 'count', 'margin')),
    roles: rarely(fc.constantFrom(['owner'], ['owner', 'engineer'])),
    onlyNew: fc.boolean(),
    team: features.teams
      ? optional(
          fc.record({
            levels: optional(fc.constantFrom(1, 2)),
            withOwn: optional(fc.boolean()),
            asOf: optional(fc.constantFrom('event' as const, 'period-end' as const)),
          }),
        )
      : fc.constant(undefined),
    reversals: features.reversals
      ? optional(fc.constantFrom('keep' as const, 'current' as const, 'origin' as const))
      : fc.constant(undefined),
    isMaximum: fc.nat({ max: 7 }).map((value) => value === 0),
    split: features.splits ? optional(fc.constantFrom('money' as const, 'credit' as const), 4) : fc.constant(undefined),
    shares: features.splits ? optional(fc.constantFrom('one' as const, 'any' as const)) : fc.constant(undefined),
    zero: features.zeroTargets
      ? optional(fc.constantFrom('none' as const, 'full' as const), 6)
      : fc.constant(undefined),
  });
}

/** The measure that a component pays for. Only shares of owners always add up to 1. */
export function paidMeasure(chosen: Choices): PlainCredits {
  const { window, of, onlyNew, team, isMaximum, reversals, split, shares, zero } = chosen;
  const roles = shares === 'one' ? ['owner'] : chosen.roles;
  return {
    kind: 'credits',
    of,
    window,
    reversals,
    roles,
    team,
    split,
    shares,
    ...(onlyNew ? { where: [{ field: 'kind', isNot: 'renewal' }] } : {}),
    ...(isMaximum && window !== 'event' ? { aggregate: 'maximum' as const } : {}),
    ...(isGrain(window) || window === 'quota' ? { target: { zero } } : {}),
  };
}
