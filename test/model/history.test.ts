import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FieldName } from '../../src/model/fields.ts';
import type { Opportunity } from '../../src/model/opportunity.ts';
import { type SalesDataInput, salesData } from '../../src/model/salesData.ts';
import type { StageChange } from '../../src/model/stageChange.ts';
import { stageOrder } from '../../src/model/stageOrder.ts';
import { columnOf, tableOf } from '../../src/model/tableOf.ts';
import { formatDay } from '../../src/time/day.ts';
import { columnValues } from './columnValues.ts';

type Derived = 'opportunityHistory' | 'stageVisits';
type Row = Record<string, string | null>;

function rows<S extends Derived>(source: S, fields: readonly FieldName<S>[], input: Partial<SalesDataInput>): Row[] {
  const data = salesData({ currency: 'USD', timeZone: 'UTC', ...input });
  const table = tableOf(data, source);
  const columns = fields.map((field) => columnValues(columnOf(data, source, field)));
  return table.ids.map((id, row) => ({
    '': id,
    ...Object.fromEntries(fields.map((field, position) => [field, columns[position]?.[row] ?? null])),
  }));
}

/** Rows as one line each. */
function lines<S extends Derived>(
  source: S,
  fields: readonly FieldName<S>[],
  input: Partial<SalesDataInput>,
): string[] {
  return rows(source, fields, input).map((row) => Object.values(row).map((value) => value ?? '-').join(' | ')); // biome-ignore format: one row
}

const open: Opportunity = { id: 'o', createdOn: '2026-01-05', status: 'open' };
const won: Opportunity = { ...open, status: 'won', closedOn: '2026-03-01' };
function change(changedOn: string, fields: Partial<StageChange>): StageChange {
  return { opportunityId: 'o', changedOn, ...fields };
}

