import { describe, expect, it } from 'vitest';
import { type TallyRecords, tally } from '../../src/evaluate/tally.ts';
import type { TallyState } from '../../src/evaluate/tallyState.ts';
import { count, distinct, first, last, maximum, median, sum } from '../../src/expression/aggregate.ts';
import { countEntities, plus, times } from '../../src/expression/arithmetic.ts';
import { compares, is } from '../../src/expression/condition.ts';
import type { Expression } from '../../src/expression/expression.ts';
import { parameter, textParameter } from '../../src/expression/parameter.ts';
import { fallsIn, records } from '../../src/expression/recordSet.ts';
import { salesData } from '../../src/model/salesData.ts';
import { quarter } from '../../src/time/period.ts';
import { probe } from '../arbitraries/formulas.ts';
import { refusal } from '../hostile/hostileKpis.ts';

type Running = ReturnType<typeof begun>;
type Deal = NonNullable<TallyRecords['opportunities']>[number];
type Call = NonNullable<TallyRecords['activities']>[number];

const known = salesData({ currency: 'USD', timeZone: 'UTC' });
const options = { periods: [quarter(2026, 3)] };
const closed = records('opportunities', fallsIn('closedOn'));
const called = records('activities', fallsIn('occurredOn'));

const won = (id: string, amount?: number, closedOn = '2026-07-10'): Deal => ({
  id,
  ownerId: 'ann',
  accountId: `of ${id}`,
  createdOn: '2026-05-04',
  closedOn,
  status: 'won',
  amount,
});
const call = (id: string, occurredOn: string, minutes: number): Call => ({
  id,
  kind: 'call',
  occurredOn,
  attributes: { minutes },
});

function begun(of: Expression, added: TallyRecords) {
  const running = tally([probe(of)], known, options);
  running.add(added);
  return running;
}

function figure(running: Running): string {
  const { value, reason } = running.table().totals[0]?.values['probe'] ?? {};
  return value?.toFixed() ?? String(reason);
}

/** The figure of two parts, of which each comes as JSON from a machine of its own. */
function together(of: Expression, ...parts: readonly TallyRecords[]): string {
  const all = tally([probe(of)], known, options);
  for (const part of parts) all.merge(JSON.parse(JSON.stringify(begun(of, part))) as TallyState);
  return figure(all);
}

describe('states of parts', () => {
  const none = { opportunities: [won('x')] };
  const some = { opportunities: [won('a', 3), won('b', 5, '2026-08-01')] };

  it.each<readonly [string, Expression, string]>([
    ['maximum', maximum('n', closed, 'amount'), '5'],
    ['last', last('n', closed, 'amount', 'closedOn'), '5'],
    ['first', first('n', closed, 'amount', 'closedOn'), '3'],
    ['median', median('n', closed, 'amount'), '4'],
  ])('may hold no value: %s', (_name, of, expected) => {
    expect(together(of, none)).toBe('no-records');
    expect(together(of, none, some)).toBe(expected);
    expect(together(of, some, none)).toBe(expected);
  });

  it('keep the time of day of a first and a last', () => {
    const early = { activities: [call('z', '2026-08-05T09:00:00Z', 1)] };
    const late = { activities: [call('a', '2026-08-05T17:00:00Z', 2)] };
    const dated = { activities: [call('m', '2026-08-05', 4)] };
    for (const parts of [
      [early, late, dated],
      [dated, late, early],
    ]) {
      expect(together(last('n', called, 'attributes.minutes', 'occurredOn'), ...parts)).toBe('2');
      expect(together(first('n', called, 'attributes.minutes', 'occurredOn'), ...parts)).toBe('4');
    }
  });

  it('keep entities apart', () => {
    const buyers = countEntities('n', 'account', [count('deals', closed), 'above', 1]);
    const again = { opportunities: [{ ...won('c', 1), accountId: 'of a' }] };
    expect(together(buyers, some)).toBe('0');
    expect(together(buyers, some, again)).toBe('1');
  });

  it('hold nothing where nothing counts', () => {
    const early = { opportunities: [won('a', 3, '2026-06-30')] };
    expect(begun(sum('n', closed, 'amount'), early).toJSON().found).toEqual([[]]);
    expect(begun(sum('n', closed, 'amount'), {}).toJSON().counts).toEqual({});
  });

  it('have rows of groups for which something counts', () => {
    const running = tally([probe(count('n', closed))], known, { ...options, by: ['owner'] });
    running.add({ opportunities: [won('a', 1), { ...won('b', 1, '2026-06-30'), ownerId: 'bob' }] });
    expect(running.table().rows.map(({ group }) => group.owner)).toEqual(['ann']);
  });

  it('belong to the values of parameters and the filters, in whatever order these stand', () => {
    const large = probe(
      count(
        'n',
        records('opportunities', fallsIn('closedOn'), compares('amount', 'above', parameter('least', 5, 'currency'))),
      ),
    );
    const from = probe(
      count('n', records('opportunities', fallsIn('closedOn'), is('ownerId', textParameter('who', 'ann')))),
    );
    const printOf = (further: Parameters<typeof tally>[2] | object): string =>
      tally([large, { ...from, key: 'other' }], known, { ...options, ...further }).toJSON().fingerprint;
    const prints = [
      {},
      { parameters: { least: 6 } },
      { parameters: { who: 'bob' } },
      { parameters: { who: 'cid' } },
      { where: { owner: ['ann', null] } },
      { where: { owner: ['bob', null] } },
    ].map(printOf);
    expect(new Set(prints).size).toBe(prints.length);
    expect(printOf({ where: { owner: [null, 'ann'] } })).toBe(prints[4]);
    expect(printOf({ parameters: { least: '6.0' } })).toBe(prints[1]);
  });
});

