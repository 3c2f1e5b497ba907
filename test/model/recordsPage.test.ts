import { describe, expect, it } from 'vitest';
import { errors, warnings } from '../../scripts/dataProblems.mjs';
import { conversionDatesOf, dimensionsOf, type Library, takesLatestRate } from '../../scripts/recordProbes.mjs';
import { recordsPage } from '../../scripts/recordsPage.mjs';
import { dictionary } from '../../src/dictionary/dictionary.ts';
import { dimensionNames, dimensionOf } from '../../src/model/dimension.ts';
import { fieldsOf, sourceNames } from '../../src/model/fields.ts';
import { safeSalesData } from '../../src/model/salesData.ts';
import { filesBelow, readText } from '../house/sourceFiles.ts';

const library: Library = { dictionary, sourceNames, fieldsOf, safeSalesData, dimensionNames, dimensionOf };
const page = readText('docs/records.md');

/** The part of the page below the heading of a source. */
function sectionOf(source: string): string {
  return page.split(/^## /m).find((section) => section.startsWith(`${source}\n`)) ?? '';
}

describe('docs/records.md', () => {
  it('is what the schemas and formulas say; `npm run generate` rewrites it', () => {
    expect(page).toBe(recordsPage(library));
  });

  it.each(sourceNames)('has %s with every field and a sentence on it', (source) => {
    const names = [...sectionOf(source).matchAll(/^\| `(\w+)` \|.*\| [A-Z].*\. \|$/gm)].map(([, name]) => name);
    const isDerived = source === 'opportunityHistory' || source === 'stageVisits';
    const given = [...fieldsOf('opportunities')].flatMap(([name, field]) => (field.isDerived === true ? [] : [name]));
    expect([...(isDerived ? given : []), ...names]).toEqual([...fieldsOf(source).keys()]);
    expect(page).toContain(`| [\`${source}\`](#${source.toLowerCase()}) |`);
  });

  it('has every KPI', () => {
    for (const { id, name } of dictionary) expect(page).toContain(`| [${name}](dictionary.md#${id}) | \``);
  });

  it('names every code that records can be reported with', () => {
    const model = filesBelow('src/model').map((path) => readText(path));
    const found = model.flatMap((text) => [
      ...text.matchAll(/code: '([a-z-]+)'/g),
      ...text.matchAll(/\bnote\([^'{]*'([a-z-]+)'/g),
      ...text.matchAll(/contradiction\([^[]*\[[^\]]*\], '([a-z-]+)'/g),
      ...text.matchAll(/contradiction\([^[]*\[[^\]]*\],\s+'([a-z-]+)'/g),
      ...text.matchAll(/isMissing \? '(missing)' : '(?:invalid)'/g),
    ]);
    const codes = new Set(found.map(([, code]) => code));
    expect([...errors, ...warnings].map(({ code }) => code).sort()).toEqual([...codes].sort());
  });

  it('has no link to nowhere', () => {
    const headings = [...page.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
      heading.toLowerCase().replaceAll(' ', '-'),
    );
    const links = [...page.matchAll(/\]\(#([^)]+)\)/g)].map(([, link = '']) => link);
    expect(links.length).toBeGreaterThan(0);
    expect(links.filter((link) => !headings.includes(link))).toEqual([]);
  });

  it('says nothing about what is not there', () => {
    expect(page).not.toMatch(/undefined`? of|\[object|NaN|\| `` \|/);
  });
});

describe('what the page finds out by asking', () => {
  it('the fields that decide a dimension, in order', () => {
    const decidedBy = new Map(dimensionsOf(library, 'orders').map((found) => [found.dimension, found.decidedBy]));
    expect([...decidedBy.keys()]).toEqual([
      'owner',
      'team',
      'territory',
      'account',
      'parentAccount',
      'segment',
      'industry',
      'product',
      'type',
      'currency',
      'opportunity',
    ]);
    expect(decidedBy.get('territory')).toEqual([
      '`territoryId`',
      '`territoryId` of its `ownerId`',
      '`territoryId` of its `accountId`',
    ]);
    expect(decidedBy.get('parentAccount')).toEqual(['the topmost `parentId` of its `accountId`']);
    expect(decidedBy.get('currency')).toEqual(['`currency`', 'the reporting currency']);
  });

  it('the dates that decide a rate, in order', () => {
    expect(conversionDatesOf(library, 'trainings')).toEqual(['completedOn', 'dueOn', 'assignedOn']);
    expect(conversionDatesOf(library, 'opportunities')).toEqual(['closedOn', 'createdOn']);
    expect(conversionDatesOf(library, 'leads')).toEqual([]);
    expect(conversionDatesOf(library, 'reps')).toEqual([]);
    expect(takesLatestRate(library, 'reps')).toBe(true);
    expect(takesLatestRate(library, 'trainings')).toBe(false);
  });
});
