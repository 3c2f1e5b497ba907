import { describe, expect, it } from 'vitest';
import type { Tier } from '../../src/commission/curveData.ts';
import type { CommissionEvent, CommissionInput } from '../../src/commission/events.ts';
import type { CommissionPlan, CreditMeasure, CurveComponent } from '../../src/commission/plan.ts';
import { ann, commission, deal, failure, linesOf, run, sales } from './smallRuns.ts';

const january = deal('e1', '2026-01-10', 1000);
const units: CreditMeasure = { kind: 'credits', of: 'quantity', window: 'year' };
const piece: CurveComponent = {
  ...commission,
  measure: 'units',
  curve: { mode: 'marginal', tiers: [{ from: 0, rate: 5 }] },
};

const lines = (parts: Partial<CommissionPlan>, input: Partial<CommissionInput>): readonly string[] =>
  linesOf(run(parts, input)).map((line) => line.slice('ann 2026-'.length));

describe('pieces', () => {
  const parts = { measures: { units }, components: [piece] };

  it('have no currency', () => {
    const rates = [{ from: 'EUR', to: 'USD', on: '2025-01-01', rate: 2 }];
    const events = [{ ...january, quantity: 3, currency: 'EUR' }];
    expect(lines(parts, { events, rates })).toEqual(['01 c/e1 15']);
  });

  it('are counted by deal, quantity or a value of their own', () => {
    const of = (name: string): readonly string[] =>
      lines(
        { measures: { units: { ...units, of: name } }, components: [piece] },
        { events: [{ ...january, quantity: 3, values: { seats: 7 } }] },
      );
    expect(of('count')).toEqual(['01 c/e1 5']);
    expect(of('quantity')).toEqual(['01 c/e1 15']);
    expect(of('seats')).toEqual(['01 c/e1 35']);
    expect(of('amount')).toEqual(['01 c/e1 5000']);
  });

  it('must be there', () => {
    expect(failure(() => run(parts, { events: [january] }))).toBe(
      'missing-value calculateCommissions: event "e1" must have quantity, which measure "units" counts, got none',
    );
    const seats = { measures: { units: { ...units, of: 'seats' } }, components: [piece] };
    expect(failure(() => run(seats, { events: [january] }))).toBe(
      'missing-value calculateCommissions: event "e1" must have a value "seats", which measure "units" counts, got none',
    );
  });
});

describe('a base', () => {
  it.each([
    ['credit', '01 c/e1 50'],
    ['money', '01 c/e1 50'],
  ] as const)('is shared once, whether %s is split', (split, line) => {
    const parts: Partial<CommissionPlan> = {
      measures: { deals: { kind: 'credits', of: 'count', window: 'year', split } },
      components: [
        {
          ...commission,
          measure: 'deals',
          base: 'amount',
          curve: { mode: 'whole', tiers: [{ from: 0, rate: '0.1' }] },
        },
      ],
    };
    const events = [{ ...january, credits: [{ payee: 'ann', share: '0.5' }] }];
    expect(lines(parts, { events })).toEqual([line]);
  });
});

describe('shares that must add up to 1', () => {
  it('are wrong input where they do not', () => {
    const events = [{ ...january, credits: [{ payee: 'ann', share: '0.5' }] }];
    expect(failure(() => run({ measures: { sales: { ...sales, shares: 'one' } } }, { events }))).toBe(
      'invalid-commission-input calculateCommissions: shares of event "e1" that measure "sales" counts must add up to 1, got 0.5',
    );
  });
});

describe('a plan', () => {
  it.each([{ from: '2026-01-11' }, { to: '2026-01-10' }])('must be in force on the day of a deal: %j', (dates) => {
    expect(failure(() => run(dates, { events: [january] }))).toBe(
      'missing-plan calculateCommissions: plan "p" must have a version that is in force on 2026-01-10, since payee "ann" is assigned to it, got none',
    );
    const days = dates.from === undefined ? { to: '2026-01-11' } : { from: '2026-01-10' };
    expect(lines(days, { events: [january] })).toEqual(['01 c/e1 100']);
  });
});

describe('the last day', () => {
  it('ends what is paid and what is warned of', () => {
    const events = [deal('e1', '2026-01-31', 1000), deal('e2', '2026-02-01', 1000, { credits: [] })];
    expect(run({}, { events, through: '2026-01-31' }).warnings).toEqual([]);
    expect(run({}, { events, through: '2026-02-01' }).warnings.map(({ message }) => message)).toEqual([
      'event "e2" credits nobody',
    ]);
    expect(lines({}, { events, through: '2026-01-31' })).toEqual(['01 c/e1 100']);
    expect(lines({}, { events, through: '2026-01-30' })).toEqual([]);
  });
});

