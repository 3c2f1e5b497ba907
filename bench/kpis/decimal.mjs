/** The twelve figures by decimal.js: amounts as decimals, groups, and a sum for each. Exact enough at 60 digits, not at its default of 20. */
import { Decimal } from 'decimal.js';
import { quarterCount } from '../data/days.mjs';
import { opportunities, repIds } from '../data/opportunities.mjs';
import { anchorOf, answerOf, dayNumber, middle, quarterOf } from './cells.mjs';

const Exact = Decimal.clone({ precision: 60, toExpNeg: -40, toExpPos: 40 });
const zero = new Exact(0);

const sum = (rows, read) => rows.reduce((total, row) => total.plus(read(row)), zero);
const over = (numerator, denominator) => (denominator.isZero() ? null : numerator.div(denominator));

function figuresOfGroup(rows) {
  const won = rows.filter(({ status }) => status === 'won');
  const lost = rows.filter(({ status }) => status === 'lost');
  const open = rows.filter(({ status }) => status === 'open');
  const wins = new Exact(won.length);
  const decided = new Exact(won.length + lost.length);
  const booked = sum(won, ({ amount }) => amount);
  const lostValue = sum(lost, ({ amount }) => amount);
  const days = sum(won, ({ cycle }) => cycle);
  return [
    wins,
    new Exact(lost.length),
    over(wins, decided),
    booked,
    over(booked, wins),
    lostValue,
    over(booked, booked.plus(lostValue)),
    over(days, wins),
    middle(Float64Array.from(won, ({ cycle }) => cycle).sort()),
    over(booked.times(wins), days),
    won.length === 0 ? null : Exact.max(...won.map(({ amount }) => amount)),
    sum(open, ({ amount, probability }) => amount.times(probability)),
  ];
}

export function start(size) {
  const objects = opportunities(size);
  let rows = [];
  let found = new Map();
  const query = () => {
    const groups = new Map();
    for (const row of rows) {
      const { quarter } = row;
      if (quarter < 0 || quarter >= quarterCount) continue;
      const key = `${quarter} ${row.ownerId}`;
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [row]);
      else group.push(row);
    }
    found = new Map([...groups].map(([key, group]) => [key, figuresOfGroup(group)]));
  };
  return {
    load: () => {
      rows = objects.map((row) => ({
        ownerId: row.ownerId,
        status: row.status,
        quarter: quarterOf(anchorOf(row)),
        cycle: row.closedOn === undefined ? 0 : dayNumber(row.closedOn) - dayNumber(row.createdOn),
        amount: new Exact(row.amount),
        probability: new Exact(row.probability),
      }));
    },
    first: query,
    query,
    answer: () =>
      answerOf((cell) => {
        const key = `${Math.floor(cell / repIds.length)} ${repIds[cell % repIds.length]}`;
        const figures = found.get(key) ?? figuresOfGroup([]);
        return figures.map((figure) => figure?.toString() ?? null);
      }),
  };
}