describe('a state that no tally wrote', () => {
  const kinds: Expression = times(
    plus(median('middle', closed, 'amount'), last('latest', closed, 'amount', 'closedOn')),
    distinct('accounts', closed, 'accountId'),
  );
  const added = { opportunities: [won('a', 3), won('b', 5)] };

  /** The refusal of a state in which something was changed. */
  function refused(
    change: (slot: Record<string, unknown>, cell: unknown[], state: Record<string, unknown>) => void,
    of = kinds,
  ): ReturnType<typeof refusal> {
    const running = begun(of, added);
    const state = JSON.parse(JSON.stringify(running)) as Record<string, unknown>;
    const slot = (state['found'] as Record<string, unknown>[][])[0]?.[0] ?? {};
    change(slot, (slot['cells'] as unknown[][])[0] ?? [], state);
    const before = JSON.stringify(running);
    const error = refusal(() => running.merge(state as unknown as TallyState));
    expect(JSON.stringify(running)).toBe(before);
    return error;
  }

  it('is refused whole where it is of another kind', () => {
    const error = refused((_slot, _cell, state) => {
      state['fingerprint'] = 5;
    });
    expect([error.code, error.message]).toEqual([
      'invalid-argument',
      'merge: state must be what toJSON of a tally returned, got an object with "version", "fingerprint", "counts"',
    ]);
    const other = refused((_slot, _cell, state) => {
      state['fingerprint'] = 'x';
    });
    expect(other.code).toBe('invalid-argument');
  });

  const cells = 'state.found[0][0].cells';
  it.each<readonly [Parameters<typeof refused>[0], string]>([
    [
      (slot) => {
        slot['group'] = 'ann';
      },
      'state.found[0][0].group must be a list of 0, got "ann"',
    ],
    [
      (slot) => {
        slot['cells'] = 5;
      },
      `${cells} must be a list, got 5`,
    ],
    [
      (_slot, cell) => {
        cell[2] = [
          [
            ['3', 1],
            ['3', 1],
          ],
          0,
          0,
        ];
      },
      `${cells}[0][2][0][1][0] must be more than the value before it, got "3"`,
    ],
    [
      (_slot, cell) => {
        cell[2] = [
          [
            ['x', 1],
            ['5', 1],
          ],
          0,
          0,
        ];
      },
      `${cells}[0][2][0][0][0] must be a fraction in lowest terms such as "5/2", got "x"`,
    ],
    [
      (_slot, cell) => {
        cell[2] = [
          [
            ['3', 0],
            ['5', 1],
          ],
          0,
          0,
        ];
      },
      `${cells}[0][2][0][0][1] must be a whole number, 1 or more, got 0`,
    ],
    [
      (_slot, cell) => {
        cell[2] = [[['3', 2]], 0, -1];
      },
      `${cells}[0][2][2] must be a whole number, from 0 to 2, got -1`,
    ],
    [
      (_slot, cell) => {
        cell[4] = ['of a', 'of a'];
      },
      `${cells}[0][4][1] must be a text after "of a", got "of a"`,
    ],
    [
      (_slot, cell) => {
        cell[3] = [{ day: '2026-07-10', time: null, id: 'b', value: 5 }, 0, 0];
      },
      `${cells}[0][3][0].value must be a fraction in lowest terms such as "5/2", got 5`,
    ],
  ])('is refused with path and value (%#)', (change, message) => {
    const error = refused(change);
    expect([error.code, error.message]).toEqual(['invalid-data', `merge: ${message}`]);
    const [path] = message.split(' ');
    expect(error.issues.map((issue) => [issue.code, issue.path])).toEqual([['invalid', path]]);
  });

  it('is refused where an entity is missing', () => {
    const buyers = countEntities('n', 'account', [count('deals', closed), 'above', 0]);
    expect(
      refused((slot) => {
        slot['entity'] = null;
      }, buyers).message,
    ).toBe('merge: state.found[0][0].entity must be a text, the account, got null');
  });
});
