import { describe, expect, it } from 'vitest';
import { commissionPage } from '../../scripts/commissionPage.mjs';
import { commissionPlanSchema } from '../../src/commission/commissionPlanSchema.ts';
import { readText } from '../house/sourceFiles.ts';

const page = readText('docs/commission.md');

/** Names of all fields anywhere in a JSON Schema. */
function fieldsIn(schema: unknown): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  return Object.entries(schema).flatMap(([keyword, value]) => [
    ...(keyword === 'properties' ? Object.keys(value as object) : []),
    ...fieldsIn(value),
  ]);
}

describe('docs/commission.md', () => {
  it('is what the types and their doc comments say; `npm run generate` rewrites it', () => {
    expect(page).toBe(commissionPage());
  });

  it('has every field that the JSON Schema of a plan knows, but those of calendars', () => {
    const { $defs, properties } = commissionPlanSchema as { $defs: object; properties: object };
    const fields = fieldsIn({ $defs, properties: { ...properties, calendar: {} } });
    expect(fields.length).toBeGreaterThan(50);
    expect(fields.filter((name) => !page.includes(`| \`${name}\` |`) && !page.includes(`| \`${name}?\` |`))).toEqual(
      [],
    );
  });

  it('has no link to nowhere', () => {
    const headings = [...page.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
      heading.toLowerCase().replaceAll(',', '').replaceAll(' ', '-'),
    );
    const links = [...page.matchAll(/\]\(#([^)]+)\)/g)].map(([, link = '']) => link);
    expect(links.length).toBeGreaterThan(0);
    expect(links.filter((link) => !headings.includes(link))).toEqual([]);
  });
});
