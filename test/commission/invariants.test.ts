import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calculateCommissions } from '../../src/commission/calculateCommissions.ts';
import { commissionInputs, everything, type Features } from '../arbitraries/commission.ts';
import type { PlainEvent, PlainInput } from '../oracles/commissionShape.ts';
import { engineLines } from './runLines.ts';

function run(input: PlainInput): ReturnType<typeof calculateCommissions> {
  return calculateCommissions(input);
}

function check(features: Features, holds: (input: PlainInput) => void, numRuns = 100): void {
  fc.assert(fc.property(commissionInputs(features), holds), { numRuns });
}

describe('a run', () => {
  it('gives lines that add up to what is earned, and the same ones again', () => {
    check(everything, (input) => {
      const first = run(input);
      for (const { lines, earned } of first.statements)
        expect(lines.reduce((sum, { amount }) => sum.plus(amount), earned.minus(earned)).toFixed()).toBe(
          earned.toFixed(),
        );
      expect(run(input)).toEqual(first);
    });
  });

  it('does not see how its input is sorted', () => {
    fc.assert(
      fc.property(commissionInputs(everything), fc.infiniteStream(fc.nat({ max: 1000 })), (input, dice) => {
        const shuffled = <Item>(items: readonly Item[]): readonly Item[] =>
          items
            .map((item) => ({ item, at: dice.next().value ?? 0 }))
            .sort((one, other) => one.at - other.at)
            .map(({ item }) => item);
        const other: PlainInput = {
          ...input,
          plans: shuffled(input.plans),
          assignments: shuffled(input.assignments),
          events: shuffled(input.events),
          quotas: shuffled(input.quotas ?? []),
          scores: shuffled(input.scores ?? []),
          reportingLines: shuffled(input.reportingLines ?? []),
          rates: shuffled(input.rates ?? []),
        };
        expect(run(other).statements).toEqual(run(input).statements);
      }),
      { numRuns: 100 },
    );
  });

  it('does not see what payees are called, as long as their order stays', () => {
    const renamed = (name: string): string => `x-${name}`;
    check(
      everything,
      (input) => {
        const other: PlainInput = {
          ...input,
          assignments: input.assignments.map((item) => ({ ...item, payee: renamed(item.payee) })),
          events: input.events.map((event) =>
            event.credits === undefined
              ? event
              : { ...event, credits: event.credits.map((credit) => ({ ...credit, payee: renamed(credit.payee) })) },
          ),
          quotas: (input.quotas ?? []).map((quota) =>
            quota.payee === undefined ? quota : { ...quota, payee: renamed(quota.payee) },
          ),
          scores: (input.scores ?? []).map((score) =>
            score.payee === undefined ? score : { ...score, payee: renamed(score.payee) },
          ),
          reportingLines: (input.reportingLines ?? []).map((line) => ({
            ...line,
            payee: renamed(line.payee),
            manager: renamed(line.manager),
          })),
        };
        const back = engineLines(other)
          .map((line) => line.replaceAll('x-', ''))
          .sort();
        expect(back).toEqual(engineLines(input));
      },
      150,
    );
  });

  it('never changes an earlier line for a later event', () => {
    const late: PlainEvent = {
      id: 'late',
      on: '2026-07-10',
      amount: '321.09',
      quantity: '3',
      values: { margin: '77.7' },
      credits: [
        { payee: 'ada', share: '0.5' },
        { payee: 'bo', role: 'engineer' },
        { payee: 'cy', share: '0.5' },
      ],
    };
    const earlier = (input: PlainInput): readonly (readonly string[])[] =>
      run(input).statements.flatMap(({ payee, plan, lines }) =>
        lines
          .filter(({ on }) => on < late.on)
          .map(({ id, exact, amount }) => [payee, plan, id, exact.toFixed(), amount.toFixed()]),
      );
    // A pool looks back at its whole period.
    check({ ...everything, amendments: false }, (input) => {
      const plans = input.plans.map((plan) => ({ ...plan, pools: undefined }));
      const [before, after] = [
        { ...input, plans },
        { ...input, plans, events: [...input.events, late] },
      ];
      expect(earlier(after)).toEqual(earlier(before));
    });
  });
});
