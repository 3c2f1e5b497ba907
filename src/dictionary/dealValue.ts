import { count, mean, sum } from '../expression/aggregate.ts';
import { constant, divide, foldEntities, minus, named } from '../expression/arithmetic.ts';
import { any, compares, daysBetween, field, hasHappened, is, isMissing, isPresent } from '../expression/condition.ts';
import { before, records, restrictedTo } from '../expression/recordSet.ts';
import { defineEntry } from './entry.ts';
import { kpiTree } from './funnelSources.ts';
import { won } from './recordSets.ts';
import {
  freefallingArr,
  legalContractValue,
  pricefxDiscount,
  ryanDiscount,
  shuffleplayDiscount,
} from './salesSources.ts';

const contracts = restrictedTo(won, isPresent('amount'), isPresent('termMonths'));
/** Contracts won by now that ran on some day of the period. */
const activeContracts = records(
  'opportunities',
  before('end', 'contractStartsOn'),
  any(isMissing('contractEndsOn'), daysBetween('period.start', 'contractEndsOn', 'above', 0)),
  is('status', 'won'),
  hasHappened('closedOn'),
  isPresent('amount'),
  isPresent('termMonths'),
);
const oneYear = constant(12, 'months');

/**
 * Mean value of a year of the contracts won in the period: the mean of (total - oneTime) / (term / 12 months).
 *
 * Unit: currency. Undefined (`no-records`) when no contract with an amount and a term was won.
 */
export const averageContractValue = defineEntry({
  id: 'average-contract-value',
  name: 'Annual contract value (average)',
  question: 'What is a year of a contract worth on average?',
  category: 'outcome',
  indicator: 'lagging',
  cadence: 'quarterly',
  unit: 'currency',
  better: 'higher',
  formula: foldEntities(
    'contractValue',
    'opportunity',
    'mean',
    divide(
      minus(sum('total', contracts, 'amount'), sum('oneTime', contracts, 'oneTimeAmount')),
      divide(sum('term', contracts, 'termMonths'), oneYear),
    ),
  ),
  counts:
    'Won opportunities with an amount and a term, by the date they closed: the amount without what does not recur, over the term in years. A deal without a one-time amount is taken to recur as a whole.',
  undefinedWhen: 'No contract with an amount and a term was won in the period.',
  variants: {
    'as-recorded': {
      differs: 'The mean of the yearly recurring part as it is recorded, whatever the term.',
      formula: mean('contractValue', won, 'recurringAmount'),
      examples: [{ given: { contractValue: 171000 }, expected: '171000', source: legalContractValue }],
    },
    'first-year': {
      differs: 'The mean of the part that falls into the first year, which is smaller where the price rises by steps.',
      formula: mean('firstYearValue', won, 'firstYearAmount'),
      examples: [{ given: { firstYearValue: 162000 }, expected: '162000', source: legalContractValue }],
    },
    active: {
      differs:
        'Over the contracts that ran on some day of the period, whenever they were won, by their first and last days.',
      formula: foldEntities(
        'contractValue',
        'opportunity',
        'mean',
        divide(
          minus(sum('total', activeContracts, 'amount'), sum('oneTime', activeContracts, 'oneTimeAmount')),
          divide(sum('term', activeContracts, 'termMonths'), oneYear),
        ),
      ),
      examples: [{ given: { contractValue: 625 }, expected: '625', source: freefallingArr }],
    },
    'one-time-included': {
      differs: 'What does not recur is spread over the term too: the total value over the years.',
      formula: foldEntities(
        'contractValue',
        'opportunity',
        'mean',
        divide(sum('total', contracts, 'amount'), divide(sum('term', contracts, 'termMonths'), oneYear)),
      ),
      examples: [{ given: { contractValue: 12000 }, expected: '12000' }],
    },
  },
  examples: [
    { given: { contractValue: 171000 }, expected: '171000', source: legalContractValue },
    { given: { contractValue: '0.5' }, expected: '0.5' },
  ],
  sources: [kpiTree, legalContractValue],
  related: ['average-deal-size', 'bookings'],
  pitfalls: [
    'A contract for less than a year counts as if it ran for one: three months for 3,000 are 12,000 a year.',
    'One contract was 171,000 a year on average and 162,000 in its first year.',
    'Contracts without a term are left out; `as-recorded` needs none.',
  ],
});

