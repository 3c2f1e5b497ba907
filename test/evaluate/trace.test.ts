import { describe, expect, it } from 'vitest';
import { explain, type TraceNode } from '../../src/evaluate/explain.ts';
import { count, distinct, last, mean, percentile, sum } from '../../src/expression/aggregate.ts';
import {
  foldEntities,
  greaterOf,
  inPreviousPeriod,
  lesserOf,
  minus,
  named,
  plus,
  power,
  root,
  rounded,
  times,
} from '../../src/expression/arithmetic.ts';
import { daysBetween, is } from '../../src/expression/condition.ts';
import type { Expression } from '../../src/expression/expression.ts';
import { parameter } from '../../src/expression/parameter.ts';
import { always, fallsIn, records } from '../../src/expression/recordSet.ts';
import { salesData } from '../../src/model/salesData.ts';
import { quarter } from '../../src/time/period.ts';
import { probe } from '../arbitraries/formulas.ts';

const period = quarter(2026, 3);
const data = salesData({
  currency: 'USD',
  timeZone: 'UTC',
  opportunities: [
    { id: 'b1', ownerId: 'bob', createdOn: '2026-07-01', closedOn: '2026-07-10', status: 'won', amount: 4 },
    { id: 'c1', ownerId: 'cid', createdOn: '2026-07-01', closedOn: '2026-08-10', status: 'lost', amount: 7 },
    { id: 'a1', ownerId: 'ann', createdOn: '2026-04-01', closedOn: '2026-06-30', status: 'won', amount: 1 },
    { id: 'a2', ownerId: 'ann', createdOn: '2026-07-01', closedOn: '2026-07-11', status: 'won', amount: 2 },
    { id: 'a3', ownerId: 'ann', createdOn: '2026-07-02', closedOn: '2026-09-30', status: 'won' },
    { id: 'n1', createdOn: '2026-07-02', closedOn: '2026-08-01', status: 'won', amount: 9 },
    { id: 'o1', ownerId: 'bob', createdOn: '2026-07-02', status: 'open', amount: 5 },
  ],
});
const won = records('opportunities', fallsIn('closedOn'), is('status', 'won'));
const wins = count('wins', won);
const value = sum('value', won, 'amount');
const winsText = 'number of opportunities where closedOn falls in the period; status is "won"';
const outside = 'closedOn falls in the period (2026-07-01 to 2026-09-30)';
const notWon = 'status is "won"';

function explained(of: Expression, asOf?: string): ReturnType<typeof explain> {
  return explain(probe(of), data, { period, ...(asOf === undefined ? {} : { asOf }) });
}

/** A step and all below it, a line for each. */
function outline({ name, does, value: figure, reason, children, entities }: TraceNode, depth = 0): readonly string[] {
  const step = [name ?? '-', does, figure?.toFixed() ?? reason].join(' | ');
  return [
    `${'  '.repeat(depth)}${step}`,
    ...children.flatMap((child) => outline(child, depth + 1)),
    ...entities.flatMap(({ entity, contribution, failed, children: inner }) => [
      `${'  '.repeat(depth + 1)}${entity}: ${failed ?? contribution?.toFixed()}`,
      ...inner.flatMap((child) => outline(child, depth + 2)),
    ]),
  ];
}

function counted(of: Expression): readonly string[] {
  return explained(of).counted.map(({ part, id, contribution }) => `${part} ${id} ${contribution.toFixed()}`);
}

function leftOut(of: Expression, asOf?: string): readonly string[] {
  return explained(of, asOf).leftOut.map(({ part, source, id, failed }) => `${part} ${source} ${id}: ${failed}`);
}

describe('the steps of an explanation', () => {
  it('are those of the formula, in its order', () => {
    const weighted = named('weighted', times(wins, parameter('weight', 3)));
    const of = minus(
      plus(weighted, inPreviousPeriod(named('before', wins))),
      greaterOf(lesserOf(wins, 2), power(wins, 2)),
    );
    expect(outline(explained(of).tree)).toEqual([
      '- | difference | -3',
      '  - | sum | 13',
      '    weighted | named figure | 12',
      '      - | product | 12',
      `        wins | ${winsText} | 4`,
      '        weight | weight | 3',
      '    - | previous period | 1',
      '      before | named figure | 1',
      `        wins | ${winsText} | 1`,
      '  - | greater of two | 16',
      '    - | lesser of two | 2',
      `      wins | ${winsText} | 4`,
      '      - | 2 | 2',
      '    - | power 2 | 16',
      `      wins | ${winsText} | 4`,
    ]);
  });

  it('of one operand say what is done to it, and a number has no name', () => {
    const { tree } = explained(rounded(root(plus(wins, 6), 2), 1));
    expect(outline(tree)).toEqual([
      '- | rounded half-up to 1 decimal | 3.2',
      // The root of ten is 3.16227766016837933199889354443271853…
      '  - | root 2 | 3.162277660168379331998893544432719',
      '    - | sum | 10',
      `      wins | ${winsText} | 4`,
      '      - | 6 | 6',
    ]);
    const [wanted, number] = tree.children[0]?.children[0]?.children ?? [];
    expect([wanted?.name, number?.name]).toEqual(['wins', null]);
  });

  it('of two figures per entity are their own, though the parts in them have one name', () => {
    const anyTime = records('opportunities', always(), is('status', 'won'));
    const [least, most] = [percentile('size', anyTime, 'amount', 0), percentile('size', anyTime, 'amount', 1)];
    const { tree } = explained(
      plus(foldEntities('low', 'owner', 'sum', least), foldEntities('high', 'owner', 'sum', most)),
    );
    const found = tree.children.map(({ name, value: figure, entities }) => [
      name,
      figure?.toFixed(),
      entities.map(({ entity, children }) => `${entity} ${children[0]?.value?.toFixed()}`),
    ]);
    expect(found).toEqual([
      ['low', '5', ['ann 1', 'bob 4', 'cid undefined']],
      ['high', '6', ['ann 2', 'bob 4', 'cid undefined']],
    ]);
  });

  it('show entities in order of their values, those that do not count with the reason', () => {
    const sizeText = 'mean of amount over opportunities where closedOn falls in the period; status is "won"';
    const of = foldEntities('best', 'owner', 'maximum', mean('size', won, 'amount'), [wins, 'below', 2]);
    expect(outline(explained(of).tree)).toEqual([
      'best | maximum of size over entities by owner with wins < 2 | 4',
      '  ann: number of entities by owner with wins < 2',
      `    wins | ${winsText} | 2`,
      `    size | ${sizeText} | 2`,
      '  bob: 4',
      `    wins | ${winsText} | 1`,
      `    size | ${sizeText} | 4`,
      '  cid: its figure is undefined (no-records)',
      `    wins | ${winsText} | 0`,
      `    size | ${sizeText} | no-records`,
    ]);
  });
});

