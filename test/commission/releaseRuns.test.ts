import { describe, expect, it } from 'vitest';
import type { CommissionInput } from '../../src/commission/events.ts';
import type { CommissionPlan, Instalment } from '../../src/commission/plan.ts';
import { commission, deal, run } from './smallRuns.ts';

/** Each statement on a line: what is earned, released by component, held and forfeited, and the next tiers. */
function told(parts: Partial<CommissionPlan>, input: Partial<CommissionInput>): readonly string[] {
  return run(parts, input).statements.map(({ period, earned, released, held, forfeited, next }) =>
    [
      `${period.label}: earned ${earned}, released ${released.map(({ component, amount }) => `${component} ${amount}`).join(' ')}`,
      `held ${held}, forfeited ${forfeited}`,
      ...next.map(({ component, total, at, away }) => `${component} at ${total}, ${away} to ${at}`),
    ].join('; '),
  );
}

const half: readonly Instalment[] = [
  { share: '0.5', on: 'event' },
  { share: '0.5', on: 'cash', expiresAfterDays: 40 },
];
const e1 = deal('e1', '2026-01-10', 4000);
const e2 = deal('e2', '2026-02-10', 2000);
const cash = { id: 'cash', on: '2026-02-05', pays: 'e1', amount: 4000 };
const later: readonly Instalment[] = [{ share: 1, on: 'event', plusDays: 31 }];
const bonus = { id: 'b', kind: 'bonus', per: 'month', amount: 100 } as const;

describe('statements of pay that is held', () => {
  it('say what comes with cash, and what is forfeited without it', () => {
    expect(told({ release: half }, { events: [e1, e2, cash], through: '2026-03-31' })).toEqual([
      '2026-01: earned 400, released c 200; held 200, forfeited 0; c at 4000, 1000 to 5000',
      // 200 of e1, and half of 300.
      '2026-02: earned 300, released c 350; held 150, forfeited 0',
      '2026-03: earned 0, released ; held 0, forfeited 150',
    ]);
  });

  it.each([
    // A quarter of what was released of 400, or of all of it.
    [undefined, 'released c 150; held 150'],
    ['paid', 'released c 150; held 150'],
    ['earned', 'released c 100; held 200'],
  ] as const)('say what is taken back: %s', (limitTo, expected) => {
    const back = { id: 'back', on: '2026-01-25', reverses: 'e1', amount: 1000 };
    const components = [{ ...commission, reversal: { limitTo } }];
    expect(told({ release: half, components }, { events: [e1, back], through: '2026-01-31' })).toEqual([
      `2026-01: earned 300, ${expected}, forfeited 0; c at 3000, 2000 to 5000`,
    ]);
  });

  it('take back what others earned of it, too', () => {
    const back = { id: 'back', on: '2026-01-25', reverses: 'e1', amount: 1000 };
    const components = [commission, { id: 'k', kind: 'override', of: ['c'], rate: '0.1' } as const];
    expect(told({ release: half, components }, { events: [e1, back, cash], through: '2026-02-28' })).toEqual([
      '2026-01: earned 330, released c 150 k 15; held 165, forfeited 0; c at 3000, 2000 to 5000',
      '2026-02: earned 0, released c 150 k 15; held 0, forfeited 0; c at 3000, 2000 to 5000',
    ]);
  });

  it('release what has no deal after its own day', () => {
    const components = [{ ...bonus, release: later }, commission];
    expect(told({ components }, { events: [deal('e3', '2026-03-10', 10)], through: '2026-04-30' })).toEqual([
      '2026-01: earned 100, released ; held 100, forfeited 0',
      '2026-02: earned 100, released ; held 200, forfeited 0',
      // January on 3 March, February on 31 March.
      '2026-03: earned 101, released b 200 c 1; held 100, forfeited 0; c at 10, 4990 to 5000',
      '2026-04: earned 100, released ; held 200, forfeited 0; c at 10, 4990 to 5000',
    ]);
  });

  it('release in the order of time, whatever is held and whatever is not', () => {
    const held = { ...commission, id: 'h', release: later };
    expect(
      told({ components: [commission, held] }, { events: [e1, deal('e3', '2026-03-10', 10)], through: '2026-03-31' }),
    ).toEqual([
      '2026-01: earned 800, released c 400; held 400, forfeited 0; c at 4000, 1000 to 5000; h at 4000, 1000 to 5000',
      '2026-02: earned 0, released h 400; held 0, forfeited 0; c at 4000, 1000 to 5000; h at 4000, 1000 to 5000',
      '2026-03: earned 2, released c 1; held 1, forfeited 0; c at 4010, 990 to 5000; h at 4010, 990 to 5000',
    ]);
  });
});

describe('statements of pay that is not held', () => {
  it.each([
    ['at once', undefined],
    ['with the event', [{ share: 1, on: 'event' }]],
  ] as const)('release it %s', (_, release) => {
    const components = [commission, { id: 'k', kind: 'override', of: ['c'], rate: '0.1' } as const, bonus];
    expect(told({ components, release }, { events: [e1, e2], through: '2026-03-31' })).toEqual([
      '2026-01: earned 540, released c 400 k 40 b 100; held 0, forfeited 0; c at 4000, 1000 to 5000',
      '2026-02: earned 430, released c 300 k 30 b 100; held 0, forfeited 0',
      '2026-03: earned 100, released b 100; held 0, forfeited 0',
    ]);
  });

  it('tell the next tier in the window in which the last deal was, a return included', () => {
    const back = { id: 'back', on: '2026-02-15', reverses: 'e2', amount: 1500 };
    const input = { events: [e1, e2, back], through: '2026-03-31' };
    expect(told({}, input).map((text) => text.split('; ').at(-1))).toEqual([
      'c at 4000, 1000 to 5000',
      'c at 4500, 500 to 5000',
      'c at 4500, 500 to 5000',
    ]);
  });
});
