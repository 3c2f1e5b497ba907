import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { buildSync } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { bookings } from '../../src/dictionary/sales.ts';
import { winRate } from '../../src/dictionary/winning.ts';
import { tabulate } from '../../src/evaluate/tabulate.ts';
import { type Tally, type TallyRecords, tally } from '../../src/evaluate/tally.ts';
import type { TallyState } from '../../src/evaluate/tallyState.ts';
import { count, distinct, first, last, maximum, median, sum } from '../../src/expression/aggregate.ts';
import { countEntities, plus, times } from '../../src/expression/arithmetic.ts';
import { compares } from '../../src/expression/condition.ts';
import { followedBy, precededBy } from '../../src/expression/join.ts';
import type { Calculable } from '../../src/expression/kpi.ts';
import { always, fallsIn, records } from '../../src/expression/recordSet.ts';
import { salesData } from '../../src/model/salesData.ts';
import { quarter, year } from '../../src/time/period.ts';
import { probe } from '../arbitraries/formulas.ts';
import { refusal } from '../hostile/hostileKpis.ts';
import { dealsOf } from './manyDeals.ts';

const known = salesData({ currency: 'USD', timeZone: 'UTC', reps: [{ id: 'ann', teamId: 'emea' }] });
const options = { periods: [quarter(2026, 3)], by: ['owner'] as const };

function won(id: string, amount?: number, closedOn = '2026-07-10'): NonNullable<TallyRecords['opportunities']>[number] {
  return { id, ownerId: 'ann', accountId: `of ${id}`, createdOn: '2026-05-04', closedOn, status: 'won', amount };
}

const closed = records('opportunities', fallsIn('closedOn'));
const everyKind = probe(
  times(
    plus(count('deals', closed), distinct('accounts', closed, 'accountId')),
    plus(
      plus(sum('value', closed, 'amount'), maximum('largest', closed, 'amount')),
      plus(median('middle', closed, 'amount'), last('latest', closed, 'amount', 'closedOn')),
    ),
  ),
);

/** One group, one quarter, three deals of which one has no amount. */
function small(): Tally<readonly [Calculable], 'owner'> {
  const running = tally([everyKind], known, options);
  running.add({ opportunities: [won('a', 100), won('b', 2.5, '2026-08-01'), won('c')] });
  return running;
}

