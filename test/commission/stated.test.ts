import { describe, expect, it } from 'vitest';
import { Stated } from '../../src/commission/stated.ts';
import type { Statement } from '../../src/commission/statementData.ts';
import { formatDay } from '../../src/time/day.ts';
import { deal, run } from './smallRuns.ts';

/** January to March: a deal that is settled with a draw; its return and a bigger one that are known late; an adjustment in two parts. */
function threeMonths(): readonly Statement[] {
  const parts = { settlement: { draws: [{ id: 'd', kind: 'guarantee', amount: 500, recoverable: true }] } } as const;
  const e1 = deal('e1', '2026-01-10', 4000);
  const events = [e1, deal('e2', '2026-02-10', 3000), { ...e1, amount: 1000, knownAt: '2026-02-05' }];
  const adjustments = [
    { id: 'a', payee: 'ann', on: '2026-01-31', amount: '10.25', reason: 'helped' },
    { id: 'a', payee: 'ann', on: '2026-01-31', amount: '30.50', reason: 'helped a lot', knownAt: '2026-03-05' },
  ];
  const stated: Statement[] = [];
  for (const through of ['2026-01-31', '2026-02-28', '2026-03-31']) {
    const { statements } = run(parts, { events, adjustments, knownAt: through, through, stated: [...stated] });
    stated.push(...statements.slice(stated.length));
  }
  return stated;
}

describe('what was stated', () => {
  const inOrder = threeMonths();

  it.each<readonly [string, readonly Statement[]]>([
    ['in order', inOrder],
    ['in another order', [...inOrder].reverse()],
    ['from JSON', JSON.parse(JSON.stringify(inOrder))],
  ])('is added up: %s', (_, statements) => {
    const stated = new Stated(statements, 2);
    expect(stated.statements.map(({ period }) => period.label)).toEqual(['2026-01', '2026-02', '2026-03']);
    expect(formatDay(stated.closedUntil)).toBe('2026-04-01');
    // e1: 400, then 300 less; e2: 1000 to 4000 at 10 %.
    expect([...stated.earnedByLine()].map(([id, { line, units }]) => [id, line.id, units])).toEqual([
      ['c/e1', 'c/e1', 10_000n],
      ['c/e2', 'c/e2', 30_000n],
    ]);
    expect([...stated.releasedByComponent()]).toEqual([['c', 40_000n]]);
    expect([...stated.adjustmentsById()]).toEqual([['a', 3050n]]);
    // Owed: 500 - 410.25 in January, 500 in February, 479.75 in March.
    expect(stated.closing).toEqual({ overpaid: 0n, carried: 0n, owed: new Map([['d', 106_950n]]) });
  });

  it('is nothing without statements', () => {
    const stated = new Stated([], 2);
    expect([stated.closedUntil, stated.closing, stated.earnedByLine().size]).toEqual([
      Number.NEGATIVE_INFINITY,
      null,
      0,
    ]);
  });
});
