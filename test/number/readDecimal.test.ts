import { Decimal as CallersDecimal } from 'decimal.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Decimal34 as Decimal, decimalExpectation, rationalOf, readDecimal } from '../../src/number/decimal.ts';
import { expectationFor } from '../../src/number/readDecimal.ts';
import { fractionOf, same } from '../oracles/fraction.ts';

const shape = /^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$/;
const Precise = CallersDecimal.clone({ precision: 1000, defaults: true });

describe('readDecimal of texts', () => {
  it.each([
    ['0', 0, 0],
    ['-0', 0, 0],
    ['-0.00', 0, 0],
    ['0e64', 0, 0],
    ['0e-64', 0, 0],
    ['-00000000000000000000', 0, 0],
    ['000000000000000000000', 0, 0],
    ['1250.50', 12505, 1],
    ['+1250.05', 125005, 2],
    ['-1250.050', -125005, 2],
    ['.5', 5, 1],
    ['-.5', -5, 1],
    ['5.', 5, 0],
    ['007', 7, 0],
    ['1000', 1000, 0],
    ['1.000', 1, 0],
    ['10.0010', 10001, 3],
    ['999999999999999', 999999999999999, 0],
    ['-0.000000000000', 0, 0],
    ['1e3', 1000, 0],
    ['1E+3', 1000, 0],
    ['12.5e-3', 125, 4],
    ['-12.5E2', -1250, 0],
    ['9007199254740991', 9007199254740991, 0],
    ['9007199254740992', 9007199254740992n, 0],
    ['-9007199254740991', -9007199254740991, 0],
    ['-9007199254740992', -9007199254740992n, 0],
    ['9007199254740.9910', 9007199254740991, 3],
    ['1e64', 10n ** 64n, 0],
    ['1e-64', 1, 64],
    [`${'9'.repeat(64)}e1`.replace('e1', ''), BigInt('9'.repeat(64)), 0],
    [`0.${'0'.repeat(63)}${'9'.repeat(64)}`, BigInt('9'.repeat(64)), 127],
    [`${'0'.repeat(130)}1${'0'.repeat(64)}`, 10n ** 64n, 0],
    ['1e000000000000000003', 1000, 0],
    [`${'0'.repeat(199)}7`, 7, 0],
  ])('%j', (text, coefficient, scale) => {
    expect(readDecimal(text)).toStrictEqual({ coefficient, scale });
  });

  it.each([
    '',
    '.',
    '+',
    '-',
    '+.',
    '-.',
    'e5',
    '.e5',
    '1e',
    '1e+',
    '1e5.0',
    '1.2.3',
    '--1',
    '+-1',
    '1-',
    ' 1',
    '1 ',
    '1\n',
    '1,250.50',
    '1_000',
    '0x10',
    '0b1',
    'NaN',
    'Infinity',
    '-Infinity',
    'null',
    '١',
    '１',
    '1n',
    '$5',
    '5%',
    '(5)',
    '1/2',
    '−1',
    '1e65',
    '1e-65',
    '10e64',
    '0e65',
    '0e9000000',
    '1e9000000',
    '1e-9000000',
    '0.1e-64',
    '100e63',
    `1e${'9'.repeat(150)}`,
    '1'.repeat(65),
    `0.${'1'.repeat(65)}`,
    `1${'0'.repeat(65)}`,
    `${'0'.repeat(200)}1`,
    `1.${'0'.repeat(199)}`,
  ])('refuses %j', (text) => {
    expect(readDecimal(text)).toBeNull();
  });

  it('reads every text as its fraction, in its one form', () => {
    const digits = (maxLength: number) => fc.string({ unit: fc.constantFrom(...'0000123456789'), maxLength });
    const texts = fc
      .tuple(
        fc.constantFrom('', '-', '+'),
        digits(20),
        fc.constantFrom('', '.'),
        digits(20),
        fc.oneof(
          fc.constant(''),
          fc.integer({ min: -30, max: 30 }).map((exponent) => `e${exponent}`),
        ),
      )
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(texts, (text) => {
        const read = readDecimal(text);
        if (!shape.test(text)) {
          expect(read).toBeNull();
          return;
        }
        expect(read).not.toBeNull();
        if (read === null) return;
        const { numerator, denominator } = rationalOf(read);
        expect(same([numerator, denominator], fractionOf(text))).toBe(true);
        expect(typeof read.coefficient === 'number').toBe(
          BigInt(read.coefficient) === BigInt.asIntN(54, BigInt(read.coefficient)) &&
            BigInt(read.coefficient) !== -(2n ** 53n),
        );
        expect(Object.is(read.coefficient, -0)).toBe(false);
        if (read.scale > 0) expect(BigInt(read.coefficient) % 10n).not.toBe(0n);
        // A Decimal of the same value and the text that it prints are read the same.
        expect(readDecimal(new Precise(text))).toStrictEqual(read);
        expect(readDecimal(new Precise(text).toString())).toStrictEqual(read);
      }),
      { numRuns: 1000 },
    );
  });

  it('accepts exactly the stated shape', () => {
    const soup = fc.string({ unit: fc.constantFrom(...'019.+-eE ,_x'), maxLength: 24 });
    fc.assert(
      fc.property(soup, (text) => {
        const exponent = Math.abs(Number(/[eE](.*)$/.exec(text)?.[1] ?? 0));
        fc.pre(exponent <= 40);
        expect(readDecimal(text) !== null).toBe(shape.test(text));
      }),
      { numRuns: 2000 },
    );
  });
});

