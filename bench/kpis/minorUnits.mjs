/** The twelve figures by the same loop on whole numbers: cents, hundredths of a probability, days. Exact, and made for these records alone. */

import { quarterCount } from '../data/days.mjs';
import { opportunities } from '../data/opportunities.mjs';
import { answerOf, cellCount, dayNumber, quarterOf, repNumber } from './cells.mjs';

const reps = repNumber.size;

function sums(rows) {
  const won = new Float64Array(cellCount);
  const lost = new Float64Array(cellCount);
  const wonCents = new Float64Array(cellCount);
  const lostCents = new Float64Array(cellCount);
  const cycleDays = new Float64Array(cellCount);
  const largest = new Float64Array(cellCount);
  const weighted = new Float64Array(cellCount);
  const cycles = Array.from({ length: cellCount }, () => []);
  for (const row of rows) {
    const isOpen = row.status === 'open';
    const on = isOpen ? row.expectedCloseOn : row.closedOn;
    const quarter = quarterOf(on);
    if (quarter < 0 || quarter >= quarterCount) continue;
    const cell = quarter * reps + repNumber.get(row.ownerId);
    const cents = Math.round(row.amount * 100);
    if (isOpen) weighted[cell] += cents * Math.round(row.probability * 100);
    else if (row.status === 'won') {
      const cycle = dayNumber(on) - dayNumber(row.createdOn);
      won[cell] += 1;
      wonCents[cell] += cents;
      cycleDays[cell] += cycle;
      cycles[cell].push(cycle);
      if (cents > largest[cell]) largest[cell] = cents;
    } else if (row.status === 'lost') {
      lost[cell] += 1;
      lostCents[cell] += cents;
    }
  }
  const medians = cycles.map((days) => {
    const sorted = Float64Array.from(days).sort();
    const half = sorted.length >> 1;
    return sorted.length === 0 ? null : sorted.length % 2 === 1 ? 2 * sorted[half] : sorted[half - 1] + sorted[half];
  });
  return { won, lost, wonCents, lostCents, cycleDays, largest, weighted, medians };
}

/** A fraction as text, exact. */
const over = (numerator, denominator) => (denominator === 0n ? null : `${numerator}/${denominator}`);

function figures({ won, lost, wonCents, lostCents, cycleDays, largest, weighted, medians }) {
  return answerOf((cell) => {
    const wins = BigInt(won[cell]);
    const losses = BigInt(lost[cell]);
    const booked = BigInt(wonCents[cell]);
    const missed = BigInt(lostCents[cell]);
    const days = BigInt(cycleDays[cell]);
    return [
      String(wins),
      String(losses),
      over(wins, wins + losses),
      over(booked, 100n),
      over(booked, 100n * wins),
      over(missed, 100n),
      over(booked, booked + missed),
      over(days, wins),
      medians[cell] === null ? null : over(BigInt(medians[cell]), 2n),
      // decided x (booked / won) x (won / decided) / (days / won)
      over(booked * wins, 100n * days),
      wins === 0n ? null : over(BigInt(largest[cell]), 100n),
      over(BigInt(weighted[cell]), 10_000n),
    ];
  });
}

export function start(size) {
  const rows = opportunities(size);
  let answer = null;
  const query = () => {
    answer = figures(sums(rows));
  };
  return { first: query, query, answer: () => answer };
}
