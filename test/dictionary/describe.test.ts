import katex from 'katex';
import { expect, describe as group, it } from 'vitest';
import { dictionaryPage } from '../../scripts/dictionaryPage.mjs';
import {
  count,
  defineKpi,
  describe,
  dictionary,
  divide,
  fallsIn,
  foldEntities,
  inTrailing,
  is,
  kpis,
  mean,
  named,
  parameter,
  plus,
  records,
  restrictedTo,
  sum,
  times,
} from '../../src/index.ts';
import { readText } from '../house/sourceFiles.ts';

const sample = {
  id: 'sample',
  name: 'Sample',
  question: 'What is it?',
  category: 'efficiency',
  indicator: 'lagging',
  cadence: 'monthly',
  unit: 'ratio',
  better: 'higher',
  counts: 'Records.',
  undefinedWhen: 'Nothing was won.',
  examples: [],
  sources: [],
  related: ['win-rate'],
} as const;

group('describe', () => {
  it('writes an entry', () => {
    expect(describe(kpis.dealsWon)).toBe(`<a id="deals-won"></a>
## Deals won

**How many deals did we win in the period?**

\`deals-won\` · outcome, lagging · reviewed monthly · a number · higher is better

\`\`\`math
\\text{deals-won} = \\text{won}
\`\`\`

\`deals-won = won\`, where

- \`won\`: number of opportunities where closedOn falls in the period; status is "won"

**Counts.** Won opportunities, by the date they closed, with or without an amount. A re-opened deal counts once, when it closed last.

**Undefined.** Never: none is 0.

**Worked examples.**

| Given | Result |
| --- | --- |
| \`won\` 45 | $\`45\`$ |
| \`won\` 0 | $\`0\`$ |

**Variants.**

| Variant | What differs | Formula |
| --- | --- | --- |
| default |  | \`won\`: number of opportunities where closedOn falls in the period; status is "won" |
| <a id="deals-won/orders"></a>\`orders\` | Counts orders above zero, by the date of the order, instead of opportunities. | \`orders\`: number of orders where orderedOn falls in the period; amount is above 0 |

**Pitfalls.**

- Splitting a deal in two doubles the count; read it beside the average deal size.

**Related.** [bookings](#bookings), [win-rate](#win-rate), [average-deal-size](#average-deal-size)

**Sources.**

- [Salesforce dbt package, Fivetran](https://github.com/fivetran/dbt_salesforce)
`);
  });

  it('writes a variant', () => {
    expect(describe(kpis.quotaAttainment.variants.capped)).toBe(`<a id="quota-attainment/capped"></a>
## Quota attainment (capped)

\`quota-attainment/capped\` · a ratio (fraction of one)

**Differs.** No more than a highest rate (\`cap\`, 1 by default).

\`\`\`math
\\text{quota-attainment/capped} = \\min\\left(\\dfrac{\\text{credited}}{\\text{quota}},\\ \\textit{cap}\\right)
\`\`\`

\`quota-attainment/capped = lesser of (credited / quota, cap)\`, where

- \`credited\`: sum of amount over opportunities where closedOn falls in the period; status is "won"
- \`quota\`: sum of amount over quotas where startsOn to endsOn lies within the period; measure is missing or measure is "bookings"

**Parameters.**

- \`cap\`: 1 by default

**Worked examples.**

| Given | Result |
| --- | --- |
| \`credited\` 312500, \`quota\` 250000 | $\`\\min\\left(\\dfrac{312\\,500}{250\\,000},\\ 1\\right) = 1\`$ |
| \`credited\` 42500, \`quota\` 50000 | $\`\\min\\left(\\dfrac{42\\,500}{50\\,000},\\ 1\\right) = 0.85\`$ |
`);
  });

  it('sets a variant beside the default: what differs is bold, what is left out struck', () => {
    const wins = records('opportunities', fallsIn('closedOn'), is('status', 'won'), is('type', 'renewal'));
    const decided = records('opportunities', fallsIn('closedOn'), is('type', 'renewal'));
    const own = defineKpi({
      ...sample,
      formula: divide(count('won', wins), count('decided', decided)),
      variants: {
        open: {
          differs: 'A | B.',
          formula: divide(count('won', restrictedTo(decided, is('stage', 'a|b'))), count('decided', decided)),
          examples: [{ given: { won: 2, decided: 6 }, expected: '1/3' }],
        },
        summed: {
          differs: 'Divides by `floor`.',
          unit: 'currency',
          formula: divide(
            sum('won', wins, 'amount'),
            named('base', plus(count('decided', decided), parameter('floor', 30))),
          ),
          examples: [{ given: { won: 12000, base: 0 }, expected: 'no-denominator' }],
        },
        recent: {
          differs: 'Of late.',
          formula: inTrailing(3, 'month', divide(count('won', wins), parameter('days', 7))),
          examples: [{ given: { won: 14 }, expected: '2' }],
        },
        typical: {
          differs: 'Per rep.',
          formula: foldEntities('rate', 'owner', 'median', divide(count('won', wins), count('all', decided))),
          examples: [{ given: { rate: 1 }, expected: '1' }],
        },
        rate: { differs: 'Win rate.', formula: named('rate', times(kpis.winRate, 1)) },
      },
    });
    const rows = describe(own)
      .split('\n')
      .filter((line) => /^\| (default|<a)/.test(line));
    expect(rows).toEqual([
      '| default |  | $`\\dfrac{\\text{won}}{\\text{decided}}`$ |',
      '| <a id="sample/open"></a>`open` | A \\| B.<br>$`\\dfrac{2}{6}`$ $`= \\dfrac{1}{3}`$ | $`\\dfrac{{\\color{#bc4c00}\\textbf{won}}}{\\text{decided}}`$<br>`won`: … **stage is "a\\|b"**; ~~status is "won"~~ |',
      '| <a id="sample/summed"></a>`summed` | Divides by `floor`. In money. | $`\\dfrac{{\\color{#bc4c00}\\textbf{won}}}{\\text{decided} + {\\color{#bc4c00}\\textbf{floor}}}`$<br>`won`: **sum of amount over opportunities** … |',
      '| <a id="sample/recent"></a>`recent` | Of late.<br>By default `days` 7.<br>$`\\dfrac{14}{7}`$ $`= 2`$ | $`\\left(\\dfrac{\\text{won}}{{\\color{#bc4c00}\\textbf{days}}}\\right)_{{\\color{#bc4c00}\\textbf{trailing 3 months}}}`$ |',
      '| <a id="sample/typical"></a>`typical` | Per rep. | $`\\underset{\\text{owner}}{\\text{median}}\\left(\\dfrac{\\text{won}}{{\\color{#bc4c00}\\textbf{all}}}\\right)`$<br>`all`: number of opportunities where closedOn falls in the period; type is "renewal" |',
      '| <a id="sample/rate"></a>`rate` | Win rate. | $`{\\color{#bc4c00}\\textbf{win-rate}} \\times {\\color{#bc4c00}\\mathbf{1}}`$<br>`win-rate`: see [win-rate](#win-rate) |',
    ]);
  });

  it('writes a line of mathematics for each part that is made of others', () => {
    const { 'year-over-year': yearOverYear } = kpis.salesGrowth.variants;
    expect(describe(yearOverYear)).toContain(
      [
        '```math',
        '\\begin{aligned}',
        '\\text{sales-growth/year-over-year} &= \\dfrac{\\text{current} - \\text{previous}}{\\text{previous}} \\\\[1ex]',
        '\\text{current} &= \\text{bookings} \\\\[1ex]',
        '\\text{previous} &= \\text{bookings}_{\\text{same period last year}}',
        '\\end{aligned}',
        '```',
      ].join('\n'),
    );
  });

  it('links a related KPI and spells out another one', () => {
    const calls = records('activities', fallsIn('occurredOn'), is('kind', 'call'));
    const own = defineKpi({
      ...sample,
      id: 'calls-per-win',
      unit: 'count',
      formula: times(
        divide(count('calls', calls), inTrailing(3, 'month', kpis.dealsWon), 'unbounded'),
        divide(kpis.winRate, parameter('target', '0.3', 'ratio')),
      ),
      related: ['deals-won'],
    });
    const text = describe(own);
    expect(text.split('\n')).toContain(
      '`calls-per-win = calls / deals-won [trailing 3 months] × win-rate / target`, where',
    );
    expect(text.split('\n')).toContain('- `deals-won`: see [deals-won](#deals-won)');
    expect(text).toContain('- `win-rate` = won / decided\n  - `won`: number of opportunities');
    expect(text).toContain('**Undefined (`unbounded`, `no-denominator`).** Nothing was won.');
    expect(text).toContain('- `target`: 0.3 by default');
    expect(text).not.toContain('**Worked examples.**');
    expect(text).not.toContain('**Levels.**');
  });

  it('gives the reasons of aggregates that need records', () => {
    const mostly = { ...kpis.dealsWon, formula: mean('size', records('opportunities', fallsIn('closedOn')), 'amount') };
    expect(describe(mostly)).toContain('**Undefined (`no-records`).**');
  });

  it.each(dictionary)('$id says everything', (kpi) => {
    const text = describe(kpi);
    for (const part of [kpi.question, kpi.counts, kpi.undefinedWhen, ...kpi.pitfalls]) expect(text).toContain(part);
    for (const { key, differs } of Object.values(kpi.variants)) {
      expect(text).toContain(`<a id="${key}"></a>`);
      expect(text).toContain(differs.replaceAll('|', '\\|'));
    }
    for (const { address } of kpi.sources) expect(text).toContain(`](${address})`);
    expect(text).not.toMatch(/undefined by default|\[object|NaN/);
  });
});

group('docs/dictionary.md', () => {
  it('is what the entries say; `npm run generate` rewrites it', () => {
    expect(readText('docs/dictionary.md')).toBe(dictionaryPage(dictionary, describe));
  });

  it('has no link to nowhere', () => {
    const page = readText('docs/dictionary.md');
    const anchors = new Set([...page.matchAll(/<a id="([^"]+)">/g)].map(([, id]) => id));
    const links = [...page.matchAll(/\]\(#([^)]+)\)/g)].map(([, id]) => id);
    expect(links.length).toBeGreaterThan(0);
    expect(links.filter((id) => !anchors.has(id))).toEqual([]);
  });

  it('is short enough for GitHub to render it', () => {
    expect(Buffer.byteLength(readText('docs/dictionary.md'))).toBeLessThan(500_000);
  });

  it('has tables whose rows are as wide as their heads', () => {
    const tables = readText('docs/dictionary.md').match(/(^\|.*\n)+/gm) ?? [];
    expect(tables.length).toBeGreaterThan(dictionary.length);
    const widths = tables.map((table) => table.trimEnd().split('\n').map(cellsIn));
    expect(widths.filter((rows) => new Set(rows).size !== 1)).toEqual([]);
  });
});

group('the mathematics', () => {
  const texts = [
    ...dictionary.flatMap((kpi) => [kpi, ...Object.values(kpi.variants)]).map((kpi) => describe(kpi)),
    readText('docs/dictionary.md'),
  ];
  const formulas = [...new Set(texts.flatMap(mathematicsIn))];

  it('is found', () => {
    expect(formulas.length).toBeGreaterThan(dictionary.length);
  });

  it('can be rendered, every formula of it', () => {
    for (const tex of formulas) katex.renderToString(tex, { displayMode: true, strict: 'error' });
  });

  it('uses nothing that GitHub refuses, nor ends a table', () => {
    expect(formulas.filter((tex) => /[|<>`$]|\\(operatorname|mbox|phantom|def|href)/.test(tex))).toEqual([]);
    // GitLab and Gitea show longer formulas as they are written.
    expect(formulas.filter(({ length }) => length > 1000)).toEqual([]);
  });
});

function cellsIn(row: string): number {
  return row.replaceAll('\\|', '').split('|').length;
}

function mathematicsIn(text: string): string[] {
  const blocks = [...text.matchAll(/^```math\n([\s\S]*?)\n```$/gm)].map(([, tex = '']) => tex);
  return [...blocks, ...[...text.matchAll(/\$`([^`]*)`\$/g)].map(([, tex = '']) => tex)];
}