describe('opportunityHistory', () => {
  it('ranks the stage in which it stood, by the order of the visits', () => {
    const input = {
      opportunities: [open],
      stageChanges: [
        change('2026-01-10', { stage: 'B' }),
        change('2026-02-01', { stage: 'A' }),
        change('2026-02-05', { amount: 7 }),
      ],
    };
    const ranked = ['standsFrom', 'stage', 'stageRank'] as const;
    expect(lines('opportunityHistory', ranked, input)).toEqual([
      'o | 2026-01-05 | - | -',
      'o | 2026-01-10 | B | 1',
      'o | 2026-02-01 | A | 2',
      'o | 2026-02-05 | A | 2',
    ]);
    expect(lines('opportunityHistory', ranked, { ...input, stages: ['A'] }).slice(1, 3)).toEqual([
      'o | 2026-01-10 | B | -',
      'o | 2026-02-01 | A | 1',
    ]);
  });

  it('says by how many days the expected close moved', () => {
    const input = {
      opportunities: [
        { ...open, id: 'n', expectedCloseOn: '2026-05-01' },
        { ...open, expectedCloseOn: '2026-06-01' },
        { ...won, id: 'p', expectedCloseOn: '2026-02-01' },
      ],
      stageChanges: [
        change('2026-01-10', { stage: 'A' }),
        change('2026-01-20', { expectedCloseOn: '2026-05-31' }),
        change('2026-01-30', { stage: 'B' }),
        change('2026-02-01', { expectedCloseOn: '2026-07-15' }),
        change('2026-02-01', { expectedCloseOn: '2026-07-01' }),
        change('2026-02-09', { expectedCloseOn: '2026-06-01' }),
        { opportunityId: 'p', changedOn: '2026-01-05', expectedCloseOn: '2026-01-20' },
        { opportunityId: 'p', changedOn: '2026-01-15', expectedCloseOn: '2026-02-01' },
        { opportunityId: 'p', changedOn: '2026-03-01', expectedCloseOn: '2026-03-01' },
      ],
    };
    expect(lines('opportunityHistory', ['standsFrom', 'expectedCloseOn', 'expectedCloseShift'], input)).toEqual([
      'n | 2026-01-05 | 2026-05-01 | -',
      'o | 2026-01-05 | - | -',
      'o | 2026-01-10 | - | -',
      'o | 2026-01-20 | 2026-05-31 | -',
      'o | 2026-01-30 | 2026-05-31 | 0',
      'o | 2026-02-01 | 2026-07-01 | 31',
      'o | 2026-02-09 | 2026-06-01 | -30',
      'p | 2026-01-05 | 2026-01-20 | -',
      'p | 2026-01-15 | 2026-02-01 | 12',
    ]);
  });

  const fields = ['standsFrom', 'standsUntil', 'stage', 'amount'] as const;

  it.each<[string, Opportunity, StageChange[], string[]]>([
    ['nothing changed, open', { ...open, stage: 'A', amount: 5 }, [], ['o | 2026-01-05 | - | A | 5']],
    ['nothing changed, closed', { ...won, stage: 'A', amount: 5 }, [], ['o | 2026-01-05 | 2026-03-01 | A | 5']],
    [
      'closed on the day of its creation',
      { ...won, closedOn: '2026-01-05' },
      [],
      ['o | 2026-01-05 | 2026-01-05 | - | -'],
    ],
    [
      'changes told from the creation on',
      { ...open, stage: 'B', amount: 9 },
      [change('2026-01-05', { stage: 'A', amount: 5 }), change('2026-02-01', { stage: 'B' })],
      ['o | 2026-01-05 | 2026-02-01 | A | 5', 'o | 2026-02-01 | - | B | 5'],
    ],
    [
      'unknown before the first that tells, as it is now where none does',
      { ...open, stage: 'B', amount: 9 },
      [change('2026-02-01', { stage: 'B' })],
      ['o | 2026-01-05 | 2026-02-01 | - | 9', 'o | 2026-02-01 | - | B | 9'],
    ],
    [
      'the last state of a day counts',
      open,
      [change('2026-02-01', { stage: 'A' }), change('2026-02-01', { stage: 'B' })],
      ['o | 2026-01-05 | 2026-02-01 | - | -', 'o | 2026-02-01 | - | B | -'],
    ],
    [
      'by time, a date alone first',
      open,
      [
        change('2026-02-01T12:00:00Z', { stage: 'C' }),
        change('2026-02-01T09:00:00Z', { stage: 'B' }),
        change('2026-02-01', { stage: 'A' }),
      ],
      ['o | 2026-01-05 | 2026-02-01 | - | -', 'o | 2026-02-01 | - | C | -'],
    ],
    [
      'a change on the closing day never stood',
      { ...won, stage: 'Won' },
      [change('2026-01-05', { stage: 'A' }), change('2026-03-01', { stage: 'Won' })],
      ['o | 2026-01-05 | 2026-03-01 | A | -'],
    ],
    [
      'unless that is all there is',
      { ...won, closedOn: '2026-01-05', stage: 'Won' },
      [change('2026-01-05', { stage: 'Won' })],
      ['o | 2026-01-05 | 2026-01-05 | Won | -'],
    ],
    [
      'changes after the close are left out',
      { ...won, stage: 'Won' },
      [change('2026-03-02', { stage: 'X' })],
      ['o | 2026-01-05 | 2026-03-01 | Won | -'],
    ],
    [
      'changes before the creation hold from it',
      { ...open, stage: 'A' },
      [change('2026-01-01', { stage: 'A' })],
      ['o | 2026-01-05 | - | A | -'],
    ],
    [
      'changes of others',
      { ...open, stage: 'A' },
      [{ ...change('2026-02-01', { stage: 'B' }), opportunityId: 'other' }],
      ['o | 2026-01-05 | - | A | -'],
    ],
  ])('%s', (_, opportunity, stageChanges, expected) => {
    expect(lines('opportunityHistory', fields, { opportunities: [opportunity], stageChanges })).toEqual(expected);
  });

  it('has all fields of the opportunity, those that are told as they stood', () => {
    const input = {
      exchangeRates: [{ from: 'EUR', on: '2026-01-01', rate: 2 }],
      opportunities: [
        { ...open, id: 'p' },
        {
          ...won,
          name: 'Deal',
          ownerId: 'r2',
          amount: 50,
          currency: 'EUR',
          probability: 1,
          expectedCloseOn: '2026-03-01',
          forecastCategory: 'commit',
          attributes: { size: 3 },
        },
      ],
      stageChanges: [
        change('2026-01-05', {
          ownerId: 'r1',
          amount: '7.5',
          currency: 'USD',
          probability: 0.5,
          expectedCloseOn: '2026-02-01',
          forecastCategory: 'pipeline',
        }),
        change('2026-02-01', {
          ownerId: 'r2',
          amount: '10.25',
          probability: '0.75',
          expectedCloseOn: '2026-03-01',
          forecastCategory: 'commit',
        }),
      ],
    };
    const told = [
      'opportunityId',
      'name',
      'status',
      'closedOn',
      'ownerId',
      'amount',
      'currency',
      'probability',
      'expectedCloseOn',
      'forecastCategory',
      'attributes.size',
    ] as const;
    expect(lines('opportunityHistory', told, input)).toEqual([
      'p | p | - | open | - | - | - | USD | - | - | - | -',
      'o | o | Deal | won | 2026-03-01 | r1 | 7.5 | USD | 0.5 | 2026-02-01 | pipeline | 3',
      'o | o | Deal | won | 2026-03-01 | r2 | 20.5 | EUR | 0.75 | 2026-03-01 | commit | 3',
    ]);
    const unknown = { ...input, stageChanges: [change('2026-02-01', { amount: 1, currency: 'USD' })] };
    expect(lines('opportunityHistory', ['amount', 'currency'], unknown)).toEqual([
      'p | - | USD',
      'o | - | EUR',
      'o | 1 | USD',
    ]);
  });

  it('keeps amounts that are wide', () => {
    const big = '123456789012345678901234567890';
    const input = {
      opportunities: [{ ...open, id: 'p', amount: big }, open],
      stageChanges: [change('2026-01-05', { amount: `${big}.5` }), change('2026-01-06', { amount: 2 })],
    };
    const data = salesData({ currency: 'USD', timeZone: 'UTC', ...input });
    const column = columnOf(data, 'opportunityHistory', 'amount');
    expect(columnValues(column)).toEqual(['123456789012345678901234567890', '123456789012345678901234567890.5', '2']);
    expect(column?.missing).toBe(0);
  });

  it('keeps times and missing dates of rows that moved', () => {
    const input = {
      opportunities: [
        { ...open, createdOn: '2026-01-05T10:00:00Z', expectedCloseOn: '2026-02-01' },
        { ...open, id: 'p' },
      ],
      stageChanges: [
        change('2026-01-05', { stage: 'A', expectedCloseOn: '2026-03-01' }),
        change('2026-01-06', { stage: 'B' }),
      ],
    };
    expect(lines('opportunityHistory', ['createdOn', 'qualifiedOn', 'expectedCloseOn', 'standsFrom'], input)).toEqual([
      'o | 2026-01-05 2026-01-05T10:00:00.000Z | - | 2026-03-01 | 2026-01-05',
      'o | 2026-01-05 2026-01-05T10:00:00.000Z | - | 2026-03-01 | 2026-01-06',
      'p | 2026-01-05 | - | - | 2026-01-05',
    ]);
    const later = { ...input, stageChanges: [change('2026-01-06', { expectedCloseOn: '2026-03-01' })] };
    expect(lines('opportunityHistory', ['expectedCloseOn', 'standsFrom'], later)).toEqual([
      'o | - | 2026-01-05',
      'o | 2026-03-01 | 2026-01-06',
      'p | - | 2026-01-05',
    ]);
  });

  it('is the columns of the opportunities themselves when nothing changed', () => {
    const data = salesData({ currency: 'USD', timeZone: 'UTC', opportunities: [open, { ...won, id: 'p' }] });
    expect(tableOf(data, 'opportunityHistory').columns.get('status')).toBe(
      tableOf(data, 'opportunities').columns.get('status'),
    );
    expect(tableOf(data, 'opportunityHistory')).toBe(tableOf(data, 'opportunityHistory'));
  });

  const day = fc.integer({ min: 20_454, max: 20_484 }).map(formatDay);
  const randomInput = fc
    .array(
      fc.record({
        createdOn: day,
        length: fc.option(fc.integer({ min: 0, max: 20 })),
        changes: fc.array(
          fc.record({
            changedOn: day,
            stage: fc.option(fc.constantFrom('A', 'B', 'C')),
            amount: fc.option(fc.integer({ min: 0, max: 3 })),
          }),
          { maxLength: 6 },
        ),
      }),
      { maxLength: 5 },
    )
    .map((deals) => ({
      opportunities: deals.map(({ createdOn, length }, index): Opportunity => {
        const closedOn = length === null ? null : formatDay(Date.parse(createdOn) / 86_400_000 + length);
        return {
          id: `o${index}`,
          createdOn,
          stage: 'A',
          amount: 9,
          status: closedOn === null ? 'open' : 'lost',
          closedOn,
        };
      }),
      stageChanges: deals.flatMap(({ changes }, index) =>
        changes.map((fields): StageChange => ({ ...fields, opportunityId: `o${index}` })),
      ),
    }));

  it('divides the life of every opportunity without gap or overlap, each day as a replay says', () => {
    fc.assert(
      fc.property(randomInput, (input) => {
        const all = rows('opportunityHistory', ['standsFrom', 'standsUntil', 'stage', 'amount'], input);
        for (const opportunity of input.opportunities) {
          const own = all.filter((row) => row[''] === opportunity.id);
          expect(own[0]?.['standsFrom']).toBe(opportunity.createdOn);
          expect(own.at(-1)?.['standsUntil']).toBe(opportunity.closedOn);
          own.slice(1).forEach((row, index) => {
            expect(row['standsFrom']).toBe(own[index]?.['standsUntil']);
            expect((row['standsFrom'] ?? '') < (row['standsUntil'] ?? '9')).toBe(true);
          });
          const changes = input.stageChanges.filter(
            (entry) =>
              entry.opportunityId === opportunity.id && String(entry.changedOn) <= String(opportunity.closedOn ?? '9'),
          );
          for (const row of own) {
            for (const field of ['stage', 'amount'] as const) {
              const telling = changes.filter((entry) => entry[field] !== null && entry[field] !== undefined);
              const until = telling.filter((entry) => String(entry.changedOn) <= String(row['standsFrom']));
              const latest = until.map((entry) => entry.changedOn as string).sort().at(-1); // biome-ignore format: one row
              const expected =
                telling.length === 0
                  ? opportunity[field]
                  : until.filter((entry) => entry.changedOn === latest).at(-1)?.[field];
              expect(row[field]).toBe(expected === undefined ? null : String(expected));
            }
          }
        }
      }),
    );
  });

  it('visits are the runs of equal stages that a replay finds', () => {
    fc.assert(
      fc.property(randomInput, (input) => {
        const visits = rows('stageVisits', ['stage', 'enteredOn', 'exitedOn', 'visit'], input);
        for (const opportunity of input.opportunities) {
          const own = visits.filter((visit) => visit[''] === opportunity.id);
          const told = input.stageChanges.filter(
            (entry) =>
              entry.opportunityId === opportunity.id &&
              typeof entry.stage === 'string' &&
              String(entry.changedOn) <= String(opportunity.closedOn ?? '9'),
          );
          const inOrder = told
            .map((entry, index) => ({ stage: entry.stage, on: String(entry.changedOn), index }))
            .sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : a.index - b.index));
          const steps = told.length === 0 ? [{ stage: 'A', on: String(opportunity.createdOn) }] : inOrder;
          const runs = steps.filter((step, index) => index === 0 || steps[index - 1]?.stage !== step.stage);
          const clipped = runs.map(({ stage, on }) => ({
            stage,
            on: on < String(opportunity.createdOn) ? String(opportunity.createdOn) : on,
          }));
          expect(own).toEqual(
            clipped.map(({ stage, on }, index) => ({
              '': opportunity.id,
              stage,
              enteredOn: on,
              exitedOn: clipped[index + 1]?.on ?? opportunity.closedOn,
              visit: String(1 + clipped.slice(0, index).filter((earlier) => earlier.stage === stage).length),
            })),
          );
        }
      }),
    );
  });
});