const priced = restrictedTo(won, isPresent('amount'), isPresent('listAmount'));
const costed = restrictedTo(priced, isPresent('cost'));

/**
 * Share of the list price that was let off in the deals won in the period: 1 - net / list.
 *
 * Unit: fraction of one. Undefined (`base-not-positive`) when nothing with a list price was won.
 */
export const discountRate = defineEntry({
  id: 'discount-rate',
  name: 'Average discount',
  question: 'What share of the list price did we let off?',
  category: 'efficiency',
  indicator: 'lagging',
  cadence: 'monthly',
  unit: 'ratio',
  better: 'lower',
  formula: minus(1, divide(sum('net', priced, 'amount'), sum('list', priced, 'listAmount'), 'base-not-positive')),
  counts: 'Won opportunities with an amount and a value at list prices, by the date they closed: sum over sum.',
  undefinedWhen: 'Nothing with a list price above 0 was won in the period.',
  variants: {
    'mean-of-deals': {
      differs:
        'The mean of the discounts of the deals, each weighing the same; deals with a list price of 0 are left out.',
      formula: foldEntities(
        'discount',
        'opportunity',
        'mean',
        minus(1, divide(sum('net', priced, 'amount'), sum('list', priced, 'listAmount'), 'base-not-positive')),
      ),
      examples: [{ given: { discount: '0.12' }, expected: '0.12' }],
    },
    'on-net': {
      differs: 'On top of the price paid instead of off the list: list / net - 1.',
      formula: minus(divide(sum('list', priced, 'listAmount'), sum('net', priced, 'amount'), 'base-not-positive'), 1),
      examples: [
        { given: { list: 160000, net: 153600 }, expected: '1/24', source: pricefxDiscount },
        { given: { list: 100, net: 80 }, expected: '0.25' },
        { given: { list: 100, net: 0 }, expected: 'base-not-positive' },
      ],
    },
    'share-of-deals': {
      differs: 'The share of the deals won below their list price, however far.',
      formula: divide(
        count('discounted', restrictedTo(priced, compares('amount', 'below', field('listAmount')))),
        count('priced', priced),
      ),
      examples: [{ given: { discounted: 18, priced: 24 }, expected: '0.75' }],
    },
    'profit-impact': {
      differs:
        'The share of the gross profit at list prices that the discount takes: discount / margin, over deals whose cost is recorded.',
      formula: divide(
        named(
          'discount',
          minus(1, divide(sum('net', costed, 'amount'), sum('list', costed, 'listAmount'), 'base-not-positive')),
        ),
        named(
          'margin',
          divide(
            minus(sum('list', costed, 'listAmount'), sum('cost', costed, 'cost')),
            sum('list', costed, 'listAmount'),
            'base-not-positive',
          ),
        ),
        'base-not-positive',
      ),
      examples: [
        { given: { discount: '0.05', margin: '0.8' }, expected: '0.0625', source: ryanDiscount },
        { given: { discount: '0.2', margin: '0.7' }, expected: '2/7', source: ryanDiscount },
      ],
    },
  },
  examples: [
    { given: { list: 160000, net: 153600 }, expected: '0.04', source: shuffleplayDiscount },
    { given: { list: 100, net: 100 }, expected: '0' },
    { given: { list: 100, net: 110 }, expected: '-0.1' },
    { given: { list: 0, net: 50 }, expected: 'base-not-positive' },
  ],
  sources: [pricefxDiscount, ryanDiscount],
  related: ['average-deal-size', 'gross-margin', 'win-rate'],
  pitfalls: [
    'A fifth off the list is a quarter on top of the price paid: say which of the two is meant.',
    'It takes more of the profit than of the price: 5% off the list at a margin of 80% is 6.25% of the profit.',
    'Deals without a list price are left out: where few have one, it says little.',
  ],
});