describe('a tally', () => {
  it('knows the numbers of records, and gives tables that later records do not change', () => {
    const running = tally([winRate, bookings], known, options);
    expect(running.table().rows).toEqual([]);
    expect(running.table().totals[0]?.values['win-rate'].reason).toBe('no-denominator');
    running.add({ opportunities: [won('a', 100)] });
    const table = running.table();
    running.add({ opportunities: [{ ...won('b', 50), status: 'lost' }], activities: [] });
    expect(table.totals[0]?.values['win-rate'].value?.toString()).toBe('1');
    expect(running.table().totals[0]?.values['win-rate'].value?.toString()).toBe('0.5');
    expect(running.table().rows.map(({ group, values }) => [group.owner, values.bookings.value?.toString()])).toEqual([
      ['ann', '100'],
    ]);
    expect(running.counts.opportunities).toBe(2);
    expect(running.counts.reps).toBe(0);
  });

  it('writes what it knows so', () => {
    const { found, counts, version } = small().toJSON();
    expect(version).toBe(1);
    expect(counts).toEqual({ opportunities: 3 });
    expect(found).toEqual([
      [
        {
          group: ['ann'],
          entity: null,
          cells: [
            [
              0,
              3,
              ['of a', 'of b', 'of c'],
              ['205/2', 1, 0],
              ['100', 1, 0],
              [
                [
                  ['5/2', 1],
                  ['100', 1],
                ],
                1,
                0,
              ],
              [{ day: '2026-08-01', time: null, id: 'b', value: '5/2' }, 1, 0],
            ],
          ],
        },
      ],
    ]);
  });

  it('takes records of all parts or of none, and says everything that is wrong with them', () => {
    const running = small();
    const before = JSON.stringify(running);
    const wrong = {
      opportunities: [won('d', 7), { ...won('e', 8), status: 'wone', amount: 'much' }],
      reps: [],
      bookings: [],
    };
    const error = refusal(() => running.add(wrong as unknown as TallyRecords));
    expect(error.code).toBe('invalid-data');
    expect(error.message).toBe(
      [
        'add: 4 problems',
        '- reps must be left out, since its records are given once, with the data, got an array of 0',
        '- "bookings" is not a source',
        '- opportunities[1] (id "e"): status must be one of "open", "won", "lost", "no-decision", got "wone"',
        '- opportunities[1] (id "e"): amount must be a decimal number such as 1250.50, got "much"',
      ].join('\n'),
    );
    expect(JSON.stringify(running)).toBe(before);
    expect(running.counts.opportunities).toBe(3);
    expect(refusal(() => running.add([] as unknown as TallyRecords)).message).toBe(
      'add: records must be a plain object such as { opportunities: [] }, got an array of 0',
    );
  });

  it('warns of records as salesData does, but not of names that may be among other records', () => {
    const running = tally([winRate], known, options);
    const warnings = running.add({
      opportunities: [{ ...won('a'), ownerId: 'nobody', leadId: 'l1' }],
      leads: [{ id: 'l2', createdOn: '2026-01-01' }],
    });
    expect(warnings.map(({ code, path }) => [code, path])).toEqual([
      ['unknown-reference', 'opportunities[0].ownerId'],
      ['won-without-amount', 'opportunities[0].amount'],
    ]);
  });

  it('converts amounts by the rates of the data, and knows the teams of its reps', () => {
    const rated = salesData({
      currency: 'USD',
      timeZone: 'UTC',
      reps: [{ id: 'ann', teamId: 'emea' }],
      exchangeRates: [{ from: 'EUR', on: '2026-01-01', rate: '1.5' }],
    });
    const running = tally([bookings], rated, { periods: [quarter(2026, 3)], by: ['team'] });
    running.add({ opportunities: [{ ...won('a', 100), currency: 'EUR' }] });
    expect(running.table().rows.map(({ group, values }) => [group.team, values.bookings.value?.toString()])).toEqual([
      ['emea', '150'],
    ]);
    expect(refusal(() => running.add({ opportunities: [{ ...won('b', 1), currency: 'GBP' }] })).message).toBe(
      'add: opportunities[0] (id "b"): currency must be one with an exchange rate to USD on or before 2026-07-10, got "GBP"',
    );
  });

  it('refuses records without an id only where the id decides between two of one moment', () => {
    const submitted = records('forecasts', fallsIn('submittedOn'));
    const forecast = {
      ownerId: 'ann',
      category: 'call' as const,
      amount: 1,
      submittedOn: '2026-07-01',
      startsOn: '2026-07-01',
      endsOn: '2026-10-01',
    };
    const total = tally([probe(sum('called', submitted, 'amount'))], known, options);
    total.add({ forecasts: [forecast] });
    const message = 'id must be an id, by which probe tells records of one moment apart, got undefined';
    for (const of of [first, last]) {
      const dated = tally([probe(of('called', submitted, 'amount', 'submittedOn'))], known, options);
      const error = refusal(() => dated.add({ forecasts: [{ ...forecast, id: 'f' }, forecast] }));
      expect([error.code, error.message]).toEqual(['invalid-data', `add: forecasts[1]: ${message}`]);
      expect(error.issues).toEqual([
        {
          code: 'missing',
          source: 'forecasts',
          index: 1,
          field: 'id',
          path: 'forecasts[1].id',
          expected: 'an id, by which probe tells records of one moment apart',
          found: 'undefined',
          message: `forecasts[1]: ${message}`,
        },
      ]);
      expect(dated.counts.forecasts).toBe(0);
    }
  });

  it('has the same bytes also where a record comes twice, which nobody sees', () => {
    const [one, other] = [100, 7].map((amount) => {
      const running = tally([everyKind], known, options);
      running.add({ opportunities: [won('a', amount)] });
      return running;
    }) as [ReturnType<typeof small>, ReturnType<typeof small>];
    const [left, right] = [one.toJSON(), other.toJSON()];
    one.merge(right);
    other.merge(left);
    expect(JSON.stringify(one)).toBe(JSON.stringify(other));
    expect(one.counts.opportunities).toBe(2);
  });

  it('has the same bytes in many small parts and one large one, also where it keeps all values', () => {
    const asked = { periods: [year(2026)] };
    const [many, one] = [0, 1].map(() => tally([everyKind], known, asked)) as [Tally, Tally];
    for (let part = 0; part < 50; part++) many.add({ opportunities: dealsOf(part, 7) });
    one.add({ opportunities: dealsOf(0, 350) });
    expect(JSON.stringify(many)).toBe(JSON.stringify(one));
    many.add({ opportunities: dealsOf(50, 7) });
    one.add({ opportunities: dealsOf(50, 7) });
    expect(JSON.stringify(many.table())).toBe(JSON.stringify(one.table()));
  });

  it('knows after no records what it knew before', () => {
    const running = tally([everyKind], known, { periods: [year(2026)] });
    const before = JSON.stringify(running);
    running.add({});
    running.add({ opportunities: [] });
    expect(JSON.stringify(running)).toBe(before);
  });

  it('takes the currency of a change from its opportunity, which is given once', () => {
    const stated = {
      currency: 'USD',
      timeZone: 'UTC',
      exchangeRates: [{ from: 'EUR', on: '2026-01-01', rate: '1.5' }],
      opportunities: [{ ...won('a', 10), currency: 'EUR' }],
    };
    const changes = [{ opportunityId: 'a', changedOn: '2026-07-02', amount: 100 }];
    const changed = probe(sum('changed', records('stageChanges', fallsIn('changedOn')), 'amount'));
    const running = tally([changed], salesData(stated), options);
    running.add({ stageChanges: changes });
    expect(running.table().totals[0]?.values['probe']?.value?.toString()).toBe('150');
    const all = tabulate([changed], salesData({ ...stated, stageChanges: changes }), options);
    expect(JSON.stringify(running.table())).toBe(JSON.stringify(all));
  });

  it('counts entities of which no record counts', () => {
    const idle = probe(countEntities('idle', 'account', [count('deals', closed), 'equals', 0]));
    const running = tally([idle], known, { periods: [quarter(2026, 3)] });
    running.add({ opportunities: [won('a', 1, '2026-06-01')] });
    running.add({ opportunities: [won('b', 1)] });
    const again = tally([idle], known, { periods: [quarter(2026, 3)] });
    again.merge(running.toJSON());
    expect(again.table().totals[0]?.values['probe']?.value?.toString()).toBe('1');
  });

  it('grows with groups and periods, not with records', () => {
    const { winRate: rate, bookings: value } = { winRate, bookings };
    const asked = { periods: [year(2026)], by: ['owner'] as const };
    const sizes = [3, 300].map((parts) => {
      const running = tally([rate, value], known, asked);
      for (let part = 0; part < parts; part++) running.add({ opportunities: dealsOf(part, 20) });
      return running
        .toJSON()
        .found.flat()
        .flatMap(({ cells }) => cells).length;
    });
    expect(sizes[0]).toBeGreaterThan(0);
    expect(sizes[1]).toBe(sizes[0]);
  });

  it('gives the same bytes from two workers as from one pass', async () => {
    const code = buildSync({
      stdin: {
        contents: `
          import { parentPort, workerData } from 'node:worker_threads';
          import { halfOf } from './manyDeals.ts';
          parentPort.postMessage(halfOf(workerData).toJSON());
        `,
        resolveDir: fileURLToPath(new URL('.', import.meta.url)),
      },
      bundle: true,
      platform: 'node',
      write: false,
    })
      .outputFiles.map(({ text }) => text)
      .join('');
    const states = await Promise.all(
      [0, 1].map(
        (half) =>
          new Promise<TallyState>((resolve, reject) => {
            new Worker(code, { eval: true, workerData: half }).once('message', resolve).once('error', reject);
          }),
      ),
    );
    const { halfOf, all, manyOptions } = await import('./manyDeals.ts');
    const both = halfOf(null);
    for (const state of states) both.merge(state);
    const table = tabulate([winRate, bookings], all(), manyOptions);
    expect(JSON.stringify(both.table())).toBe(JSON.stringify(table));
    expect(both.counts.opportunities).toBe(400);
    const one = halfOf(0);
    one.merge(halfOf(1).toJSON());
    expect(JSON.stringify(one)).toBe(JSON.stringify(both));
  });
});

