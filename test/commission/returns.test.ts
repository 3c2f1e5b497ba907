import { describe, expect, it } from 'vitest';
import { calculateCommissions } from '../../src/commission/calculateCommissions.ts';
import type { CommissionEvent } from '../../src/commission/events.ts';
import type { CommissionPlan, Limit } from '../../src/commission/plan.ts';
import { ann, commission, deal, linesOf, plan, run } from './smallRuns.ts';

function back(on: string, reverses: string, parts: Partial<CommissionEvent> = {}): CommissionEvent {
  return { id: `${reverses}-r`, on, reverses, ...parts };
}

describe('a payee who left and came back', () => {
  const assignments = [
    { ...ann, to: '2026-03-01' },
    { ...ann, from: '2026-03-16' },
  ];
  const measures = { sales: { kind: 'credits', window: 'start' } } as const;
  const events = [
    deal('e1', '2026-01-10', 4000),
    back('2026-03-20', 'e1'),
    deal('e2', '2026-03-21', 4000),
    deal('e3', '2026-03-22', 2000),
  ];

  it.each(['recompute', 'original-line'] as const)('has returns taken off the stay that was paid: %s', (money) => {
    const components = [{ ...commission, reversal: { money } }];
    const result = calculateCommissions({ plans: [plan({ measures, components })], assignments, events });
    expect(linesOf(result)).toEqual([
      'ann 2026-01 c/e1 400',
      'ann 2026-03 c/e1-r -400',
      'ann 2026-03 c/e2 400',
      // 1,000 at 10 % and 1,000 at 20 %: the return is nothing to the new stay.
      'ann 2026-03 c/e3 300',
    ]);
  });
});

describe('what a limit carried', () => {
  it('is rounded with the lines of its window', () => {
    const limits: readonly Limit[] = [{ per: 'period', maximum: '150.005', overflow: 'carry' }];
    const parts: Partial<CommissionPlan> = { components: [{ ...commission, limits }] };
    const result = run(parts, { events: [deal('e1', '2026-01-10', 2000)], through: '2026-02-28' });
    // 150.005 and 49.995, in a window of a year: 200 in all.
    expect(linesOf(result)).toEqual(['ann 2026-01 c/e1 150.01', 'ann 2026-02 c/carried/2026-02-01 49.99']);
  });

  it('is rounded with what was carried before, where each deal is alone', () => {
    const limits: readonly Limit[] = [{ per: 'period', maximum: '100.005', overflow: 'carry' }];
    const measures = { sales: { kind: 'credits', window: 'event' } } as const;
    const parts: Partial<CommissionPlan> = { measures, components: [{ ...commission, limits }] };
    const result = run(parts, { events: [deal('e1', '2026-01-10', 4000)], through: '2026-04-30' });
    // Of 299.995 that were carried, 100.005, 200.01 and 299.995 by the end of each month.
    expect(linesOf(result)).toEqual([
      'ann 2026-01 c/e1 100.01',
      'ann 2026-02 c/carried/2026-02-01 100.01',
      'ann 2026-03 c/carried/2026-03-01 100',
      'ann 2026-04 c/carried/2026-04-01 99.99',
    ]);
  });
});
