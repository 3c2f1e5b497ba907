/** The twelve figures by a loop over plain objects, in floats: what is written by hand where speed counts. */

import { quarterCount } from '../data/days.mjs';
import { opportunities } from '../data/opportunities.mjs';
import { answerOf, cellCount, dayNumber, figuresOf, middle, quarterOf, repNumber } from './cells.mjs';

const reps = repNumber.size;

function allFigures(rows) {
  const won = new Float64Array(cellCount);
  const lost = new Float64Array(cellCount);
  const wonAmount = new Float64Array(cellCount);
  const lostAmount = new Float64Array(cellCount);
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
    const { amount } = row;
    if (isOpen) weighted[cell] += amount * row.probability;
    else if (row.status === 'won') {
      const cycle = dayNumber(on) - dayNumber(row.createdOn);
      won[cell] += 1;
      wonAmount[cell] += amount;
      cycleDays[cell] += cycle;
      cycles[cell].push(cycle);
      if (amount > largest[cell]) largest[cell] = amount;
    } else if (row.status === 'lost') {
      lost[cell] += 1;
      lostAmount[cell] += amount;
    }
  }
  return answerOf((cell) =>
    figuresOf({
      won: won[cell],
      lost: lost[cell],
      wonAmount: wonAmount[cell],
      lostAmount: lostAmount[cell],
      cycleDays: cycleDays[cell],
      medianCycle: middle(Float64Array.from(cycles[cell]).sort()),
      largest: largest[cell],
      weighted: weighted[cell],
    }),
  );
}

export function start(size) {
  const rows = opportunities(size);
  let figures = null;
  const query = () => {
    figures = allFigures(rows);
  };
  return { first: query, query, answer: () => figures };
}
