import { describe, expect, it } from 'vitest';
import { type SalesDataInput, salesData } from '../../src/model/salesData.ts';

function warnings(input: Partial<SalesDataInput>): string[] {
  return salesData({ currency: 'USD', timeZone: 'UTC', ...input }).warnings.map((warning) => warning.message);
}

const open = { createdOn: '2026-01-05', status: 'open' } as const;
const won = { createdOn: '2026-01-05', closedOn: '2026-02-01', status: 'won', amount: 5 } as const;

describe('warnings', () => {
  it.each<[string, Partial<SalesDataInput>, string[]]>([
    ['no source, no question', { opportunities: [{ ...open, id: 'o', ownerId: 'x' }] }, []],
    [
      'an unknown reference',
      {
        reps: [{ id: 'r' }],
        opportunities: [
          { ...open, id: 'o', ownerId: 'x' },
          { ...open, id: 'p', ownerId: 'r' },
          { ...open, id: 'q' },
        ],
      },
      ['opportunities[0] (id "o"): ownerId "x" is not the id of any of the reps'],
    ],
    [
      'an empty source knows nobody',
      { accounts: [], subscriptions: [{ accountId: '__proto__', effectiveOn: '2026-01-01', kind: 'new', amount: 1 }] },
      ['subscriptions[0]: accountId "__proto__" is not the id of any of the accounts'],
    ],
    [
      'a parent of its own source',
      {
        teams: [
          { id: 'a', parentId: 'b' },
          { id: 'b', parentId: 'c' },
        ],
      },
      ['teams[1] (id "b"): parentId "c" is not the id of any of the teams'],
    ],
    [
      'a won deal without an amount',
      {
        opportunities: [
          { ...won, id: 'o', amount: null },
          { ...won, id: 'p' },
          { ...won, id: 'q', amount: 10n ** 30n },
        ],
      },
      ['opportunities[0] (id "o"): amount is missing although the opportunity is won'],
    ],
    [
      'dates out of order',
      {
        opportunities: [{ ...open, id: 'o', expectedCloseOn: '2026-01-04', qualifiedOn: '2026-01-05' }],
        reps: [
          { id: 'r', startedOn: '2026-01-01', leftOn: '2025-12-31' },
          { id: 's', leftOn: '2025-12-31' },
        ],
        leads: [{ id: 'l', createdOn: '2026-01-02', sqlOn: '2026-01-01', mqlOn: '2026-01-01' }],
        activities: [
          { id: 'v', kind: 'task', occurredOn: '2026-01-02', createdOn: '2026-01-02', completedOn: '2026-01-01' },
        ],
        trainings: [{ repId: 'r', module: 'm', assignedOn: '2026-01-02', completedOn: '2026-01-01' }],
      },
      [
        'opportunities[0] (id "o"): expectedCloseOn (2026-01-04) is before createdOn (2026-01-05)',
        'reps[0] (id "r"): leftOn (2025-12-31) is before startedOn (2026-01-01)',
        'leads[0] (id "l"): mqlOn (2026-01-01) is before createdOn (2026-01-02)',
        'leads[0] (id "l"): sqlOn (2026-01-01) is before createdOn (2026-01-02)',
        'activities[0] (id "v"): completedOn (2026-01-01) is before createdOn (2026-01-02)',
        'trainings[0]: completedOn (2026-01-01) is before assignedOn (2026-01-02)',
      ],
    ],
    [
      'dates out of order in what follows the sale',
      {
        opportunities: [
          { ...won, id: 'o', signedOn: '2026-01-04', cancelledOn: '2026-01-31' },
          { ...won, id: 'p', signedOn: '2026-01-05', cancelledOn: '2026-02-01', contractStartsOn: '2020-01-01' },
        ],
        reps: [{ id: 'r', startedOn: '2026-01-02', leftOn: '2026-02-01', roleEndedOn: '2026-01-01' }],
        leads: [{ id: 'l', createdOn: '2026-01-02', requalifiedOn: '2026-01-01' }],
        orders: [
          { id: 'd', orderedOn: '2026-01-02', amount: 1, invoicedOn: '2026-01-01', collectedOn: '2025-12-31' },
          { id: 'e', orderedOn: '2026-01-02', amount: -1, tax: -1, quantity: -1, invoicedOn: '2026-01-02' },
        ],
        commissions: [
          { ownerId: 'r', earnedOn: '2026-01-02', amount: 1, paidOn: '2026-01-01' },
          { ownerId: 'r', earnedOn: '2026-01-02', amount: -1, kind: 'clawback', paidOn: '2026-01-02' },
        ],
      },
      [
        'opportunities[0] (id "o"): signedOn (2026-01-04) is before createdOn (2026-01-05)',
        'opportunities[0] (id "o"): cancelledOn (2026-01-31) is before closedOn (2026-02-01)',
        'reps[0] (id "r"): roleEndedOn (2026-01-01) is before startedOn (2026-01-02)',
        'leads[0] (id "l"): requalifiedOn (2026-01-01) is before createdOn (2026-01-02)',
        'orders[0] (id "d"): invoicedOn (2026-01-01) is before orderedOn (2026-01-02)',
        'orders[0] (id "d"): collectedOn (2025-12-31) is before orderedOn (2026-01-02)',
        'commissions[0]: paidOn (2026-01-01) is before earnedOn (2026-01-02)',
      ],
    ],
    [
      'a cancelled deal that was not won',
      {
        opportunities: [
          { ...won, id: 'o', status: 'lost', cancelledOn: '2026-02-01' },
          { ...open, id: 'p', cancelledOn: '2026-02-01' },
          { ...won, id: 'q', cancelledOn: '2026-02-01' },
          { ...open, id: 'r' },
        ],
      },
      [
        'opportunities[0] (id "o"): cancelledOn (2026-02-01) is given although status is "lost"',
        'opportunities[1] (id "p"): cancelledOn (2026-02-01) is given although status is "open"',
      ],
    ],
    [
      'accounts that are their own ancestors, once for each circle',
      {
        accounts: [
          { id: 'a', parentId: 'c' },
          { id: 'b', parentId: 'a' },
          { id: 'c', parentId: 'b' },
          { id: 'd', parentId: 'd' },
          { id: 'e', parentId: 'a' },
          { id: 'f', parentId: 'g' },
          { id: 'g' },
        ],
      },
      [
        'accounts[0] (id "a"): parentId "c" makes the account its own ancestor',
        'accounts[3] (id "d"): parentId "d" makes the account its own ancestor',
      ],
    ],
    [
      'credits and commissions of nobody',
      {
        reps: [{ id: 'r' }],
        opportunities: [{ ...open, id: 'o' }],
        leads: [{ id: 'l', createdOn: '2026-01-01', duplicateOfId: 'm' }],
        credits: [
          { ownerId: 'x', opportunityId: 'y', creditedOn: '2026-01-01', amount: 1, kind: 'direct' },
          { ownerId: 'r', opportunityId: 'o', creditedOn: '2026-01-01', amount: 1, kind: 'direct' },
        ],
        commissions: [{ id: 'c', ownerId: 'x', opportunityId: 'y', earnedOn: '2026-01-01', amount: 1 }],
      },
      [
        'leads[0] (id "l"): duplicateOfId "m" is not the id of any of the leads',
        'credits[0]: opportunityId "y" is not the id of any of the opportunities',
        'credits[0]: ownerId "x" is not the id of any of the reps',
        'commissions[0] (id "c"): ownerId "x" is not the id of any of the reps',
        'commissions[0] (id "c"): opportunityId "y" is not the id of any of the opportunities',
      ],
    ],
    [
      'changes outside the life of their opportunity',
      {
        opportunities: [
          { ...won, id: 'o', stage: 'Won' },
          { ...open, id: 'p' },
        ],
        stageChanges: [
          { opportunityId: 'o', changedOn: '2026-01-04', stage: 'A' },
          { opportunityId: 'o', changedOn: '2026-02-02', stage: 'B' },
          { opportunityId: 'o', changedOn: '2026-02-01', stage: 'Won' },
          { opportunityId: 'x', changedOn: '2026-02-01', stage: 'Won' },
          { opportunityId: 'p', changedOn: '2030-02-01', stage: 'Won' },
        ],
      },
      [
        'stageChanges[0]: changedOn (2026-01-04) is before the opportunity was created (2026-01-05)',
        'stageChanges[1]: changedOn (2026-02-02) is after the opportunity closed (2026-02-01), so the change is left out',
        'stageChanges[3]: opportunityId "x" is not the id of any of the opportunities',
      ],
    ],
    [
      'a stage that its changes contradict',
      {
        opportunities: [
          { ...open, id: 'o', stage: 'A' },
          { ...open, id: 'p', stage: 'B' },
          { ...open, id: 'q' },
          { ...open, id: 's', stage: 'C' },
        ],
        stageChanges: [
          { opportunityId: 'o', changedOn: '2026-01-07', stage: 'B' },
          { opportunityId: 'o', changedOn: '2026-01-06', stage: 'A' },
          { opportunityId: 'p', changedOn: '2026-01-06', stage: 'B' },
          { opportunityId: 'p', changedOn: '2026-01-07', amount: 5 },
          { opportunityId: 'q', changedOn: '2026-01-07', stage: 'B' },
        ],
      },
      ['opportunities[0] (id "o"): stage is "A", but its last change says "B"'],
    ],
    [
      'changes without a stage',
      {
        opportunities: [{ ...open, id: 'o', stage: 'A' }],
        stageChanges: [{ opportunityId: 'o', changedOn: '2026-01-07', amount: 1 }],
      },
      [],
    ],
    [
      'stages that were not given',
      {
        stages: ['A'],
        opportunities: [
          { ...open, id: 'o', stage: 'A' },
          { ...open, id: 'p', stage: 'B' },
          { ...open, id: 'q' },
        ],
        stageChanges: [{ opportunityId: 'p', changedOn: '2026-01-07', stage: 'B' }],
      },
      [
        'opportunities[1] (id "p"): stage "B" is not among the given stages',
        'stageChanges[0]: stage "B" is not among the given stages',
      ],
    ],
  ])('%s', (_, input, expected) => {
    expect(warnings(input)).toEqual(expected);
  });

  it('of records that look like duplicates', () => {
    const named = { ...open, name: 'Roof', amount: '5.00', attributes: { colour: 'red' } };
    expect(
      warnings({
        opportunities: [
          { ...named, id: 'a' },
          { ...named, id: 'b', amount: 5 },
          { ...named, id: 'c', amount: 6 },
          { ...named, id: 'd', attributes: { colour: 'blue' } },
          { ...named, id: 'e', createdOn: '2026-01-06' },
          { ...named, id: 'f', name: null },
          { ...named, id: 'g', name: null },
          { ...named, id: 'h', amount: 10n ** 30n },
          { ...named, id: 'i', amount: 10n ** 30n },
          { ...named, id: 'j', amount: 10n ** 30n + 1n },
          { ...named, id: 'k' },
        ],
      }),
    ).toEqual([
      'opportunities[1] (id "b"): looks like a duplicate of opportunities[0] (id "a"): every field but the id is the same',
      'opportunities[8] (id "i"): looks like a duplicate of opportunities[7] (id "h"): every field but the id is the same',
      'opportunities[10] (id "k"): looks like a duplicate of opportunities[0] (id "a"): every field but the id is the same',
    ]);
    const call = { kind: 'call', occurredOn: '2026-01-05T10:00:00Z', ownerId: 'r' } as const;
    expect(
      warnings({
        activities: [
          { ...call, id: 'a' },
          { ...call, id: 'b', occurredOn: '2026-01-05T10:00:01Z' },
          { ...call, id: 'c', occurredOn: '2026-01-05' },
          { ...call, id: 'd', occurredOn: '2026-01-05' },
          { ...call, id: 'e' },
        ],
      }),
    ).toEqual([
      'activities[4] (id "e"): looks like a duplicate of activities[0] (id "a"): every field but the id is the same',
    ]);
    expect(
      warnings({
        activities: [
          { ...call, id: 'c', occurredOn: '2026-01-05' },
          { ...call, id: 'd', occurredOn: '2026-01-05' },
        ],
      }),
    ).toEqual([]);
  });

  it('says every part of a warning', () => {
    const { warnings: found } = salesData({
      currency: 'USD',
      timeZone: 'UTC',
      reps: [],
      leads: [{ id: 'l', createdOn: '2026-01-01', ownerId: 'r' }],
    });
    expect(found).toEqual([
      {
        code: 'unknown-reference',
        path: 'leads[0].ownerId',
        message: 'leads[0] (id "l"): ownerId "r" is not the id of any of the reps',
        source: 'leads',
        index: 0,
        id: 'l',
        field: 'ownerId',
        found: '"r"',
        expected: 'the id of one of the reps',
      },
    ]);
  });

  it('keeps 10,000 and counts the rest', () => {
    const leads = Array.from({ length: 20_000 }, (_, id) => ({
      id,
      createdOn: '2026-01-02',
      ownerId: 'x',
      mqlOn: '2026-01-01',
    }));
    const { warnings: found } = salesData({ currency: 'USD', timeZone: 'UTC', reps: [], leads });
    expect(found).toHaveLength(10_001);
    expect(found.at(-2)?.index).toBe(4999);
    expect(found.at(-1)).toEqual({
      code: 'more-warnings',
      path: '',
      message: 'and 30000 more warnings, which are not kept',
    });
  });
});