describe('what a tally refuses', () => {
  const reason = (formula: Parameters<typeof probe>[0], data = known, together = false): string =>
    refusal(() => tally([winRate, probe(formula)], data, { periods: [quarter(2026, 3)], together })).message;
  const orders = records('orders', fallsIn('orderedOn'));
  const later = { key: ['accountId', 'accountId'], dates: ['orderedOn', 'orderedOn'] } as const;
  const again = count('again', followedBy(orders, 'orders', later));
  const afterWin = count(
    'afterWin',
    precededBy(orders, 'opportunities', { key: ['accountId', 'accountId'], dates: ['orderedOn', 'closedOn'] }),
  );
  const ordering = count(
    'ordering',
    followedBy(records('accounts', always()), 'orders', {
      key: ['id', 'accountId'],
      dates: ['createdOn', 'orderedOn'],
    }),
  );
  const open = count('open', records('opportunityHistory', fallsIn('standsFrom')));
  const late = count('late', records('stageVisits', fallsIn('enteredOn'), compares('stageRank', 'above', 1)));
  const changes = sum('changed', records('stageChanges', fallsIn('changedOn')), 'amount');
  const stated = { currency: 'USD', timeZone: 'UTC' };

  it.each([
    [
      again,
      'relates orders to each other: where those that belong together are always added together, say so with together: true',
    ],
    [
      afterWin,
      'relates orders to opportunities: where those that belong together are always added together, say so with together: true, or give opportunities with the data',
    ],
    [
      open,
      'counts opportunityHistory: where opportunities and their stageChanges are always added together, say so with together: true (stageChanges: [] in the data says that there are none)',
    ],
    [
      changes,
      'counts stageChanges: where opportunities and their stageChanges are always added together, say so with together: true (stageChanges: [] in the data says that there are none)',
    ],
    [
      late,
      'counts stageVisits by stageRank: state stages in salesData, since their order cannot be seen in a part of the records',
    ],
    [
      ordering,
      'relates accounts, which are given with the data, to orders, which are to come: give orders with the data too',
    ],
  ])('is a figure that needs several records together (%#)', (formula, why) => {
    expect(reason(formula)).toBe(`tally: probe ${why}`);
  });

  it('is said of every KPI at once', () => {
    const error = refusal(() => tally([probe(again, 'x'), winRate, probe(open, 'y')], known, options));
    expect(error.code).toBe('invalid-argument');
    expect(error.issues.map(({ code, path }) => [code, path])).toEqual([
      ['not-by-parts', 'kpis[0]'],
      ['not-by-parts', 'kpis[2]'],
    ]);
  });

  it('is a history of which one half is given once', () => {
    const half = salesData({ ...stated, opportunities: [] });
    const other = salesData({ ...stated, stageChanges: [{ opportunityId: 'a', changedOn: '2026-07-01' }] });
    const why =
      'which are made of opportunities and stageChanges: give both with the data, or add both (stageChanges: [] in the data says that there are none)';
    expect(reason(open, half)).toBe(`tally: probe counts opportunityHistory, ${why}`);
    expect(reason(open, other, true)).toBe(`tally: probe counts opportunityHistory, ${why}`);
    expect(reason(changes, other, true)).toBe(
      'tally: probe counts stageChanges, whose currency may be that of their opportunities: give both with the data, or add both (stageChanges: [] in the data says that there are none)',
    );
  });

  it('is nothing where the other records are there, or are said to come along', () => {
    const whole = salesData({ ...stated, opportunities: [], stageChanges: [] });
    const without = salesData({ ...stated, stageChanges: [] });
    for (const [formula, data, together] of [
      [again, known, true],
      [afterWin, whole, false],
      [open, whole, false],
      [open, without, false],
      [open, known, true],
      [changes, known, true],
      [ordering, salesData({ ...stated, orders: [] }), false],
      [late, salesData({ ...stated, stages: ['a'] }), true],
    ] as const)
      expect(() => tally([probe(formula)], data, { periods: [quarter(2026, 3)], together })).not.toThrow();
  });

  it('is what tabulate refuses, too', () => {
    const asked = (others: object): string =>
      refusal(() => tally([winRate], known, { ...options, ...others } as unknown as typeof options)).message;
    expect(asked({ together: 'yes' })).toBe('tally: together must be true or false, got "yes"');
    expect(() => tally([winRate], known, { ...options, together: 'yes' as never })).toThrow(
      expect.objectContaining({ code: 'invalid-argument' }),
    );
    expect(asked({ togehter: true })).toBe('tally: unknown option "togehter"; did you mean "together"?');
    expect(asked({ periods: 5 })).toBe('tally: periods must be a list of periods, got 5');
    expect(asked({ by: ['kind'] })).toBe(
      'tally: opportunities have no dimension "kind", and win-rate counts opportunities',
    );
  });
});

