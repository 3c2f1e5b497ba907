import { expect, describe as group, it } from 'vitest';
import { dictionaryPage } from '../../scripts/dictionaryPage.mjs';
import {
  count,
  defineKpi,
  describe,
  dictionary,
  divide,
  fallsIn,
  inTrailing,
  is,
  kpis,
  mean,
  parameter,
  records,
  times,
} from '../../src/index.ts';
import { readText } from '../house/sourceFiles.ts';

group('describe', () => {
  it('writes an entry', () => {
    expect(describe(kpis.dealsWon)).toBe(`<a id="deals-won"></a>
## Deals won

\`deals-won\` · outcome, lagging · reviewed monthly · a number · higher is better

**How many deals did we win in the period?**

\`\`\`text
deals-won = won
\`\`\`

- \`won\`: number of opportunities where closedOn falls in the period; status is "won"

**Counts.** Won opportunities, by the date they closed, with or without an amount. A re-opened deal counts once, when it closed last.

**Undefined.** Never: none is 0.

**Examples.**

- \`won\` 45: 45
- \`won\` 0: 0

**Variants.**

- **orders**: Counts orders above zero, by the date of the order, instead of opportunities.
  - \`orders\`: number of orders where orderedOn falls in the period; amount is above 0

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

\`\`\`text
quota-attainment/capped = lesser of (credited / quota, cap)
\`\`\`

- \`credited\`: sum of amount over opportunities where closedOn falls in the period; status is "won"
- \`quota\`: sum of amount over quotas where startsOn to endsOn lies within the period; measure is missing or measure is "bookings"

**Parameters.**

- \`cap\`: 1 by default (ratio)

**Examples.**

- \`credited\` 312500, \`quota\` 250000: 1
- \`credited\` 42500, \`quota\` 50000: 0.85
`);
  });

  it('links a related KPI and spells out another one', () => {
    const calls = records('activities', fallsIn('occurredOn'), is('kind', 'call'));
    const own = defineKpi({
      id: 'calls-per-win',
      name: 'Calls per win',
      question: 'How many calls does a win take?',
      category: 'efficiency',
      indicator: 'lagging',
      cadence: 'monthly',
      unit: 'count',
      better: 'lower',
      formula: times(
        divide(count('calls', calls), inTrailing(3, 'month', kpis.dealsWon), 'unbounded'),
        divide(kpis.winRate, parameter('target', '0.3', 'ratio')),
      ),
      counts: 'Calls.',
      undefinedWhen: 'Nothing was won.',
      examples: [],
      sources: [],
      related: ['deals-won'],
    });
    const text = describe(own);
    expect(text.split('\n')).toContain('calls-per-win = calls / deals-won [trailing 3 months] × win-rate / target');
    expect(text.split('\n')).toContain('- `deals-won`: see [deals-won](#deals-won)');
    expect(text).toContain('- `win-rate` = won / decided\n  - `won`: number of opportunities');
    expect(text).toContain('**Undefined (`unbounded`, `no-denominator`).** Nothing was won.');
    expect(text).toContain('- `target`: 0.3 by default (ratio)');
    expect(text).not.toContain('**Examples.**');
    expect(text).not.toContain('**Levels.**');
  });

  it('gives the reasons of aggregates that need records', () => {
    const mostly = { ...kpis.dealsWon, formula: mean('size', records('opportunities', fallsIn('closedOn')), 'amount') };
    expect(describe(mostly)).toContain('**Undefined (`no-records`).**');
  });

  it.each(dictionary)('$id says everything', (kpi) => {
    const text = describe(kpi);
    for (const part of [kpi.question, kpi.counts, kpi.undefinedWhen, ...kpi.pitfalls]) expect(text).toContain(part);
    for (const { differs } of Object.values(kpi.variants)) expect(text).toContain(differs);
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
});