describe('rates that are looked up by a score', () => {
  const csat = { kind: 'given', window: 'year' } as const;
  const looked: readonly Tier[] = [
    {
      from: 0,
      rate: {
        by: 'csat',
        tiers: [
          { from: 0, rate: '0.1' },
          { from: 4, rate: '0.2' },
        ],
      },
    },
  ];
  const paid = (mode: 'marginal' | 'per-deal'): readonly string[] =>
    lines(
      { measures: { sales, csat }, components: [{ ...commission, curve: { mode, tiers: looked } }] },
      {
        events: [january, deal('e2', '2026-02-10', 500)],
        scores: [
          { measure: 'csat', on: '2026-01-05', value: 1 },
          { measure: 'csat', on: '2026-01-20', value: 5 },
        ],
      },
    );

  it('price what is there anew, and not deals that were paid one by one', () => {
    expect(paid('marginal')).toEqual(['01 c/e1 100', '01 c/score/csat/2026-01-20 100', '02 c/e2 100']);
    expect(paid('per-deal')).toEqual(['01 c/e1 100', '02 c/e2 100']);
  });

  it('leave alone who has left', () => {
    const gone = lines(
      { measures: { sales, csat }, components: [{ ...commission, curve: { mode: 'marginal', tiers: looked } }] },
      {
        assignments: [{ ...ann, to: '2026-01-20' }],
        events: [january],
        scores: [{ measure: 'csat', on: '2026-01-20', value: 5 }],
      },
    );
    expect(gone).toEqual(['01 c/e1 100']);
  });
});

describe('a gate on events that are not paid', () => {
  const training = (id: string, on: string): CommissionEvent => ({ ...deal(id, on, 0), kind: 'training' });
  const parts: Partial<CommissionPlan> = {
    measures: {
      sales: { ...sales, where: [{ field: 'kind', is: 'sale' }] },
      trainings: { kind: 'credits', of: 'count', window: 'year', where: [{ field: 'kind', is: 'training' }] },
    },
    components: [{ ...commission, factors: [{ when: [{ measure: 'trainings', atLeast: 1 }], otherwise: 0 }] }],
  };

  it('moves the pay with such an event, and with what takes it back', () => {
    const events = [january, training('t', '2026-01-20')];
    expect(lines(parts, { events })).toEqual(['01 c/e1 0', '01 c/t 100']);
    const back = { id: 'back', on: '2026-02-10', reverses: 't' };
    expect(lines(parts, { events: [...events, back] })).toEqual(['01 c/e1 0', '01 c/t 100', '02 c/back -100']);
    const { statements } = run(parts, { events: [...events, back] });
    expect(statements.flatMap((each) => each.lines.map(({ kind, reason }) => `${kind} ${reason}`))).toEqual([
      'credit gate-closed',
      'repricing null',
      'repricing null',
    ]);
  });
});

describe('a return that is worked out anew', () => {
  it('is a return, of the line that was paid', () => {
    const components = [{ ...commission, reversal: { money: 'recompute' } as const }];
    const events = [january, deal('e2', '2026-01-20', 5000), { id: 'back', on: '2026-02-10', reverses: 'e1' }];
    const { statements } = run({ components }, { events });
    // 10 % of 5,000 are left of 500 + 200.
    expect(statements.flatMap((each) => each.lines.map(({ id, kind, amount }) => `${id} ${kind} ${amount}`))).toEqual([
      'c/e1 credit 100',
      'c/e2 credit 600',
      'c/back reversal -200',
    ]);
  });
});

describe('what is taken back', () => {
  const back = (on: string): CommissionEvent => ({ id: 'back', on, reverses: 'e1' });

  it('lets the next deal be priced from where it fell to', () => {
    const events = [deal('e1', '2026-01-10', 6000), back('2026-01-20'), deal('e2', '2026-01-30', 6000)];
    expect(lines({}, { events })).toEqual(['01 c/e1 700', '01 c/back -700', '01 c/e2 700']);
  });

  it('may be below 0 where the next window begins', () => {
    const parts = { measures: { sales: { ...sales, window: 'month' } } as const };
    const events = [deal('e1', '2026-01-10', 6000), back('2026-02-01'), deal('e2', '2026-02-10', 1000)];
    // 10 % of -6,000 to -5,000.
    expect(lines(parts, { events })).toEqual(['01 c/e1 700', '02 c/back -700', '02 c/e2 100']);
  });
});

describe('the order of deals', () => {
  it('is that of days, of sequence and of ids', () => {
    const on = '2026-01-10';
    const events = [
      deal('z', on, 1000),
      deal('b', on, 5000, { sequence: 1 }),
      deal('a', on, 1000, { sequence: 2 }),
      deal('y', on, 1000),
      deal('x', '2026-01-11', 1000, { sequence: -1 }),
      deal('w', '2026-01-09', 1000, { sequence: 9 }),
    ];
    expect(lines({}, { events })).toEqual([
      '01 c/w 100',
      '01 c/y 100',
      '01 c/z 100',
      '01 c/b 800',
      '01 c/a 200',
      '01 c/x 200',
    ]);
  });

  it('is that of warnings, too', () => {
    const bob = { credits: [{ payee: 'bob' }] };
    const events = [
      deal('e3', '2026-01-12', 1, { credits: [] }),
      deal('late', '2026-01-05', 1, { knownAt: '2026-02-01' }),
      { id: 'back', on: '2026-01-11', reverses: 'late' },
      deal('e2', '2026-01-10', 1, bob),
      deal('e1', '2026-01-10', 1, { credits: [] }),
    ];
    expect(
      run({}, { events, knownAt: '2026-01-31' }).warnings.map(({ code, message }) => `${code} ${message}`),
    ).toEqual([
      'nobody-credited event "e1" credits nobody',
      'unassigned-credit event "e2" credits payee "bob", who has no assignment on 2026-01-10',
      'nothing-reversed event "back" reverses event "late", which is not known or comes later',
      'nobody-credited event "e3" credits nobody',
    ]);
  });
});
