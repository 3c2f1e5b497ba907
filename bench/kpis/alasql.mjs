/** The twelve figures by alasql: SQL over plain objects, to which the quarter and the cycle are added beforehand. */
import alasql from 'alasql';
import { quarterCount } from '../data/days.mjs';
import { opportunities, repIds } from '../data/opportunities.mjs';
import { anchorOf, answerOf, dayNumber, figuresOf, nothing, quarterOf, repNumber } from './cells.mjs';

const statement = `select rep, quarter,
    sum(case when status = 'won' then 1 else 0 end) as won,
    sum(case when status = 'lost' then 1 else 0 end) as lost,
    sum(case when status = 'won' then amount else 0 end) as wonAmount,
    sum(case when status = 'lost' then amount else 0 end) as lostAmount,
    sum(wonDays) as cycleDays,
    median(wonDays) as medianCycle,
    max(case when status = 'won' then amount else null end) as largest,
    sum(case when status = 'open' then amount * probability else 0 end) as weighted
  from ? where quarter >= 0 and quarter < ${quarterCount} group by rep, quarter`;

export function start(size) {
  const rows = opportunities(size);
  let prepared = [];
  let found = [];
  const query = () => {
    found = alasql(statement, [prepared]).map((cell) => ({
      ...cell,
      figures: figuresOf({ ...cell, medianCycle: cell.medianCycle ?? null }),
    }));
  };
  return {
    load: () => {
      prepared = rows.map((row) => ({
        rep: row.ownerId,
        quarter: quarterOf(anchorOf(row)),
        status: row.status,
        amount: row.amount,
        probability: row.probability,
        // A median of a CASE is not worked out; one of a column is.
        wonDays: row.status === 'won' ? dayNumber(row.closedOn) - dayNumber(row.createdOn) : null,
      }));
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