describe('a state that no tally wrote', () => {
  const state = JSON.stringify(small());
  const refused = (change: (copy: { [name: string]: unknown; found: never }) => void): string => {
    const copy = JSON.parse(state) as Parameters<typeof change>[0];
    change(copy);
    const running = small();
    const before = JSON.stringify(running);
    const error = refusal(() => running.merge(copy as unknown as TallyState));
    expect(JSON.stringify(running)).toBe(before);
    return error.message;
  };
  const cell = (change: (cell: unknown[]) => void) => (): string =>
    refused(({ found }) => change((found as { cells: unknown[][] }[][])[0]?.[0]?.cells[0] as unknown[]));

  it('is refused where it comes from another tally', () => {
    const { fingerprint } = small().toJSON();
    const data = salesData({ currency: 'USD', timeZone: 'UTC', reps: [{ id: 'ann', teamId: 'apac' }] });
    const others = [
      tally([everyKind], data, options),
      tally([everyKind], known, { ...options, periods: [quarter(2026, 4)] }),
      tally([everyKind], known, { ...options, by: ['team'] }),
      tally([everyKind], known, { ...options, where: { owner: 'ann' } }),
      tally([everyKind], known, { ...options, asOf: '2026-08-01' }),
      tally([everyKind], known, { ...options, together: true }),
      tally([{ ...everyKind, formula: count('deals', closed) }], known, options),
    ];
    const prints = others.map((other) => other.toJSON().fingerprint);
    expect(new Set([...prints, fingerprint]).size).toBe(others.length + 1);
    for (const other of others) {
      expect(refusal(() => small().merge(other.toJSON())).message).toBe(
        `merge: state must come from a tally of the same KPIs, options and data, whose fingerprint is "${fingerprint.slice(0, 60)}"… (64 characters), got "${other.toJSON().fingerprint.slice(0, 60)}"… (64 characters)`,
      );
    }
    expect(tally([everyKind], known, { ...options, groups: 'all' }).toJSON().fingerprint).toBe(fingerprint);
  });

  it.each([
    [null, 'null'],
    ['{}', '"{}"'],
    [[], 'an array of 0'],
    [{ version: 2, fingerprint: '' }, 'an object with "version", "fingerprint"'],
    [
      {
        get version(): number {
          throw new Error('no');
        },
      },
      'an object with "version"',
    ],
    [5n, '5n'],
  ])('is refused as a whole (%#)', (given, shown) => {
    expect(refusal(() => small().merge(given as unknown as TallyState)).message).toBe(
      `merge: state must be what toJSON of a tally returned, got ${shown}`,
    );
  });

  it.each<[() => string, string]>([
    [
      () =>
        refused((copy) => {
          copy['more'] = 1;
        }),
      'state must be an object of version, fingerprint, counts, found, got "more"',
    ],
    [
      () =>
        refused((copy) => {
          copy['counts'] = { reps: 1 };
        }),
      'state.counts must be an object of opportunities, stageChanges, leads, activities, quotas, expenses, orders, subscriptions, surveys, trainings, forecasts, credits, commissions, got "reps"',
    ],
    [
      () =>
        refused((copy) => {
          copy['counts'] = { opportunities: -1 };
        }),
      'state.counts.opportunities must be a whole number, 1 or more, got -1',
    ],
    [
      () =>
        refused((copy) => {
          copy['counts'] = 'many';
        }),
      'state.counts must be an object of counts, got "many"',
    ],
    [
      () =>
        refused((copy) => {
          copy['found'] = [] as never;
        }),
      'state.found must be a list of 1, got an array of 0',
    ],
    [
      () =>
        refused((copy) => {
          copy['found'] = [[5]] as never;
        }),
      'state.found[0][0] must be an object of group, entity and cells, got 5',
    ],
    [
      () =>
        refused(({ found }) => {
          (found as unknown[][])[0]?.push((found as unknown[][])[0]?.[0]);
        }),
      'state.found[0][1] must be a group after the one before it, got an object with "group", "entity", "cells"',
    ],
    [
      () =>
        refused(({ found }) => {
          Object.assign((found as object[][])[0]?.[0] as object, { group: [5] });
        }),
      'state.found[0][0].group[0] must be a text or null, got 5',
    ],
    [
      () =>
        refused(({ found }) => {
          Object.assign((found as object[][])[0]?.[0] as object, { entity: 'x' });
        }),
      'state.found[0][0].entity must be null, got "x"',
    ],
    [cell((list) => list.pop()), 'state.found[0][0].cells[0] must be a list of 7, got an array of 6'],
    [
      cell((list) => {
        list[0] = 1;
      }),
      'state.found[0][0].cells[0][0] must be a whole number, from 0 to 0, got 1',
    ],
    [
      cell((list) => {
        list[2] = ['of b', 'of a'];
      }),
      'state.found[0][0].cells[0][2][1] must be a text after "of b", got "of a"',
    ],
    [
      cell((list) => {
        list[2] = ['a', 'b', 'c', 'd'];
      }),
      'state.found[0][0].cells[0][2] must be at most 3 texts, one a record, got an array of 4',
    ],
    [
      cell((list) => {
        list[2] = [5];
      }),
      'state.found[0][0].cells[0][2][0] must be a text, got 5',
    ],
    [
      cell((list) => {
        list[3] = ['2/4', 1, 0];
      }),
      'state.found[0][0].cells[0][3][0] must be a fraction in lowest terms such as "5/2", got "2/4"',
    ],
    [
      cell((list) => {
        list[3] = ['1/0', 1, 0];
      }),
      'state.found[0][0].cells[0][3][0] must be a fraction in lowest terms such as "5/2", got "1/0"',
    ],
    [
      cell((list) => {
        list[3] = [7.5, 1, 0];
      }),
      'state.found[0][0].cells[0][3][0] must be a fraction in lowest terms such as "5/2", got 7.5',
    ],
    [
      cell((list) => {
        list[3] = ['1', 3, 0];
      }),
      'state.found[0][0].cells[0][3][0] must be "0", the sum of nothing, got "1"',
    ],
    [
      cell((list) => {
        list[3] = ['1', 1, 3];
      }),
      'state.found[0][0].cells[0][3] must be at most 3 records without a value, got an array of 3',
    ],
    [
      cell((list) => {
        list[3] = ['1', 1.5, 0];
      }),
      'state.found[0][0].cells[0][3][1] must be a whole number, from 0 to 3, got 1.5',
    ],
    [
      cell((list) => {
        list[4] = [null, 1, 0];
      }),
      'state.found[0][0].cells[0][4][0] must be a value, as some records have one, got null',
    ],
    [
      cell((list) => {
        list[4] = ['100', 3, 0];
      }),
      'state.found[0][0].cells[0][4][0] must be null, as no record has a value, got "100"',
    ],
    [
      cell((list) => {
        list[5] = [
          [
            ['5/2', 1],
            ['2', 1],
          ],
          1,
          0,
        ];
      }),
      'state.found[0][0].cells[0][5][0][1][0] must be more than the value before it, got "2"',
    ],
    [
      cell((list) => {
        list[5] = [[['5/2', 1]], 1, 0];
      }),
      'state.found[0][0].cells[0][5][0] must be values of 2 records in all, got an array of 1',
    ],
    [
      cell((list) => {
        list[6] = [5, 1, 0];
      }),
      'state.found[0][0].cells[0][6][0] must be an object of day, time, id and value, got 5',
    ],
    [
      cell((list) => {
        list[6] = [{ day: 'May', time: null, id: 'a', value: '1' }, 1, 0];
      }),
      'state.found[0][0].cells[0][6][0].day must be a date such as 2026-08-05, between 0001-01-01 and 9999-12-31, got "May"',
    ],
    [
      cell((list) => {
        list[6] = [{ day: '2026-08-01', time: 'noon', id: 'a', value: '1' }, 1, 0];
      }),
      'state.found[0][0].cells[0][6][0].time must be milliseconds or null, got "noon"',
    ],
    [
      cell((list) => {
        list[6] = [{ day: '2026-08-01', time: null, id: 7, value: '1' }, 1, 0];
      }),
      'state.found[0][0].cells[0][6][0].id must be a text, got 7',
    ],
  ])('is refused with path and value (%#)', (attempt, message) => {
    expect(attempt()).toBe(`merge: ${message}`);
  });

  it('is refused with everything that is wrong with it', () => {
    expect(
      cell((list) => {
        list[0] = -1;
        list[1] = 0;
      })().split('\n'),
    ).toEqual([
      'merge: 7 problems',
      '- state.found[0][0].cells[0][0] must be a whole number, from 0 to 0, got -1',
      '- state.found[0][0].cells[0][1] must be a whole number, 1 or more, got 0',
      expect.stringContaining('cells[0][2] must be at most 1 texts'),
      ...Array.from({ length: 4 }, () => expect.stringContaining('state.found[0][0].cells[0]') as string),
    ]);
  });
});
