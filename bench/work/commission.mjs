/** (g) A year of sales events of 1,000 payees, four marginal tiers on the attainment of yearly quotas. */
import { Decimal } from 'decimal.js';
import { assignments, events, payeeIds, plan, quotas, tiers } from '../data/events.mjs';

const months = Array.from({ length: 12 }, (_, month) => `2026-${String(month + 1).padStart(2, '0')}`);

/** What a payee is paid for a month, and in the year, from the exact or floating sum of pay up to the end of each month. */
function answerOf(paidUntil, paidOf, sum) {
  const byMonth = {};
  const byYear = {};
  for (const payee of payeeIds) {
    const upTo = paidUntil(payee);
    for (const [month, label] of months.entries())
      byMonth[`${payee} ${label}`] = paidOf(upTo[month], month === 0 ? null : upTo[month - 1]);
    byYear[payee] = sum(upTo[11]);
  }
  return { byMonth, byYear };
}

function input(size) {
  return { plans: [plan], assignments, quotas: quotas(size), events: events(size), through: '2026-12-31' };
}

export async function ours(size) {
  const { calculateCommissions, explainLine } = await import('../../dist/commission.js');
  const given = input(size);
  let statements = [];
  const run = () => {
    ({ statements } = calculateCommissions(given));
    let paid = 0;
    for (const statement of statements) paid += statement.paid.isZero() ? 0 : 1;
    return paid;
  };
  let seen = 0;
  return {
    run,
    // What one payee asks: why every line is what it is.
    explained: () => {
      run();
      for (const { payee, lines } of statements.filter(({ payee: whose }) => whose === payeeIds[0]))
        for (const line of lines) seen += explainLine(line).text.length + payee.length;
    },
    lines: () => {
      run();
      for (const { lines } of statements)
        for (const { amount, total, reason } of lines) seen += amount.isZero() || total === null || reason ? 1 : 0;
    },
    allExplained: () => {
      run();
      for (const { lines } of statements) for (const line of lines) seen += explainLine(line).text.length;
    },
    answer: () => {
      const byMonth = Object.fromEntries(
        payeeIds.flatMap((payee) => months.map((month) => [`${payee} ${month}`, '0'])),
      );
      const year = new Map(payeeIds.map((payee) => [payee, new Decimal(0)]));
      for (const { payee, period, paid } of statements) {
        byMonth[`${payee} ${period.label}`] = paid.toString();
        year.set(payee, year.get(payee).plus(paid));
      }
      return { byMonth, byYear: Object.fromEntries([...year].map(([payee, paid]) => [payee, paid.toString()])) };
    },
    facts: () => ({ statements: statements.length, seen }),
  };
}

/** The tiers of a quota, in its own unit: where they begin and what they pay. */
const tiersOf = (quota) => tiers.map(({ from, rate }) => ({ from: from * quota, rate }));

/** What a total pays in floats. */
function floatPay(total, ofPayee) {
  let pay = 0;
  for (let index = 0; index < ofPayee.length; index++) {
    const { from, rate } = ofPayee[index];
    if (total <= from) break;
    const end = index + 1 < ofPayee.length ? ofPayee[index + 1].from : Number.POSITIVE_INFINITY;
    pay += (Math.min(total, end) - from) * rate;
  }
  return pay;
}

const cents = (pay) => Math.round(pay * 100) / 100;

function floatStates(size) {
  return new Map(
    quotas(size).map(({ payee, amount }) => [
      payee,
      { total: 0, paid: 0, tiers: tiersOf(amount), months: new Float64Array(12) },
    ]),
  );
}

/** An event adds to the total of the year, and what the total pays more is its commission. */
function floatRun(list, size) {
  const states = floatStates(size);
  for (const { on, amount, credits } of list) {
    for (const { payee } of credits) {
      const state = states.get(payee);
      state.total += amount;
      const paid = floatPay(state.total, state.tiers);
      state.months[(on.charCodeAt(5) - 48) * 10 + on.charCodeAt(6) - 49] += paid - state.paid;
      state.paid = paid;
    }
  }
  return states;
}

export function floatLoop(sorts) {
  return (size) => {
    const list = events(size);
    let states = new Map();
    return {
      run: () => {
        const ordered = sorts
          ? [...list].sort((left, right) => (left.on < right.on ? -1 : left.on > right.on ? 1 : 0))
          : list;
        states = floatRun(ordered, size);
      },
      answer: () => {
        const answer = answerOf(
          (payee) => {
            let sum = 0;
            return [...states.get(payee).months].map((pay) => (sum += pay));
          },
          (after, before) => cents(after) - cents(before ?? 0),
          cents,
        );
        // In the order in which events come, months are paid otherwise; the year is not.
        return sorts ? answer : { byYear: answer.byYear };
      },
    };
  };
}

