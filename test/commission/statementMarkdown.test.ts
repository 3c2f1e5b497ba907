import { describe, expect, it } from 'vitest';
import { calculateCommissions } from '../../src/commission/calculateCommissions.ts';
import type { CommissionInput } from '../../src/commission/events.ts';
import type { Statement } from '../../src/commission/statementData.ts';
import { statementMarkdown } from '../../src/commission/statementMarkdown.ts';
import { failure } from './smallRuns.ts';

const input: CommissionInput = {
  plans: [
    {
      id: 'rep',
      currency: 'USD',
      measures: {
        sales: { kind: 'credits', window: 'year' },
        deals: { kind: 'credits', of: 'count', window: 'year' },
      },
      settlement: { draws: [{ id: 'start', kind: 'guarantee', amount: 3000, recoverable: true }] },
      release: [
        { share: '0.5', on: 'event' },
        { share: '0.5', on: 'cash' },
      ],
      components: [
        {
          id: 'commission',
          kind: 'curve',
          measure: 'sales',
          curve: {
            mode: 'marginal',
            tiers: [
              { from: 0, rate: '0.05' },
              { from: 50_000, rate: '0.08' },
            ],
          },
        },
        { id: 'spif', kind: 'curve', measure: 'deals', curve: { mode: 'marginal', tiers: [{ from: 10, rate: 2500 }] } },
      ],
    },
  ],
  assignments: [{ payee: 'ann', plan: 'rep', from: '2026-01-01', currency: 'EUR' }],
  rates: [
    { from: 'USD', to: 'EUR', on: '2026-01-01', rate: '0.9' },
    { from: 'GBP', to: 'USD', on: '2026-01-01', rate: '1.3' },
  ],
  adjustments: [{ id: 'a1', payee: 'ann', on: '2026-01-10', amount: 100, reason: 'for <b>the| *help*\nin May' }],
  events: [
    { id: 'deal-1', on: '2026-01-20', amount: 80_000, credits: [{ payee: 'ann' }] },
    { id: 'deal-2', on: '2026-01-21', amount: 1000, currency: 'GBP', credits: [{ payee: 'ann' }] },
    { id: 'return', on: '2026-01-25', reverses: 'deal-2' },
  ],
};

function first(given: CommissionInput): Statement {
  const [statement] = calculateCommissions(given).statements;
  if (statement === undefined) throw new Error('no statement');
  return statement;
}

// deal-1: 50,000 at 5 % and 30,000 at 8 %; deal-2: 1300 at 8 %; half is released with the event, nothing came in as cash.
const expected = `# Commission statement of ann, 2026-01

Plan rep, 2026-01-01 through 2026-01-31. Amounts are in USD.

| Day        | Event  | Component  | Credited | Total |      Amount | Note                                                                    |
| ---------- | ------ | ---------- | -------: | ----: | ----------: | ----------------------------------------------------------------------- |
| 2026-01-20 | deal-1 | commission |    80000 | 80000 |     4900.00 |                                                                         |
| 2026-01-20 | deal-1 | spif       |        1 |     1 |        0.00 | below the first tier                                                    |
| 2026-01-21 | deal-2 | commission |     1300 | 81300 |      104.00 | exchanged at 1.3                                                        |
| 2026-01-21 | deal-2 | spif       |        1 |     2 |        0.00 | exchanged at 1.3, below the first tier                                  |
| 2026-01-25 | return | commission |    -1300 | 80000 |     -104.00 | reversal, exchanged at 1.3                                              |
| 2026-01-25 | return | spif       |       -1 |     1 |        0.00 | reversal, exchanged at 1.3, nothing was earned that could be taken back |
| **Earned** |        |            |          |       | **4900.00** |                                                                         |

## From earned to paid

| Step            |      Amount | Why                                                            |
| --------------- | ----------: | -------------------------------------------------------------- |
| Released        |     2450.00 | Lines of the period released 2450.00.                          |
| Adjustment a1   |      100.00 | By hand 100.00: for &lt;b&gt;the\\| \\*help\\* in May             |
| Guarantee start |      450.00 | Guarantee "start" lifts pay of 2550.00 by 450.00, which is owed. |
| **Paid**        | **3000.00** | 2700.00 EUR, exchanged at 0.9                                  |

Held for later: 2450.00.

## Balances

| Balance             | At the beginning | At the end |
| ------------------- | ---------------: | ---------: |
| Owed for draw start |             0.00 |     450.00 |

## Next tiers

| Component | Total | Next tier at | Away |
| --------- | ----: | -----------: | ---: |
| spif      |     1 |           10 |    9 |
`;

