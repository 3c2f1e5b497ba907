import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calculateCommissions } from '../../src/commission/calculateCommissions.ts';
import { type ExplanationStep, explainLine } from '../../src/commission/explainLine.ts';
import { commissionInputs, type Features, plainFeatures } from '../arbitraries/commission.ts';

/** Decimals that need more digits than are shown add up to about the same. */
const exact = Decimal.clone({ precision: 60 });

function sumOf(steps: readonly ExplanationStep[]): Decimal {
  return steps.reduce((sum, { value }) => sum.plus(value ?? 0), new exact(0));
}

/** What a credit is worth by the parts that are told of it; null where it is a rate on a base. */
function partsOf({ steps }: ExplanationStep): Decimal | null {
  if (steps.some(({ text }) => / on .* of the window, of which |^rate .* on /.test(text))) return null;
  const share = steps.find(({ text }) => text === 'share of the pay')?.value ?? 1;
  return sumOf(steps.filter(({ text }) => text !== 'share of the pay' && text !== 'target of the window')).times(
    share.toString(),
  );
}

const sets: Readonly<Record<string, Partial<Features>>> = {
  'rates looked up': { tables: true },
  'versions with rates looked up, and returns': { versions: true, tables: true, reversals: true },
  'shares of the pay, curves of assignments and two plans': {
    splits: true,
    ownCurves: true,
    twoPlans: true,
    tables: true,
    teams: true,
  },
};

describe('explanations', () => {
  it.each(Object.entries(sets))('of credits have parts that add up: %s', (_, more) => {
    fc.assert(
      fc.property(commissionInputs({ ...plainFeatures, ...more }), (input) => {
        const lines = calculateCommissions(input).statements.flatMap((statement) => statement.lines);
        for (const line of lines) {
          if (line.kind !== 'credit' || line.reason === 'outside-dates') continue;
          const credit = explainLine(line).root.steps.find(({ text }) => text.includes(' credited: total '));
          const parts = credit === undefined ? null : partsOf(credit);
          if (parts === null) continue;
          const off = parts.minus((credit?.value ?? 0).toString()).abs();
          expect(off.lt('1e-25'), `${explainLine(line).text}: ${parts.toString()}`).toBe(true);
        }
      }),
      { numRuns: 80 },
    );
  });
});
