import { describe, expect, it } from 'vitest';
import { salesEvents } from '../src/commission/salesEvents.ts';
import { salesQuotas } from '../src/commission/salesQuotas.ts';
import {
  type Assignment,
  type CommissionPlan,
  type CommissionRun,
  type Component,
  type Curve,
  calculateCommissions,
  type Decimal,
  type StatementLine,
} from '../src/index.ts';
import { adventureWorks, field, isPresent, tenThousandths } from './adventureWorks/records.ts';
import { fractionOf, longDivision, times } from './oracles/fraction.ts';

const title = isPresent
  ? 'AdventureWorks commissions'
  : 'AdventureWorks commissions (skipped: ../shared/data/adventureworks is not there)';

const beginning = '2011-05-31';

/** A plan of one component on what a person sold in each of the uneven windows of the quotas. */
function planOf(component: Component): CommissionPlan {
  return {
    id: 'person',
    currency: 'USD',
    measures: {
      sales: { kind: 'credits', window: 'quota', target: {} },
      'sales-so-far': { kind: 'credits', window: 'start', target: {} },
    },
    components: [component],
  };
}

function runOf(component: Component, ofPerson: (person: string) => Partial<Assignment> = () => ({})): CommissionRun {
  const { data, persons } = adventureWorks();
  return calculateCommissions({
    plans: [planOf(component)],
    assignments: persons.map((row) => {
      const payee = field(row, 'BusinessEntityID');
      return { payee, plan: 'person', from: beginning, to: '2014-06-01', ...ofPerson(payee) };
    }),
    events: salesEvents(data, { from: 'opportunities' }),
    quotas: ['sales', 'sales-so-far'].flatMap((measure) => salesQuotas(data, { measure })),
    through: '2014-05-31',
  });
}

function linesOf({ statements }: CommissionRun): (readonly [payee: string, line: StatementLine])[] {
  return statements.flatMap(({ payee, lines }) => lines.map((line) => [payee, line] as const));
}

/** Exact: what is added up here has far less than 34 digits. */
function sumOf(amounts: readonly Decimal[]): string | undefined {
  return amounts.reduce((left, right) => left.plus(right)).toFixed();
}

function add(sums: Map<string, bigint>, key: string, units: bigint): void {
  sums.set(key, (sums.get(key) ?? 0n) + units);
}

describe.skipIf(!isPresent)(title, () => {
  it('at the stored rates, window by window', () => {
    const { persons, quotas, windows, resellerOrders } = adventureWorks();
    const rates = new Map(persons.map((row) => [field(row, 'BusinessEntityID'), field(row, 'CommissionPct')]));
    const flat = (rate: string): Curve => ({ mode: 'marginal', tiers: [{ from: 0, rate }] });
    const run = runOf({ id: 'commission', kind: 'curve', measure: 'sales', curve: flat('0') }, (person) => ({
      curves: { commission: flat(rates.get(person) ?? '') },
    }));
    expect(run.warnings).toEqual([]);
    const lines = linesOf(run);
    expect(lines).toHaveLength(3806);
    expect(sumOf(lines.map(([, { exact }]) => exact))).toBe('1101643.4625788');
    expect(sumOf(lines.map(([, { amount }]) => amount))).toBe('1101643.43');
    expect(sumOf(run.statements.map(({ paid }) => paid))).toBe('1101643.43');

    // Person by person and window by window, a plain loop over the rows rounds to the same cents.
    const windowOf = (date: string): string => windows.filter(({ start }) => start <= date).at(-1)?.start ?? '';
    const found = new Map<string, bigint>();
    for (const [payee, { on, amount }] of lines)
      add(found, `${payee} ${windowOf(on)}`, tenThousandths(amount.toFixed(4)));
    const sales = new Map<string, bigint>();
    for (const row of resellerOrders)
      add(
        sales,
        `${field(row, 'SalesPersonID')} ${windowOf(field(row, 'OrderDate'))}`,
        tenThousandths(field(row, 'SubTotal')),
      );
    const expected = [...sales].map(([key, units]) => {
      const [above, below] = times([units, 10_000n], fractionOf(rates.get(key.slice(0, 3)) ?? ''));
      return [key, ((above * 200n + below) / (2n * below)) * 100n] as const;
    });
    expect(found).toEqual(new Map(expected));
    expect(found.size).toBeLessThanOrEqual(quotas.length);
  });

  it('a bonus for each quota that is reached', () => {
    const tiers = [{ from: 1, amount: 1 }];
    const run = runOf({
      id: 'bonus',
      kind: 'curve',
      measure: 'sales',
      curve: { mode: 'whole', on: 'attainment', tiers },
    });
    const reached = linesOf(run).filter(([, { exact }]) => !exact.isZero());
    expect(reached.map(([, { exact }]) => exact.toFixed())).toEqual(Array(8).fill('1'));
  });

  it('attainment of persons over all windows', () => {
    const scores = [{ measure: 'sales-so-far', on: 'attainment', weight: 1 }] as const;
    const lines = linesOf(runOf({ id: 'score', kind: 'bonus', per: 'month', amount: 1, scores }));
    const last = new Map(
      lines.flatMap(([payee, { on, exact }]) => (on === '2014-05-31' ? [[payee, exact.toFixed()]] : [])),
    );
    expect(last.size).toBe(17);
    expect(['274', '275', '276', '277', '278', '279'].map((person) => last.get(person))).toEqual([
      longDivision([10921238561n, 13050000000n]),
      longDivision([46469515023n, 55810000000n]),
      longDivision([20734014853n, 23572000000n]),
      longDivision([8388169617n, 10165000000n]),
      longDivision([3007872679n, 3637500000n]),
      longDivision([71710127501n, 85410000000n]),
    ]);
  });
});