describe('readDecimal of numbers', () => {
  it.each([
    [0, 0, 0],
    [-0, 0, 0],
    [42, 42, 0],
    [-42, -42, 0],
    [0.1, 1, 1],
    [0.25, 25, 2],
    [-1250.5, -12505, 1],
    [0.001, 1, 3],
    [1.005, 1005, 3],
    [1e-7, 1, 7],
    [1e21, 10n ** 21n, 0],
    [2 ** 53, 9007199254740992n, 0],
    [-(2 ** 53), -9007199254740992n, 0],
    [1e64, 10n ** 64n, 0],
    [0.1 + 0.2, 30000000000000004n, 17],
    [9999999999999.99, 999999999999999, 2],
    [10000000000000.02, 1000000000000002, 2],
    [-10000000000000.02, -1000000000000002, 2],
    [4503599627370495.5, 45035996273704955n, 1],
  ])('%d', (value, coefficient, scale) => {
    expect(readDecimal(value)).toStrictEqual({ coefficient, scale });
  });

  it.each([
    Number.NaN,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    1e65,
    1e-65,
    Number.MAX_VALUE,
    Number.MIN_VALUE,
  ])('refuses %d', (value) => {
    expect(readDecimal(value)).toBeNull();
  });

  it('means the shortest decimal', () => {
    const numbers = fc.oneof(
      fc.double({ noNaN: true, min: -1e20, max: 1e20 }).filter((value) => value === 0 || Math.abs(value) > 1e-60),
      fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }).map((cents) => cents / 100),
      fc.maxSafeInteger().map((units) => units / 100),
      fc.maxSafeInteger().map((units) => units / 1000),
    );
    fc.assert(
      fc.property(numbers, (value) => {
        expect(readDecimal(value)).toStrictEqual(readDecimal(String(value)));
      }),
      { numRuns: 2000 },
    );
  });
});

describe('readDecimal of bigints', () => {
  it.each([
    [0n, 0],
    [-5n, -5],
    [2n ** 53n - 1n, 9007199254740991],
    [2n ** 53n, 2n ** 53n],
    [-(2n ** 53n), -(2n ** 53n)],
    [10n ** 64n, 10n ** 64n],
    [-(10n ** 64n), -(10n ** 64n)],
    [BigInt('9'.repeat(64)), BigInt('9'.repeat(64))],
  ])('%s', (value, coefficient) => {
    expect(readDecimal(value)).toStrictEqual({ coefficient, scale: 0 });
  });

  it.each([10n ** 64n + 1n, 10n ** 65n, -(10n ** 65n)])('refuses %s', (value) => {
    expect(readDecimal(value)).toBeNull();
  });
});

describe('readDecimal of Decimals', () => {
  it.each([
    '0',
    '-0',
    '1',
    '-1250.50',
    '9999999',
    '100000',
    '1200000',
    '10000000',
    '1e7',
    '1e14',
    '12345678901234',
    '0.0000001',
    '123456789.123456789',
    '1e-64',
    '1e64',
    '9'.repeat(64),
    `0.${'0'.repeat(63)}${'9'.repeat(64)}`,
  ])('%s of any copy', (text) => {
    const expected = readDecimal(text);
    expect(expected).not.toBeNull();
    for (const Copy of [CallersDecimal, Decimal, Precise]) expect(readDecimal(new Copy(text))).toStrictEqual(expected);
    // Another copy of decimal.js shares no class with ours, only the shape.
    const { s, e, d } = new Precise(text);
    expect(readDecimal({ toStringTag: '[object Decimal]', s, e, d })).toStrictEqual(expected);
  });

  it.each(['NaN', 'Infinity', '-Infinity', '1e65', '1e-65', '1e9000000', '1e-9000000', '1'.repeat(65)])(
    'refuses %s',
    (text) => {
      expect(readDecimal(new Precise(text))).toBeNull();
    },
  );

  const forged = { toStringTag: '[object Decimal]', s: 1, e: 0, d: [5] };
  it('reads a consistent likeness', () => {
    expect(readDecimal(forged)).toStrictEqual({ coefficient: 5, scale: 0 });
  });
  it.each([
    ['a sign of 2', { s: 2 }],
    ['a text as sign', { s: '1' }],
    ['an exponent that is a text', { e: '0' }],
    ['a broken exponent', { e: 0.5 }],
    ['an exponent that the digits deny', { e: 1 }],
    ['no words', { d: [] }],
    ['words that are no array', { d: '5' }],
    ['a word too large', { d: [1e7], e: 7 }],
    ['a last word too large', { d: [5, 1e7], e: 7 }],
    ['a word below zero', { d: [-5] }],
    ['a word that is a text', { d: ['5'] }],
    ['a broken word', { d: [0.5] }],
    ['a broken last word', { d: [5, 0.5] }],
    ['a broken middle word', { d: [5, 0.5, 5], e: 14 }],
    ['a middle word that is a text', { d: [5, '5', 5], e: 14 }],
    ['zero in two words', { d: [0, 0] }],
    ['zero with an exponent', { d: [0], e: 3 }],
    ['a zero at the end', { d: [5, 0] }],
    ['a hole at the end', { d: Array(2).fill(5, 0, 1) }],
    ['too many words', { d: Array(12).fill(1) }],
    ['endless words', { d: Array(1e6).fill(1) }],
  ])('refuses a likeness with %s', (_, parts) => {
    expect(readDecimal({ ...forged, ...parts })).toBeNull();
  });
});

