import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calculateCommissions } from '../../src/commission/calculateCommissions.ts';
import { commissionInputs, type Features, plainFeatures } from '../arbitraries/commission.ts';
import { dayNumberOf } from '../oracles/calendar.ts';
import { unitsIn } from '../oracles/commissionMoney.ts';
import { releasedBy } from '../oracles/commissionReleased.ts';
import { oracleLines } from '../oracles/commissionRun.ts';
import type { PlainInput } from '../oracles/commissionShape.ts';
import { type Fraction, fractionOf, longDivision, plus } from '../oracles/fraction.ts';

/** What each statement has released in all by its end, by component, and what is expected; nothing is left out. */
function released(input: PlainInput): { readonly found: readonly string[]; readonly expected: readonly string[] } {
  const lines = oracleLines(input);
  const sums = new Map<string, Fraction>();
  const found: string[] = [];
  const expected: string[] = [];
  const tell = (owner: string, end: string, amount: string): string => `${owner} before ${end}: ${amount}`;
  for (const { payee, plan, period, currency, released: parts } of calculateCommissions(input).statements) {
    for (const { component, amount } of parts) {
      const owner = `${payee} ${plan} ${component}`;
      sums.set(owner, plus(sums.get(owner) ?? [0n, 1n], fractionOf(amount.toFixed())));
    }
    const prefix = `${payee} ${plan} `;
    for (const [owner, sum] of sums)
      if (owner.startsWith(prefix) && sum[0] !== 0n) found.push(tell(owner, period.end, longDivision(sum)));
    for (const [owner, units] of releasedBy(input, lines, dayNumberOf(period.end) - 1))
      if (owner.startsWith(prefix) && units !== 0n)
        expected.push(tell(owner, period.end, longDivision([units, unitsIn(currency)])));
  }
  return { found: found.sort(), expected: expected.sort() };
}

const sets: Readonly<Record<string, Partial<Features>>> = {
  'deals and what is paid for them': {},
  returns: { reversals: true },
  'bonuses, shares and what was carried': { closings: true, overrides: true, limits: true },
  everything: { reversals: true, closings: true, overrides: true, limits: true, factors: true, twoPlans: true },
};

describe('what statements release', () => {
  it.each(Object.entries(sets))('is that of every deal on its day: %s', (_, more) => {
    fc.assert(
      fc.property(commissionInputs({ ...plainFeatures, cash: true, ...more }), (input) => {
        const { found, expected } = released(input);
        expect(found).toEqual(expected);
      }),
      { numRuns: 80 },
    );
  });
});
