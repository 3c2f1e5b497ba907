import { count, distinct, sum } from '../expression/aggregate.ts';
import { countEntities, divide, foldEntities, type Having } from '../expression/arithmetic.ts';
import { any, hasHappened, is } from '../expression/condition.ts';
import { textParameter } from '../expression/parameter.ts';
import { always, fallsIn, type RecordSet, records, restrictedTo } from '../expression/recordSet.ts';
import { codingAceCrossSell, shnoCrossSell } from './customerSources.ts';
import { defineEntry } from './entry.ts';
import { purchases, won } from './recordSets.ts';
import { gitlabSheet } from './salesSources.ts';

const isBase = is('product', textParameter('product', null));
const isAttached = is('product', textParameter('attachedProduct', null));
const lines = records('orders', always(), hasHappened('orderedOn'));
const isWon: Having = [count('won', won), 'above', 0];

/* @__NO_SIDE_EFFECTS__ */
function hasBase(orders: RecordSet<'orders', never>): Having {
  return [count('baseLines', restrictedTo(orders, isBase)), 'above', 0];
}

/** The attached product was bought as well, and it is another one: without the second condition one line could be both. */
/* @__NO_SIDE_EFFECTS__ */
function hasAttached(orders: RecordSet<'orders', never>): readonly [Having, Having] {
  return [
    [count('attachedLines', restrictedTo(orders, isAttached)), 'above', 0],
    [distinct('products', restrictedTo(orders, any(isBase, isAttached)), 'product'), 'atLeast', 2],
  ];
}

const offered = records('opportunities', fallsIn('closedOn'), is('type', 'expansion'), isAttached);
const accepted = restrictedTo(offered, is('status', 'won'));

/**
 * Share of the won deals with one product that hold another product too: withBoth / withBase.
 *
 * Unit: fraction of one. Undefined (`no-denominator`) when no deal with the first product was won.
 */
export const attachRate = defineEntry({
  id: 'attach-rate',
  name: 'Attach (cross-sell) rate',
  question: 'Of the won deals with one product, what share holds the other product as well?',
  category: 'outcome',
  indicator: 'lagging',
  cadence: 'quarterly',
  unit: 'ratio',
  better: 'higher',
  formula: divide(
    countEntities('withBoth', 'opportunity', isWon, hasBase(lines), ...hasAttached(lines)),
    countEntities('withBase', 'opportunity', isWon, hasBase(lines)),
  ),
  counts:
    'Opportunities won in the period, by the date they closed, whose orders hold a line of the product (`product`, any by default); attached when they hold a line of the other one as well (`attachedProduct`, any by default). Without parameters it is the share of deals with two or more products. Deals that hold the attached product alone do not count, so it cannot pass 1, unlike deals with B / deals with A taken literally.',
  undefinedWhen: 'No deal with the product was won.',
  variants: {
    customers: {
      differs:
        'Customers instead of deals: accounts that bought the product in the period, by the date of the order, and the share of them that bought the other one in it as well.',
      formula: divide(
        countEntities('withBoth', 'account', hasBase(purchases), ...hasAttached(purchases)),
        countEntities('withBase', 'account', hasBase(purchases)),
      ),
      examples: [{ given: { withBoth: 168, withBase: 1200 }, expected: '0.14' }],
    },
    offers: {
      differs:
        'Offers as base: of the opportunities of the type expansion closed in the period that name the attached product (any by default) the share that was won.',
      formula: divide(count('accepted', accepted), count('offered', offered)),
      examples: [{ given: { accepted: 50, offered: 200 }, expected: '0.25', source: shnoCrossSell }],
    },
    'by-value': {
      differs:
        'By value: the amounts of the lines of the attached product in the deals won / those of the lines of the product; name the attached product, else it is every line.',
      formula: divide(
        foldEntities(
          'attachedValue',
          'opportunity',
          'sum',
          sum('attached', restrictedTo(lines, isAttached), 'amount'),
          isWon,
        ),
        foldEntities('baseValue', 'opportunity', 'sum', sum('base', restrictedTo(lines, isBase), 'amount'), isWon),
      ),
      examples: [{ given: { attachedValue: 60000, baseValue: 1000000 }, expected: '0.06' }],
    },
  },
  examples: [
    { given: { withBoth: 13, withBase: 100 }, expected: '0.13' },
    { given: { withBoth: 0, withBase: 40 }, expected: '0' },
    { given: { withBoth: 0, withBase: 0 }, expected: 'no-denominator' },
  ],
  sources: [gitlabSheet, codingAceCrossSell, shnoCrossSell],
  related: ['average-deal-size', 'net-revenue-retention', 'return-customer-rate'],
  pitfalls: [
    'Deals, customers and offers are three bases: with 168 of 1,200 customers it is 14%, with 50 of 200 offers 25%.',
    'Orders must name their opportunity and their product: a deal without lines is not in it.',
    'A product sold to a customer in a later deal is not attached here: see `customers`.',
    'It rises when single sales of the product stay away, too.',
  ],
});