/** Whole numbers: cents, and thousandths of a cent for pay. */
function wholeNumberLoop(size) {
  const list = events(size);
  let states = new Map();
  const thousandths = tiers.map(({ rate }) => Math.round(rate * 1000));
  const payOf = (total, bounds) => {
    let pay = 0;
    for (let index = 0; index < bounds.length && total > bounds[index]; index++) {
      const end = index + 1 < bounds.length ? Math.min(total, bounds[index + 1]) : total;
      pay += (end - bounds[index]) * thousandths[index];
    }
    return pay;
  };
  return {
    run: () => {
      states = new Map(
        quotas(size).map(({ payee, amount }) => [
          payee,
          {
            bounds: tiers.map(({ from }) => Math.round(from * amount * 100)),
            total: 0,
            paid: 0,
            months: new Float64Array(12),
          },
        ]),
      );
      const ordered = [...list].sort((left, right) => (left.on < right.on ? -1 : left.on > right.on ? 1 : 0));
      for (const { on, amount, credits } of ordered) {
        for (const { payee } of credits) {
          const state = states.get(payee);
          state.total += Math.round(amount * 100);
          const paid = payOf(state.total, state.bounds);
          state.months[(on.charCodeAt(5) - 48) * 10 + on.charCodeAt(6) - 49] += paid - state.paid;
          state.paid = paid;
        }
      }
    },
    answer: () => {
      // Half up, as statements are rounded.
      const rounded = (pay) => Math.floor((pay + 500) / 1000);
      return answerOf(
        (payee) => {
          let sum = 0;
          return [...states.get(payee).months].map((pay) => (sum += pay));
        },
        (after, before) => `${rounded(after) - (before === null ? 0 : rounded(before))}e-2`,
        (pay) => `${rounded(pay)}e-2`,
      );
    },
  };
}

function decimalLoop(size) {
  const list = events(size);
  let states = new Map();
  const payOf = (total, ofPayee) =>
    ofPayee.reduce((pay, { from, rate }, index) => {
      if (total.lte(from)) return pay;
      const end = ofPayee[index + 1]?.from;
      return pay.plus((end === undefined ? total : Decimal.min(total, end)).minus(from).times(rate));
    }, new Decimal(0));
  return {
    run: () => {
      states = new Map(
        quotas(size).map(({ payee, amount }) => [
          payee,
          {
            total: new Decimal(0),
            paid: new Decimal(0),
            tiers: tiers.map(({ from, rate }) => ({ from: new Decimal(from).times(amount), rate: new Decimal(rate) })),
            months: Array.from({ length: 12 }, () => new Decimal(0)),
          },
        ]),
      );
      const ordered = [...list].sort((left, right) => (left.on < right.on ? -1 : left.on > right.on ? 1 : 0));
      for (const { on, amount, credits } of ordered) {
        for (const { payee } of credits) {
          const state = states.get(payee);
          state.total = state.total.plus(amount);
          const paid = payOf(state.total, state.tiers);
          const month = Number(on.slice(5, 7)) - 1;
          state.months[month] = state.months[month].plus(paid.minus(state.paid));
          state.paid = paid;
        }
      }
    },
    answer: () => {
      const rounded = (pay) => pay.toDecimalPlaces(2, Decimal.ROUND_HALF_UP);
      return answerOf(
        (payee) => {
          let sum = new Decimal(0);
          return states.get(payee).months.map((pay) => (sum = sum.plus(pay)));
        },
        (after, before) =>
          rounded(after)
            .minus(before === null ? 0 : rounded(before))
            .toString(),
        (pay) => rounded(pay).toString(),
      );
    },
  };
}

export const work = {
  id: 'commission',
  address: import.meta.url,
  steps: [{ id: 'run' }, { id: 'explained' }],
  // A float loop may round a half cent to the other side, and what it takes from one month it gives to the next.
  tolerance: { relative: 0, absolute: 0.010001 },
  cases: {
    'sales-metrics': { start: ours },
    'float loop': { start: floatLoop(false) },
    'float loop, sorted by date first': { start: floatLoop(true) },
    'whole-number loop, sorted by date first': { start: wholeNumberLoop },
    'decimal.js, sorted by date first': { start: decimalLoop },
  },
};
