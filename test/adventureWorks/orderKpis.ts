import {
  count,
  countEntities,
  daysFrom,
  defineKpi,
  distinct,
  divide,
  fallsIn,
  foldEntities,
  isPresent,
  mean,
  median,
  records,
  sum,
  within,
} from '../../src/index.ts';

const orders = records('orders', fallsIn('orderedOn'));
const resellerOrders = records('orders', fallsIn('orderedOn'), isPresent('ownerId'));
const quotas = records('quotas', within('startsOn', 'endsOn'));

const entry = {
  category: 'outcome',
  indicator: 'lagging',
  cadence: 'quarterly',
  better: 'higher',
  counts: 'Orders by their date.',
  undefinedWhen: 'There are no orders.',
  examples: [],
  sources: [],
} as const;

export const revenue = defineKpi({
  ...entry,
  id: 'revenue',
  name: 'Revenue',
  question: 'What is the value of the orders?',
  unit: 'currency',
  formula: sum('revenue', orders, 'amount'),
  variants: {
    reseller: { differs: 'Orders taken by a person only.', formula: sum('revenue', resellerOrders, 'amount') },
  },
});

export const resellerOrderCount = defineKpi({
  ...entry,
  id: 'reseller-orders',
  name: 'Reseller orders',
  question: 'How many orders did persons take?',
  unit: 'count',
  formula: count('orders', resellerOrders),
});

export const averageResellerOrder = defineKpi({
  ...entry,
  id: 'average-reseller-order',
  name: 'Average reseller order',
  question: 'How large is an order that a person takes?',
  unit: 'currency',
  formula: mean('order-size', resellerOrders, 'amount'),
});

export const resellerCustomers = defineKpi({
  ...entry,
  id: 'reseller-customers',
  name: 'Reseller customers',
  question: 'How many resellers ordered?',
  unit: 'count',
  formula: distinct('customers', resellerOrders, 'accountId'),
});

export const repeatCustomerShare = defineKpi({
  ...entry,
  id: 'repeat-customer-share',
  name: 'Share of repeat customers',
  question: 'What share of the resellers ordered twice or more?',
  unit: 'ratio',
  formula: divide(
    countEntities('repeat', 'account', [count('orders', resellerOrders), 'atLeast', 2]),
    distinct('customers', resellerOrders, 'accountId'),
  ),
});

const sales = sum('sales', resellerOrders, 'amount');
const quota = sum('quota', quotas, 'amount');
const attainmentFormula = divide(sales, quota);

export const attainment = defineKpi({
  ...entry,
  id: 'attainment',
  name: 'Attainment',
  question: 'What share of the quota was sold?',
  unit: 'ratio',
  formula: attainmentFormula,
  variants: {
    'mean-of-persons': {
      differs: 'The mean over the persons.',
      formula: foldEntities('attainment', 'owner', 'mean', attainmentFormula),
    },
    'median-of-persons': {
      differs: 'The median over the persons.',
      formula: foldEntities('attainment', 'owner', 'median', attainmentFormula),
    },
  },
});

export const personsAtQuota = defineKpi({
  ...entry,
  id: 'persons-at-quota',
  name: 'Persons at quota',
  question: 'What share of the persons with a quota reached it?',
  unit: 'ratio',
  formula: divide(
    countEntities('at-quota', 'owner', [quota, 'above', 0], [sales, 'atLeast', quota]),
    countEntities('persons', 'owner', [quota, 'above', 0]),
  ),
});

const daysToShip = daysFrom('orderedOn', 'recognisedOn');

export const shippingTime = defineKpi({
  ...entry,
  id: 'shipping-time',
  name: 'Days to ship',
  question: 'How long does an order take to leave?',
  unit: 'days',
  better: 'lower',
  formula: mean('days', orders, daysToShip),
  variants: { median: { differs: 'The median.', formula: median('days', orders, daysToShip) } },
});
