import { describe, expect, it } from 'vitest';
import type { Curve } from '../../src/commission/curveData.ts';
import { type PayoutOptions, payout } from '../../src/commission/payout.ts';

/** The amount of a payout, its parts as `kind from to rate amount`, and the next tier. */
function parts(curve: Curve, measure: number, options: PayoutOptions = {}): readonly string[] {
  const { amount, segments, next } = payout(curve, measure, options);
  return [
    amount.toFixed(),
    ...segments.map(
      ({ kind, from, to, rate, amount: part }) =>
        `${kind} ${from.toFixed()} ${to.toFixed()} ${rate?.toFixed() ?? '-'} ${part.toFixed()}`,
    ),
    next === null ? 'last' : `next ${next.at.toFixed()} away ${next.away.toFixed()}`,
  ];
}

const fixedAbove = [
  { from: 0, rate: '0.1' },
  { from: 100, rate: '0.2', amount: 5 },
];
const line = [
  { from: 0, rate: '0.1' },
  { from: 100, rate: '0.2' },
];

const fromTarget = [
  { from: 0, rate: '0.1' },
  { from: 1, rate: '0.2' },
];
const toTarget = [
  { from: 0, rate: '0.1' },
  { from: '0.5', rate: '0.2' },
];

const cases: readonly (readonly [string, Curve, number, PayoutOptions, readonly string[]])[] = [
  [
    'marginal: each tier on what lies in it, and fixed pay where its tier begins',
    { mode: 'marginal', tiers: fixedAbove },
    150,
    {},
    ['25', 'rate 0 100 0.1 10', 'fixed 100 100 - 5', 'rate 100 150 0.2 10', 'last'],
  ],
  [
    'marginal: no fixed pay again inside its tier',
    { mode: 'marginal', tiers: fixedAbove },
    150,
    { from: 120 },
    ['6', 'rate 120 150 0.2 6', 'last'],
  ],
  [
    'marginal: a fall gives back the same parts, the highest first',
    { mode: 'marginal', tiers: fixedAbove },
    50,
    { from: 150 },
    ['-20', 'rate 150 100 0.2 -10', 'fixed 100 100 - -5', 'rate 100 50 0.1 -5', 'next 100 away 50'],
  ],
  [
    'marginal: below a first tier that begins above 0 there is nothing',
    { mode: 'marginal', tiers: [{ from: 100, rate: '0.2', amount: 5 }] },
    150,
    { from: 50 },
    ['15', 'fixed 100 100 - 5', 'rate 100 150 0.2 10', 'last'],
  ],
  [
    'marginal: a maximum takes off what is above it',
    { mode: 'marginal', maximum: 12, tiers: line },
    150,
    {},
    ['12', 'rate 0 100 0.1 10', 'rate 100 150 0.2 10', 'limit 0 150 - -8', 'last'],
  ],
  [
    'whole-above: what is above the floor moves to the rate reached',
    {
      mode: 'whole-above',
      floor: 100,
      tiers: [
        { from: 0, rate: '0.1' },
        { from: 100, rate: '0.2' },
        { from: 200, rate: '0.5' },
      ],
    },
    300,
    {},
    // 100 at 10 %, and 200 at 50 %.
    ['110', 'rate 0 100 0.1 10', 'rate 100 200 0.2 20', 'rate 200 300 0.5 50', 'repriced 100 300 - 30', 'last'],
  ],
  [
    'whole: what was there before moves to the new rate',
    { mode: 'whole', tiers: fixedAbove },
    150,
    { from: 50 },
    ['30', 'repriced 0 50 0.1 5', 'rate 50 150 0.2 20', 'fixed 150 150 - 5', 'last'],
  ],
  [
    'whole: nothing is priced anew in the same tier',
    { mode: 'whole', tiers: fixedAbove },
    150,
    { from: 120 },
    ['6', 'rate 120 150 0.2 6', 'last'],
  ],
  [
    'whole: fixed pay from 0 on belongs to the first that comes',
    { mode: 'whole', tiers: [{ from: 0, rate: '0.1', amount: 7 }] },
    50,
    {},
    ['12', 'rate 0 50 0.1 5', 'fixed 50 50 - 7', 'last'],
  ],
  [
    'whole: fixed pay from 0 on was paid to the total of 0 that is told',
    { mode: 'whole', tiers: [{ from: 0, rate: '0.1', amount: 7 }] },
    50,
    { from: 0 },
    ['5', 'rate 0 50 0.1 5', 'last'],
  ],
  [
    'whole: tiers that pay fixed amounts alone have a rate of 0',
    {
      mode: 'whole',
      tiers: [
        { from: 0, amount: 7 },
        { from: 100, amount: 9 },
      ],
    },
    100,
    { from: 50 },
    ['2', 'rate 50 100 0 0', 'fixed 100 100 - 2', 'last'],
  ],
  [
    'linear: the rate at the total on all of it',
    { mode: 'linear', tiers: line },
    50,
    {},
    ['7.5', 'rate 0 50 0.15 7.5', 'next 100 away 50'],
  ],
  [
    'linear: what was there before moves to the rate at the total',
    { mode: 'linear', tiers: line },
    100,
    { from: 50 },
    ['12.5', 'repriced 0 50 0.05 2.5', 'rate 50 100 0.2 10', 'last'],
  ],
  [
    'linear: fixed pay on the line between two points, from nothing',
    {
      mode: 'linear',
      tiers: [
        { from: 0, amount: 10 },
        { from: 100, amount: 20 },
      ],
    },
    50,
    {},
    ['15', 'fixed 0 50 - 15', 'next 100 away 50'],
  ],
  [
    'linear: fixed pay on the line, from a total that had its own',
    {
      mode: 'linear',
      tiers: [
        { from: 0, amount: 10 },
        { from: 100, amount: 20 },
      ],
    },
    50,
    { from: 0 },
    ['5', 'fixed 0 50 - 5', 'next 100 away 50'],
  ],
  [
    'linear: nothing below a first rate that stands above 0',
    {
      mode: 'linear',
      tiers: [
        { from: 100, rate: '0.1' },
        { from: 200, rate: '0.2' },
      ],
    },
    50,
    {},
    ['0', 'rate 0 50 0 0', 'next 100 away 50'],
  ],
  [
    'per-deal: the rate of the total before, and fixed pay of its tier',
    { mode: 'per-deal', tiers: fixedAbove },
    130,
    { from: 90 },
    ['4', 'rate 0 40 0.1 4', 'last'],
  ],
  [
    'per-deal: the rate of the total with the deal, where that is asked for',
    { mode: 'per-deal', read: 'after', tiers: fixedAbove },
    130,
    { from: 90 },
    ['13', 'rate 0 40 0.2 8', 'fixed 130 130 - 5', 'last'],
  ],
  [
    'per-deal: nothing below a first tier that begins above 0',
    { mode: 'per-deal', tiers: [{ from: 100, rate: '0.2', amount: 5 }] },
    50,
    {},
    ['0', 'rate 0 50 0 0', 'next 100 away 50'],
  ],
  [
    'whole on a base: fixed pay is not for a total that was returned below 0',
    { mode: 'whole', tiers: [{ from: 0, rate: '0.1', amount: 5 }] },
    -50,
    { base: -20 },
    ['-2', 'rate 0 -20 0.1 -2', 'next 0 away 50'],
  ],
  [
    'linear without a target: the value at an attainment of 0',
    { mode: 'linear', on: 'attainment', beyond: 'extend', tiers: toTarget },
    50,
    { target: 0, zero: 'none' },
    ['5', 'rate 0 50 0.1 5', 'last'],
  ],
  [
    'linear without a target: an attainment of 0 has begun, whichever side is closed',
    { mode: 'linear', on: 'attainment', closed: 'upper', tiers: toTarget },
    50,
    { target: 0, zero: 'none' },
    ['5', 'rate 0 50 0.1 5', 'last'],
  ],
  [
    'linear without a target: nothing below the first point',
    { mode: 'linear', on: 'attainment', tiers: [{ from: '0.5', rate: '0.1' }] },
    50,
    { target: 0, zero: 'none' },
    ['0', 'rate 0 50 0 0', 'last'],
  ],
  [
    'linear without a target that counts as met: the value at an attainment of 1, between two points',
    {
      mode: 'linear',
      on: 'attainment',
      tiers: [
        { from: 0, rate: '0.1' },
        { from: 4, rate: '0.3' },
      ],
    },
    50,
    { target: 0, zero: 'full' },
    ['7.5', 'rate 0 50 0.15 7.5', 'last'],
  ],
  [
    'linear without a target that counts as met: the value at an attainment of 1, beyond the last point',
    { mode: 'linear', on: 'attainment', beyond: 'extend', tiers: toTarget },
    50,
    { target: 0, zero: 'full' },
    ['15', 'rate 0 50 0.3 15', 'last'],
  ],
  [
    'linear without a target that counts as met: a multiple of the base rate is that multiple of target pay',
    {
      mode: 'linear',
      on: 'attainment',
      tiers: [
        { from: 0, multiplier: 1 },
        { from: 2, multiplier: 2 },
      ],
    },
    50,
    { target: 0, targetPay: 100, zero: 'full' },
    ['150', 'fixed 0 50 - 150', 'last'],
  ],
  [
    'marginal: a return below 0 is the mirror of a sale, without fixed pay',
    { mode: 'marginal', tiers: [{ from: 0, rate: '0.1', amount: 5 }] },
    -50,
    {},
    ['-5', 'rate 0 -50 0.1 -5', 'next 0 away 50'],
  ],
  [
    'whole without a target that counts as met: an attainment of 1 reaches a tier from 1 on',
    { mode: 'whole', on: 'attainment', tiers: fromTarget },
    50,
    { target: 0, zero: 'full' },
    ['10', 'rate 0 50 0.2 10', 'last'],
  ],
  [
    'whole without a target that counts as met: an attainment of 1 does not pass a tier above 1',
    { mode: 'whole', on: 'attainment', closed: 'upper', tiers: fromTarget },
    50,
    { target: 0, zero: 'full' },
    ['5', 'rate 0 50 0.1 5', 'last'],
  ],
];

describe('the parts of a payout', () => {
  it.each(cases)('%s', (_, curve, measure, options, expected) => {
    expect(parts(curve, measure, options)).toEqual(expected);
  });
});
