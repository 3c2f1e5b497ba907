/** The twelve figures by Arquero: a table of columns, with the quarter and the cycle worked out when it is made. */
import { op, table } from 'arquero';
import { quarterCount } from '../data/days.mjs';
import { opportunities, repIds } from '../data/opportunities.mjs';
import { anchorOf, answerOf, dayNumber, figuresOf, nothing, quarterOf, repNumber } from './cells.mjs';

function tableOf(rows) {
  return table({
    rep: rows.map(({ ownerId }) => ownerId),
    status: rows.map(({ status }) => status),
    quarter: Int32Array.from(rows, (row) => quarterOf(anchorOf(row))),
    cycle: Float64Array.from(rows, ({ createdOn, closedOn }) =>
      closedOn === undefined ? 0 : dayNumber(closedOn) - dayNumber(createdOn),
    ),
    amount: Float64Array.from(rows, ({ amount }) => amount),
    probability: Float64Array.from(rows, ({ probability }) => probability),
  });
}

function allFigures(deals) {
  return deals
    .params({ quarterCount })
    .filter((deal, $) => deal.quarter >= 0 && deal.quarter < $.quarterCount)
    .groupby('rep', 'quarter')
    .rollup({
      won: (deal) => op.sum(deal.status === 'won' ? 1 : 0),
      lost: (deal) => op.sum(deal.status === 'lost' ? 1 : 0),
      wonAmount: (deal) => op.sum(deal.status === 'won' ? deal.amount : 0),
      lostAmount: (deal) => op.sum(deal.status === 'lost' ? deal.amount : 0),
      cycleDays: (deal) => op.sum(deal.status === 'won' ? deal.cycle : 0),
      medianCycle: (deal) => op.median(deal.status === 'won' ? deal.cycle : null),
      largest: (deal) => op.max(deal.status === 'won' ? deal.amount : null),
      weighted: (deal) => op.sum(deal.status === 'open' ? deal.amount * deal.probability : 0),
    })
    .objects()
    .map((cell) => ({ rep: cell.rep, quarter: cell.quarter, figures: figuresOf(cell) }));
}

export function start(size) {
  const rows = opportunities(size);
  let deals = null;
  let found = [];
  const query = () => {
    found = allFigures(deals);
  };
  return {
    load: () => {
      deals = tableOf(rows);
    },
    first: query,
    query,
    answer: () => {
      const byCell = new Map(
        found.map(({ rep, quarter, figures }) => [quarter * repIds.length + repNumber.get(rep), figures]),
      );
      return answerOf((cell) => byCell.get(cell) ?? figuresOf(nothing));
    },
  };
}