describe('records of entities', () => {
  const few = 'number of entities by owner with wins > 1';
  const some = foldEntities('some', 'owner', 'sum', value, [wins, 'above', 1]);
  const everyone = foldEntities('everyone', 'owner', 'sum', value);

  it('are left out with their entity, and where they have none', () => {
    expect(counted(some)).toEqual(['wins a2 1', 'wins a3 1', 'value a2 2']);
    expect(leftOut(some)).toEqual([
      'wins opportunities n1: owner is present',
      'value opportunities n1: owner is present',
      `wins opportunities a1: ${outside}`,
      `value opportunities a1: ${outside}`,
      'value opportunities a3: amount is known',
      `wins opportunities b1: ${few}`,
      `wins opportunities o1: ${notWon}`,
      `value opportunities b1: ${few}`,
      `value opportunities o1: ${notWon}`,
      `wins opportunities c1: ${notWon}`,
      `value opportunities c1: ${notWon}`,
    ]);
  });

  it('count where their entity counts anywhere, once', () => {
    const both = ['wins a2 1', 'wins a3 1', 'value a2 2', 'value b1 4'];
    expect(counted(plus(some, everyone))).toEqual(both);
    expect(counted(plus(everyone, some))).toEqual([...both.slice(2), ...both.slice(0, 2)]);
    for (const of of [plus(some, everyone), plus(everyone, some)])
      expect(leftOut(of).filter((line) => line.endsWith(few))).toEqual([`wins opportunities b1: ${few}`]);
  });
});

describe('records of entities in two figures', () => {
  it('are left out where their entity counts in neither', () => {
    const [sumOf, bestOf] = (['sum', 'maximum'] as const).map((fold) =>
      foldEntities(fold, 'owner', fold, value, [wins, 'above', 1]),
    );
    if (sumOf === undefined || bestOf === undefined) throw new Error('two figures are added');
    expect(counted(plus(sumOf, bestOf))).toEqual(['wins a2 1', 'wins a3 1', 'value a2 2']);
  });
});

describe('the reason why a record is left out', () => {
  it('is the first condition that it fails, but the period before a condition on the period', () => {
    const long = daysBetween('createdOn', 'period.end', 'above', 90);
    expect(leftOut(count('long', records('opportunities', fallsIn('closedOn'), long, is('status', 'won'))))).toEqual([
      `long opportunities c1: ${notWon}`,
      `long opportunities a1: ${outside}`,
      'long opportunities a3: days from createdOn to period.end are above 90',
      'long opportunities n1: days from createdOn to period.end are above 90',
      `long opportunities o1: ${outside}`,
    ]);
  });

  it('says how much of the period was known', () => {
    const unknown = 'closedOn falls in the period (2026-07-01 to 2026-07-31, as known)';
    expect(leftOut(wins, '2026-07-31')).toEqual([
      `wins opportunities c1: ${notWon}`,
      `wins opportunities a1: ${unknown}`,
      `wins opportunities a3: ${unknown}`,
      `wins opportunities n1: ${unknown}`,
      `wins opportunities o1: ${notWon}`,
    ]);
  });

  it('may be that a record has none of the values that are counted, and records without an id go by their place', () => {
    const quotas = salesData({
      currency: 'USD',
      timeZone: 'UTC',
      quotas: [
        { ownerId: 'ann', startsOn: '2026-07-01', endsOn: '2026-10-01', amount: 1 },
        { startsOn: '2026-07-01', endsOn: '2026-10-01', amount: 1 },
      ],
    });
    const of = distinct('owners', records('quotas', always()), 'ownerId');
    const { counted: kept, leftOut: dropped } = explain(probe(of), quotas, { period });
    expect(kept.map(({ id }) => id)).toEqual(['quotas[0]']);
    expect(dropped.map(({ id, failed }) => `${id}: ${failed}`)).toEqual(['quotas[1]: ownerId is present']);
  });

  it('may be a date or a quantity that is missing', () => {
    expect(leftOut(last('latest', records('opportunities', always()), 'amount', 'closedOn'))).toEqual([
      'latest opportunities a3: amount is known',
      'latest opportunities o1: closedOn is present',
    ]);
  });
});