describe('stageVisits', () => {
  const fields = ['stage', 'stageRank', 'enteredOn', 'exitedOn', 'visit'] as const;

  it.each<[string, Opportunity, StageChange[], string[]]>([
    ['without a stage', open, [], []],
    ['without changes, open', { ...open, stage: 'A' }, [], ['o | A | 1 | 2026-01-05 | - | 1']],
    ['without changes, closed', { ...won, stage: 'A' }, [], ['o | A | 1 | 2026-01-05 | 2026-03-01 | 1']],
    [
      'from the first change that tells a stage',
      { ...open, stage: 'B' },
      [change('2026-01-06', { amount: 1 }), change('2026-01-07', { stage: 'B' })],
      ['o | B | 1 | 2026-01-07 | - | 1'],
    ],
    [
      'equal stages are one visit, coming back is another',
      open,
      [
        change('2026-01-05', { stage: 'A' }),
        change('2026-01-06', { stage: 'A', amount: 2 }),
        change('2026-01-08', { stage: 'B' }),
        change('2026-01-09', { stage: 'A' }),
      ],
      [
        'o | A | 1 | 2026-01-05 | 2026-01-08 | 1',
        'o | B | 2 | 2026-01-08 | 2026-01-09 | 1',
        'o | A | 1 | 2026-01-09 | - | 2',
      ],
    ],
    [
      'with the time of day',
      open,
      [change('2026-01-06T08:00:00Z', { stage: 'A' }), change('2026-01-06T10:30:00Z', { stage: 'B' })],
      [
        'o | A | 1 | 2026-01-06 2026-01-06T08:00:00.000Z | 2026-01-06 2026-01-06T10:30:00.000Z | 1',
        'o | B | 2 | 2026-01-06 2026-01-06T10:30:00.000Z | - | 1',
      ],
    ],
    [
      'the closing stage is entered and left on the closing day',
      won,
      [
        change('2026-01-05', { stage: 'A' }),
        change('2026-03-01', { stage: 'Won' }),
        change('2026-03-05', { stage: 'Paid' }),
      ],
      ['o | A | 1 | 2026-01-05 | 2026-03-01 | 1', 'o | Won | 2 | 2026-03-01 | 2026-03-01 | 1'],
    ],
  ])('%s', (_, opportunity, stageChanges, expected) => {
    expect(lines('stageVisits', fields, { opportunities: [opportunity], stageChanges })).toEqual(expected);
  });

  it('ranks stages as given; others have no rank', () => {
    const stageChanges = [
      change('2026-01-05', { stage: 'A' }),
      change('2026-01-06', { stage: 'B' }),
      change('2026-01-07', { stage: 'C' }),
    ];
    expect(
      rows('stageVisits', ['stageRank'], { opportunities: [open], stageChanges, stages: ['C', 'A'] }).map(
        (row) => row['stageRank'],
      ),
    ).toEqual(['2', null, '1']);
  });

  it('has the opportunity as it stood on entry', () => {
    const input = {
      opportunities: [
        { ...open, id: 'p' },
        { ...open, ownerId: 'r2', source: 'inbound' },
      ],
      stageChanges: [
        change('2026-01-05', { stage: 'A', ownerId: 'r1' }),
        change('2026-01-06', { ownerId: 'r2' }),
        change('2026-01-07', { stage: 'B' }),
      ],
    };
    expect(lines('stageVisits', ['opportunityId', 'ownerId', 'source', 'status'], input)).toEqual([
      'o | o | r1 | inbound | open',
      'o | o | r2 | inbound | open',
    ]);
  });
});

