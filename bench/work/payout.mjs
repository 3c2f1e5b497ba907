/** (h) What one curve pays for one total, many times. */
import { Decimal } from 'decimal.js';
import { payout } from '../../dist/commission.js';
import { randomStream } from '../../examples/generator/random.mjs';

const tiers = [
  { from: 0, rate: 0.05 },
  { from: 50_000, rate: 0.075 },
  { from: 100_000, rate: 0.1 },
  { from: 150_000, rate: 0.125 },
];

const curve = { mode: 'marginal', tiers: tiers.map(({ from, rate }) => ({ from, rate: String(rate) })) };

function totals(count) {
  const random = randomStream('bench-payout');
  return Array.from({ length: count }, () => Math.floor(random.between(0, 20_000_000)) / 100);
}

function floatPayout(total) {
  let amount = 0;
  for (let index = 0; index < tiers.length; index++) {
    const { from, rate } = tiers[index];
    if (total <= from) break;
    const end = index + 1 < tiers.length ? tiers[index + 1].from : Number.POSITIVE_INFINITY;
    amount += (Math.min(total, end) - from) * rate;
  }
  return amount;
}

const exactTiers = tiers.map(({ from, rate }) => ({ from: new Decimal(from), rate: new Decimal(rate) }));

function decimalPayout(total) {
  const measure = new Decimal(total);
  return exactTiers.reduce((amount, { from, rate }, index) => {
    if (measure.lte(from)) return amount;
    const end = exactTiers[index + 1]?.from;
    return amount.plus((end === undefined ? measure : Decimal.min(measure, end)).minus(from).times(rate));
  }, new Decimal(0));
}

function calling(pay, shown) {
  return {
    start: (size) => {
      const measures = totals(size);
      let found = [];
      return {
        calls: () => {
          found = measures.map(pay);
        },
        answer: () => found.map(shown),
      };
    },
  };
}

export const work = {
  id: 'payout',
  address: import.meta.url,
  steps: [{ id: 'calls', repeats: true }],
  cases: {
    'sales-metrics': calling((total) => payout(curve, total).amount, String),
    'float function': calling(floatPayout, (amount) => amount),
    'decimal.js': calling(decimalPayout, String),
  },
};
