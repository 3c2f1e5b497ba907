import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calculate } from '../../src/evaluate/calculate.ts';
import { anyAsOf, anyPeriod, formula, joined, perEntity, probe } from '../arbitraries/formulas.ts';
import { readRows, salesRows } from '../arbitraries/sales.ts';
import { longDivision } from '../oracles/fraction.ts';
import { bookOf } from '../oracles/kpiBook.ts';
import { evaluate, isFraction, type Plain, type Scene } from '../oracles/kpiFormula.ts';
import { sceneOf } from './scene.ts';

const wanted = fc.constantFrom<Scene['where'][]>(
  {},
  {},
  {},
  {},
  {},
  {},
  { owner: ['reps0', 'reps1', null] },
  { team: ['teams0', '__proto__'] },
  { owner: ['constructor', '__proto__'] },
);

describe('calculate of any formula', () => {
  it.each([
    ['formulas', formula(), 500],
    ['figures per entity', perEntity(), 300],
    ['joined records', joined(), 400],
  ])('gives what a slow reading of the records gives: %s', (_name, formulas, numRuns) => {
    fc.assert(
      fc.property(
        salesRows(),
        formulas,
        anyPeriod,
        anyAsOf,
        wanted,
        fc.subarray<readonly [string, string]>([
          ['horizon', '7'],
          ['text', 'renewal'],
        ]),
        (rows, of, period, asOf, where, given) => {
          const parameters = Object.fromEntries(given.filter(([name]) => JSON.stringify(of).includes(`"${name}"`)));
          const scene = sceneOf(bookOf(rows), period, { asOf, where, parameters });
          const { value, reason } = calculate(probe(of), readRows(rows), {
            period,
            where,
            parameters,
            ...(asOf === undefined ? {} : { asOf }),
          });
          const slow = evaluate(of as unknown as Plain, scene);
          expect({ value: value?.toFixed() ?? null, reason }).toEqual(
            isFraction(slow) ? { value: longDivision(slow), reason: null } : { value: null, reason: slow },
          );
        },
      ),
      { numRuns },
    );
  });
});
