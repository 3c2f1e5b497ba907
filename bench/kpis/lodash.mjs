/** The twelve figures by lodash: groups of plain objects, and sums of them. */
import _ from 'lodash';
import { quarterCount } from '../data/days.mjs';
import { opportunities, repIds } from '../data/opportunities.mjs';
import { anchorOf, answerOf, dayNumber, figuresOf, middle, nothing, quarterOf } from './cells.mjs';

const cycleOf = ({ createdOn, closedOn }) => dayNumber(closedOn) - dayNumber(createdOn);

function figuresOfGroup(rows) {
  const { won = [], lost = [], open = [] } = _.groupBy(rows, 'status');
  return figuresOf({
    won: won.length,
    lost: lost.length,
    wonAmount: _.sumBy(won, 'amount'),
    lostAmount: _.sumBy(lost, 'amount'),
    cycleDays: _.sumBy(won, cycleOf),
    medianCycle: middle(_.sortBy(_.map(won, cycleOf))),
    largest: _.maxBy(won, 'amount')?.amount,
    weighted: _.sumBy(open, ({ amount, probability }) => amount * probability),
  });
}

export function start(size) {
  const rows = opportunities(size);
  let found = {};
  const query = () => {
    const inTime = _.filter(rows, (row) => _.inRange(quarterOf(anchorOf(row)), 0, quarterCount));
    const groups = _.groupBy(inTime, (row) => `${quarterOf(anchorOf(row))} ${row.ownerId}`);
    found = _.mapValues(groups, figuresOfGroup);
  };
  return {
    first: query,
    query,
    answer: () =>
      answerOf(
        (cell) => found[`${Math.floor(cell / repIds.length)} ${repIds[cell % repIds.length]}`] ?? figuresOf(nothing),
      ),
  };
}