describe('stageOrder', () => {
  it.each<[string[][], string[]]>([
    [[], []],
    [[['A', 'B', 'C']], ['A', 'B', 'C']],
    [
      [['C'], ['A', 'B'], ['B', 'C']],
      ['A', 'B', 'C'],
    ],
    [
      [
        ['A', 'B', 'C', 'W'],
        ['A', 'W'],
        ['A', 'C', 'W'],
        ['B', 'A', 'C'],
      ],
      ['A', 'B', 'C', 'W'],
    ],
    [
      [
        ['A', 'B'],
        ['B', 'A'],
      ],
      ['A', 'B'],
    ],
  ])('%j', (paths, expected) => {
    expect(stageOrder(paths)).toEqual(expected);
  });

  it('reads no order from beyond 64 stages of one opportunity, and is quick', () => {
    const path = Array.from({ length: 50_000 }, (_, index) => String(99_999 - index));
    const order = stageOrder([path]);
    expect(order).toHaveLength(50_000);
    expect(order.slice(0, 63)).toEqual(path.slice(0, 63));
  });

  it('does not depend on the order of the opportunities', () => {
    const paths = fc.array(fc.shuffledSubarray(['A', 'B', 'C', 'D', 'E']), { maxLength: 8 });
    fc.assert(
      fc.property(paths, (some) => {
        expect(stageOrder([...some].reverse())).toEqual(stageOrder(some));
      }),
    );
  });
});
