import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { Decimal34 as Decimal, toDecimal, toRational } from '../../../src/number/decimal.ts';
import type { Rational } from '../../../src/number/rational.ts';
import { compare, divide, sumOf } from '../../../src/number/rational.ts';
import type { RoundingMode } from '../../../src/number/rounding.ts';
import { roundTo } from '../../../src/number/rounding.ts';
import type { PercentileMethod } from '../../../src/number/statistics.ts';
import { mean, median, percentile, squareRoot, standardDeviation } from '../../../src/number/statistics.ts';

interface Vectors {
  readonly finish: readonly { text: string; expected: string }[];
  readonly quotient: readonly { dividend: string; divisor: string; expected: string }[];
  readonly series: readonly {
    texts: readonly string[];
    sum: string;
    mean: string;
    median: string;
    quartiles: readonly string[];
    percentiles: readonly { fraction: string; method: PercentileMethod; expected: string }[];
    populationDeviation: string;
    sampleDeviation: string;
  }[];
  readonly root: readonly { text: string; expected: string }[];
  readonly rounding: readonly { text: string; digits: number; expected: Record<RoundingMode, string> }[];
}

const script = fileURLToPath(new URL('vectors.py', import.meta.url));
const vectors = JSON.parse(readFileSync(new URL('vectors.json', import.meta.url), 'utf8')) as Vectors;

const read = (text: string): Rational => toRational(text, 'vectors');
const shown = (value: Rational | InstanceType<typeof Decimal> | null): string | undefined =>
  (value instanceof Decimal ? value : value === null ? null : toDecimal(value as Rational))?.toFixed();

describe('figures worked out by Python', () => {
  it.each(vectors.finish)('$text', ({ text, expected }) => {
    expect(shown(read(text))).toBe(expected);
  });

  it.each(vectors.quotient)('$dividend / $divisor', ({ dividend, divisor, expected }) => {
    expect(shown(divide(read(dividend), read(divisor)))).toBe(expected);
  });

  it.each(vectors.series)('series $texts', (given) => {
    const values = given.texts.map(read);
    const sorted = [...values].sort(compare);
    expect({
      sum: shown(sumOf(values)),
      mean: shown(mean(values)),
      median: shown(median(sorted)),
      quartiles: ['0.25', '0.5', '0.75'].map((fraction) => shown(percentile(sorted, read(fraction), 'linear'))),
      percentiles: given.percentiles.map(({ fraction, method }) => ({
        fraction,
        method,
        expected: shown(percentile(sorted, read(fraction), method)),
      })),
      populationDeviation: shown(standardDeviation(values, 'population')),
      sampleDeviation: shown(standardDeviation(values, 'sample')),
      texts: given.texts,
    }).toEqual(given);
  });

  it.each(vectors.root)('root of $text', ({ text, expected }) => {
    expect(shown(squareRoot(read(text)))).toBe(expected);
  });

  it.each(vectors.rounding)('$text to $digits', ({ text, digits, expected }) => {
    const modes = Object.keys(expected) as RoundingMode[];
    expect(modes).toHaveLength(7);
    expect(Object.fromEntries(modes.map((mode) => [mode, shown(roundTo(read(text), digits, mode))]))).toEqual(expected);
  });
});

describe('the vectors', () => {
  const python = spawnSync('python3', ['--version']);
  it.skipIf(python.error !== undefined || python.status !== 0)('are what the script writes (needs python3)', () => {
    const { stdout, stderr } = spawnSync('python3', [script], { encoding: 'utf8' });
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toEqual(vectors);
  });
});