describe('readDecimal of everything else', () => {
  const called = (): never => {
    throw new Error('called');
  };
  const trap = new Proxy({}, { get: called, getPrototypeOf: called, has: called, ownKeys: called });

  it.each([
    ['undefined', undefined],
    ['null', null],
    ['true', true],
    ['a symbol', Symbol('1')],
    ['a function', () => 1],
    ['a boxed number', Object(1)],
    ['a boxed string', Object('1')],
    ['an array', ['1']],
    ['a Date', new Date(0)],
    ['an object without prototype', Object.create(null)],
    [
      'an object that prints as a number',
      { toString: called, valueOf: called, toJSON: called, [Symbol.toPrimitive]: called },
    ],
    [
      'a getter that throws',
      {
        get toStringTag(): string {
          return called();
        },
      },
    ],
    [
      'a likeness that throws',
      {
        toStringTag: '[object Decimal]',
        s: 1,
        e: 0,
        get d(): number[] {
          return called();
        },
      },
    ],
    ['a proxy that throws', trap],
  ])('refuses %s', (_, value) => {
    expect(readDecimal(value)).toBeNull();
    expect(expectationFor(value)).toBe(decimalExpectation);
  });

  it.each([
    ['a huge exponent', '1e9000000'],
    ['a million digits', '9'.repeat(1e6)],
    ['a million zeros', '0'.repeat(1e6)],
    ['a million exponent digits', `1e${'9'.repeat(1e6)}`],
    ['a huge bigint', 1n << 10_000_000n],
    ['a huge Decimal', new Precise('1e9000000')],
    ['a Decimal of many words', { toStringTag: '[object Decimal]', s: 1, e: 0, d: Array(1e6).fill(1) }],
  ])('refuses %s at no cost', (_, value) => {
    const begin = performance.now();
    for (let round = 0; round < 1000; round++) expect(readDecimal(value) === null).toBe(true);
    // About a millisecond in truth; printing the value even once each round would take minutes.
    expect(performance.now() - begin).toBeLessThan(1000);
  });

  it('never throws', () => {
    fc.assert(
      fc.property(
        fc.anything({ withBigInt: true, withNullPrototype: true, withBoxedValues: true, withDate: true }),
        (value) => {
          const read = readDecimal(value);
          expect(read === null || ['string', 'number', 'bigint'].includes(typeof value)).toBe(true);
        },
      ),
    );
  });
});

describe('expectationFor', () => {
  const limits = 'a decimal number of at most 64 digits with an exponent from -64 to 64';
  it.each([
    '1e65',
    '1.25e65',
    '-1e65',
    '+1e+65',
    '1E-65',
    '1e-65',
    '1'.repeat(65),
    '9'.repeat(1e6),
    `-0.${'0'.repeat(300)}1`,
    // Two hundred characters are read to their end, and of a longer text no more than these.
    `${'0'.repeat(196)}1e65`,
    `${'9'.repeat(200)}x`,
    1e300,
    10n ** 70n,
    new Precise('1e100'),
  ])('names the limits', (value) => {
    expect(readDecimal(value)).toBeNull();
    expect(expectationFor(value)).toBe(limits);
  });

  it.each([
    '',
    '.',
    'x',
    'x1',
    '1ex5',
    '1,250.50',
    'x'.repeat(300),
    `x${'9'.repeat(300)}`,
    `${'9'.repeat(100)}${'x'.repeat(200)}`,
    `1e${'9'.repeat(300)}`,
    Number.NaN,
    new Precise(Number.NaN),
    new Precise(-1 / 0),
    true,
    null,
  ])('names the shape', (value) => {
    expect(readDecimal(value)).toBeNull();
    expect(expectationFor(value)).toBe('a decimal number such as 1250.50');
  });
});
