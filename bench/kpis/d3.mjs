/** The twelve figures by rollups of d3-array over plain objects. */
import { max, median, rollup, sum } from 'd3-array';
import { opportunities, repIds } from '../data/opportunities.mjs';
import { anchorOf, answerOf, dayNumber, figuresOf, nothing, quarterOf } from './cells.mjs';

const cycleOf = ({ createdOn, closedOn }) => dayNumber(closedOn) - dayNumber(createdOn);

function figuresOfGroup(rows) {
  const won = rows.filter(({ status }) => status === 'won');
  const lost = rows.filter(({ status }) => status === 'lost');
  const open = rows.filter(({ status }) => status === 'open');
  return figuresOf({
    won: won.length,
    lost: lost.length,
    wonAmount: sum(won, ({ amount }) => amount),
    lostAmount: sum(lost, ({ amount }) => amount),
    cycleDays: sum(won, cycleOf),
    medianCycle: median(won, cycleOf) ?? null,
    largest: max(won, ({ amount }) => amount),
    weighted: sum(open, ({ amount, probability }) => amount * probability),
  });
}

export function start(size) {
  const rows = opportunities(size);
  let found = new Map();
  const query = () => {
    found = rollup(
      rows,
      figuresOfGroup,
      (row) => quarterOf(anchorOf(row)),
      ({ ownerId }) => ownerId,
    );
  };
  return {
    first: query,
    query,
    answer: () =>
      answerOf(
        (cell) => found.get(Math.floor(cell / repIds.length))?.get(repIds[cell % repIds.length]) ?? figuresOf(nothing),
      ),
  };
}