/** Without the padding of cells, which follows the longest of them. */
function unpadded(markdown: string): string {
  return markdown
    .replace(/ +(?=\|)/g, ' ')
    .replace(/(?<=\|) +/g, ' ')
    .replace(/-{3,}/g, '---');
}

describe('statementMarkdown', () => {
  it('tells a payee what was earned, paid, held and owed, and how far the next tier is', () => {
    const statement = first(input);
    const version = `\nVersion of the plan: ${statement.lines[0]?.planHash.slice(0, 12) ?? ''}.\n`;
    expect(unpadded(statementMarkdown(statement))).toBe(unpadded(expected + version));
  });

  it('lines up the columns of each table', () => {
    for (const block of statementMarkdown(first(input))
      .split('\n\n')
      .filter((each) => each.startsWith('|')))
      expect(
        new Set(
          block
            .trimEnd()
            .split('\n')
            .map((row) => row.length),
        ).size,
      ).toBe(1);
  });

  it('is the same for a statement that comes back from JSON', () => {
    const statement = first(input);
    expect(statementMarkdown(JSON.parse(JSON.stringify(statement)) as Statement)).toBe(statementMarkdown(statement));
  });

  it('says when nothing was earned, and leaves out what says nothing', () => {
    const { plans, assignments } = input;
    const [plan] = plans;
    if (plan === undefined) throw new Error('no plan');
    const quiet = { ...plan, settlement: undefined };
    const statement = first({ plans: [quiet], assignments, events: [], through: '2026-01-31' });
    expect(statementMarkdown({ ...statement, payment: { ...statement.payment, currency: 'USD' } })).toBe(
      `# Commission statement of ann, 2026-01

Plan rep, 2026-01-01 through 2026-01-31. Amounts are in USD.

Nothing was earned in this period.

## From earned to paid

| Step     |   Amount | Why |
| -------- | -------: | --- |
| **Paid** | **0.00** |     |
`,
    );
  });

  it('takes nothing in an id for Markdown or HTML', () => {
    const id = 'a|b`c`_d_*e*[f](g)<script>&amp;\r\n# h \u2028\\';
    const statement = first({
      ...input,
      adjustments: [],
      assignments: [{ payee: id, plan: 'rep', from: '2026-01-01' }],
      events: [{ id, on: '2026-01-20', amount: 1, credits: [{ payee: id }] }],
    });
    const escaped = String.raw`a\|b\`c\`\_d\_\*e\*\[f\](g)&lt;script&gt;&amp;amp; # h  \\`;
    const markdown = statementMarkdown(statement);
    expect(markdown.split('\n')[0]).toBe(`# Commission statement of ${escaped}, 2026-01`);
    expect(markdown).toContain(`| ${escaped} |`);
    expect(markdown).not.toContain('<');
  });

  it('shows what is in review and what was corrected', () => {
    const capped: CommissionInput = {
      plans: [
        {
          id: 'rep',
          currency: 'JPY',
          measures: { sales: { kind: 'credits', window: 'year' } },
          components: [
            {
              id: 'commission',
              kind: 'curve',
              measure: 'sales',
              curve: { mode: 'marginal', tiers: [{ from: 0, rate: '0.1' }] },
              limits: [{ per: 'line', maximum: 500, overflow: 'review' }],
            },
          ],
        },
      ],
      assignments: [{ payee: 'ann', plan: 'rep', from: '2026-01-01' }],
      events: [{ id: 'deal-1', on: '2026-01-20', amount: 8000, credits: [{ payee: 'ann' }] }],
      through: '2026-01-31',
    };
    const statement = first(capped);
    expect(statementMarkdown(statement)).toContain(' 500 | 300 in review |');
    const late = { id: 'deal-0', on: '2026-01-10', amount: 1000, knownAt: '2026-02-01', credits: [{ payee: 'ann' }] };
    const run = calculateCommissions({
      ...capped,
      events: [...capped.events, late],
      stated: [statement],
      through: '2026-02-28',
    });
    expect(statementMarkdown(run.statements[1] as Statement)).toContain('true-up, of commission/deal-0');
  });

  it('shows what has no event or no component, and what is forfeited', () => {
    const statement = first({
      plans: [
        {
          id: 'rep',
          currency: 'USD',
          measures: { sales: { kind: 'credits', window: 'year' } },
          components: [
            { id: 'start', kind: 'bonus', per: 'month', amount: 100, release: [{ share: 1, on: 'event' }] },
            {
              id: 'commission',
              kind: 'curve',
              measure: 'sales',
              curve: { mode: 'marginal', tiers: [{ from: 0, rate: '0.1' }] },
              release: [{ share: 1, on: 'cash', expiresAfterDays: 5 }],
            },
          ],
          pools: [{ per: 'month', maximum: 60, of: ['start'] }],
        },
      ],
      assignments: [{ payee: 'ann', plan: 'rep', from: '2026-01-01' }],
      events: [{ id: 'deal-1', on: '2026-01-20', amount: 8000, credits: [{ payee: 'ann' }] }],
      through: '2026-01-31',
    });
    const markdown = unpadded(statementMarkdown(statement));
    // 100 of a budget of 60.
    expect(markdown).toContain('| 2026-01-31 | | start | | | 100.00 | bonus |');
    expect(markdown).toContain('| 2026-01-31 | | | | | -40.00 | pool |');
    expect(markdown).toContain('Forfeited so far: 800.00.');
  });

  it('names the currency of a payment of nothing, which is not exchanged', () => {
    const statement = first({
      ...input,
      adjustments: [],
      plans: (input.plans ?? []).map((plan) => ({ ...plan, settlement: {} })),
      events: [],
      through: '2026-01-31',
    });
    expect(unpadded(statementMarkdown(statement))).toContain('| **Paid** | **0.00** | 0.00 EUR |');
  });

  it('writes what is credited with the decimals of money as soon as a part of it needs them, and deals whole', () => {
    const [deal] = input.events;
    const events = [
      { ...deal, id: 'deal-1', on: '2026-01-20', amount: '1200.50' },
      { ...deal, id: 'deal-2', on: '2026-01-21', amount: 800 },
      { ...deal, id: 'deal-3', on: '2026-01-22', amount: '0.125' },
    ];
    const markdown = unpadded(statementMarkdown(first({ ...input, events, adjustments: [] })));
    expect(markdown).toContain('| 2026-01-20 | deal-1 | commission | 1200.50 | 1200.50 | 60.03 | |');
    expect(markdown).toContain('| 2026-01-21 | deal-2 | commission | 800.00 | 2000.50 | 40.00 | |');
    expect(markdown).toContain('| 2026-01-22 | deal-3 | commission | 0.125 | 2000.625 | 0.00 |');
    expect(markdown).toContain('| 2026-01-20 | deal-1 | spif | 1 | 1 |');
    expect(markdown).toContain('| commission | 2000.625 | 50000.00 | 47999.375 |');
  });

  it('keeps names that this version does not know', () => {
    const statement = first(input);
    const [step] = statement.steps;
    const later = { ...statement, steps: [{ ...step, kind: 'tax_credit' }] } as unknown as Statement;
    expect(unpadded(statementMarkdown(later))).toContain(String.raw`| tax\_credit | 2450.00 |`);
  });

  it('refuses what is no statement, naming every problem', () => {
    expect(() => statementMarkdown(null as unknown as Statement)).toThrow(
      'statementMarkdown: statement must be an object, got null',
    );
    const broken = { ...first(input), payee: 5, period: {} } as unknown as Statement;
    let paths: readonly string[] = [];
    try {
      statementMarkdown(broken);
    } catch (error) {
      paths = (error as { issues: { path: string }[] }).issues.map(({ path }) => path);
    }
    expect(paths).toEqual([
      'statement.payee',
      'statement.period.start',
      'statement.period.end',
      'statement.period.label',
    ]);
    const owing = { ...first(input), opening: { owed: 5, carried: 0, overpaid: 'much' } } as unknown as Statement;
    expect(failure(() => statementMarkdown(owing))).toBe(
      'invalid-argument statementMarkdown: 2 problems\n- statement.opening.overpaid must be a decimal number such as 1250.50, got "much"\n- statement.opening.owed must be an object, got 5',
    );
  });

  it('takes a statement of an earlier version, which lacks what may be null', () => {
    const statement = first(input);
    const lacking = JSON.parse(
      JSON.stringify(statement, (_, value: unknown) => (value === null ? undefined : value)),
    ) as Statement;
    expect(statementMarkdown(lacking)).toBe(statementMarkdown(statement));
  });
});
