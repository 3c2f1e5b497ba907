import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ExchangeRates } from '../../src/commission/exchange.ts';
import type { ReadRate } from '../../src/commission/inputData.ts';
import { integer, one, rational } from '../../src/number/rational.ts';
import { parseDay } from '../../src/time/day.ts';

function rate(from: string, to: string, on: string, tenths: bigint): ReadRate {
  return { from, to, on: parseDay(on), rate: rational(tenths, 10n) };
}

const rates = new ExchangeRates([
  rate('EUR', 'USD', '2026-03-01', 12n),
  rate('EUR', 'USD', '2026-01-01', 11n),
  rate('USD', 'EUR', '2026-01-01', 9n),
  rate('EUR', 'GBP', '2026-02-01', 8n),
]);

describe('ExchangeRates', () => {
  it.each([
    ['EUR', 'USD', '2026-01-01', rational(11n, 10n)],
    ['EUR', 'USD', '2026-02-28', rational(11n, 10n)],
    ['EUR', 'USD', '2026-03-01', rational(6n, 5n)],
    ['EUR', 'USD', '2030-01-01', rational(6n, 5n)],
    ['USD', 'EUR', '2026-03-01', rational(9n, 10n)],
    ['CHF', 'CHF', '1999-01-01', one],
  ])('%s to %s on %s', (from, to, day, expected) => {
    expect(rates.rateOf(from, to, parseDay(day), 'event "e1"')).toEqual(expected);
  });

  it.each([
    ['EUR', 'USD', '2025-12-31'],
    ['GBP', 'EUR', '2026-02-01'],
    ['GBP', 'USD', '2026-02-01'],
  ])('%s to %s on %s has no rate', (from, to, day) => {
    expect(() => rates.rateOf(from, to, parseDay(day), 'event "e1"')).toThrow(
      expect.objectContaining({
        code: 'missing-rate',
        message: `calculateCommissions: event "e1" needs an exchange rate from ${from} to ${to} on or before ${day}, got none`,
      }),
    );
  });

  it('takes the latest rate on or before the day, whatever the order of rates', () => {
    const days = fc.uniqueArray(fc.integer({ min: 0, max: 60 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(days, fc.integer({ min: 0, max: 60 }), (written, day) => {
        const found = new ExchangeRates(written.map((on) => ({ from: 'EUR', to: 'USD', on, rate: integer(on) })));
        const latest = Math.max(...written.filter((on) => on <= day));
        if (latest < 0) expect(() => found.rateOf('EUR', 'USD', day, 'x')).toThrow('needs an exchange rate');
        else expect(found.rateOf('EUR', 'USD', day, 'x')).toEqual(integer(latest));
      }),
    );
  });
});
