import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rational } from '../../src/number/rational.ts';
import { rationalOfText, rationalText } from '../../src/number/rationalText.ts';

const parts = fc.tuple(fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n }), fc.bigInt({ min: 1n, max: 10n ** 40n }));

describe('rationalText', () => {
  it.each([
    [rational(0n), '0'],
    [rational(-12n), '-12'],
    [rational(6n, 4n), '3/2'],
    [rational(-1n, 3n), '-1/3'],
    [rational(10n ** 30n, 7n), `1${'0'.repeat(30)}/7`],
  ])('of %o is %s', (value, text) => {
    expect(rationalText(value)).toBe(text);
    expect(rationalOfText(text)).toEqual(value);
  });

  it('is read back as the value that was written', () => {
    fc.assert(
      fc.property(parts, ([numerator, denominator]) => {
        const value = rational(numerator, denominator);
        expect(rationalOfText(rationalText(value))).toEqual(value);
      }),
    );
  });
});

describe('rationalOfText', () => {
  it.each([
    '',
    ' 1',
    '1 ',
    'x1',
    '1x',
    '1\n',
    '-0',
    '+1',
    '01',
    '1.5',
    '1e3',
    '--1',
    '1/',
    '/2',
    '1/0',
    '1/-2',
    '1/02',
    '1/2/3',
    // Not in lowest terms.
    '2/4',
    '3/1',
    '0/5',
  ])('refuses %j', (text) => {
    expect(rationalOfText(text)).toBeNull();
  });
});
