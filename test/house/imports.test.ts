import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesBelow, projectRoot, readText, roomOf, type SourceFile, sourceFile, sourceFiles } from './sourceFiles.ts';

/** The house from the ground up. A room may import from those on lower floors; rooms of one floor do not know each other. */
const floors: readonly (readonly string[])[] = [
  ['errors'],
  ['number'],
  ['time'],
  ['model'],
  ['expression'],
  ['evaluate'],
  ['dictionary'],
  ['insight', 'commission'],
  ['report', 'crm', 'sql'],
  ['index'],
];

/** What a room may use instead of everything below it. */
const restricted: Readonly<Record<string, readonly string[]>> = {
  commission: ['errors', 'number', 'time', 'model'],
};

/** Each dependency comes in by one door. */
const doors: readonly { readonly specifier: RegExp; readonly room: string }[] = [
  { specifier: /^decimal\.js$/, room: 'number' },
  { specifier: /^date-fns\/\w+$/, room: 'time' },
  { specifier: /^@date-fns\/(tz|utc)(\/.+)?$/, room: 'time' },
  { specifier: /^zod\/mini$/, room: 'model' },
  { specifier: /^zod\/mini$/, room: 'commission' },
];

const modules = sourceFiles();

describe('the imports of src', () => {
  it('are read', () => {
    expect(modules.length).toBeGreaterThan(0);
    expect(modules.flatMap(({ imports }) => imports).length).toBeGreaterThan(0);
  });

  it('point down', () => {
    expect(violations(modules, pointsDown)).toEqual([]);
  });

  it('enter each dependency by its one door', () => {
    expect(violations(modules, usesDoor)).toEqual([]);
  });

  it('name existing files, with their ending', () => {
    const known = new Set(modules.map(({ path }) => path));
    expect(
      violations(modules, (_, specifier, path) => path === null || (known.has(path) && specifier.endsWith('.ts'))),
    ).toEqual([]);
  });

  it('form no cycle', () => {
    expect(cycles(modules)).toEqual([]);
  });

  it('lead from the index to every file', () => {
    const reached = reachable(modules, 'src/index.ts');
    expect(modules.map(({ path }) => path).filter((path) => !reached.has(path))).toEqual([]);
  });
});

describe('the oracles', () => {
  it('owe nothing to the code they judge', () => {
    const oracles = existsSync(join(projectRoot, 'test/oracles')) ? filesBelow('test/oracles') : [];
    const files = oracles.filter((path) => path.endsWith('.ts')).map((path) => sourceFile(path, readText(path)));
    expect(violations(files, (_, __, path) => path === null || !path.startsWith('src/'))).toEqual([]);
  });
});

describe('the rules themselves', () => {
  it.each([
    ['src/time/day.ts', "import { add } from '../number/rational.ts';", true],
    ['src/number/rational.ts', "import type { Day } from '../time/day.ts';", false],
    ['src/number/rational.ts', "export * from '../index.ts';", false],
    ['src/errors.ts', "type A = import('./number/decimal.ts').Decimal;", false],
    ['src/commission/plan.ts', "import { winRate } from '../dictionary/conversion.ts';", false],
    ['src/commission/plan.ts', "import type { Deal } from '../model/deal.ts';", true],
    ['src/insight/compare.ts', "import { payout } from '../commission/payout.ts';", false],
    ['src/attic/box.ts', "import { zero } from '../number/rational.ts';", false],
  ])('%s with %s points down: %s', (path, text, expected) => {
    expect(violations([sourceFile(path, text)], pointsDown).length === 0).toBe(expected);
  });

  it.each([
    ['src/number/decimal.ts', "import { Decimal } from 'decimal.js';", true],
    ['src/time/day.ts', "import { Decimal } from 'decimal.js';", false],
    ['src/time/calendar.ts', "import { addDays } from 'date-fns/addDays';", true],
    ['src/time/calendar.ts', "import { addDays } from 'date-fns';", false],
    ['src/model/lead.ts', "import * as z from 'zod/mini';", true],
    ['src/model/lead.ts', "import * as z from 'zod';", false],
    ['src/evaluate/pass.ts', "const read = await import('node:fs');", false],
  ])('%s with %s uses the right door: %s', (path, text, expected) => {
    expect(violations([sourceFile(path, text)], usesDoor).length === 0).toBe(expected);
  });

  it('sees a cycle', () => {
    const first = sourceFile('src/time/a.ts', "import { b } from './b.ts';");
    const second = sourceFile('src/time/b.ts', "import { a } from './a.ts';");
    expect(cycles([first, second])).toEqual(['src/time/a.ts -> src/time/b.ts -> src/time/a.ts']);
  });
});

type Rule = (from: SourceFile, specifier: string, path: string | null) => boolean;

function violations(files: readonly SourceFile[], holds: Rule): string[] {
  return files.flatMap((file) =>
    file.imports
      .filter(({ specifier, path }) => !holds(file, specifier, path))
      .map(({ specifier }) => `${file.path}: ${specifier}`),
  );
}

function pointsDown({ room }: SourceFile, _: string, path: string | null): boolean {
  if (path === null) return true;
  const target = roomOf(path);
  if (target === room) return true;
  const allowed = restricted[room] ?? floors.slice(0, Math.max(floorOf(room), 0)).flat();
  return allowed.includes(target);
}

function floorOf(room: string): number {
  return floors.findIndex((rooms) => rooms.includes(room));
}

function usesDoor({ room }: SourceFile, specifier: string, path: string | null): boolean {
  return path !== null || doors.some((door) => door.room === room && door.specifier.test(specifier));
}

function cycles(files: readonly SourceFile[]): string[] {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const done = new Set<string>();
  const found: string[] = [];
  const visit = (path: string, trail: readonly string[]): void => {
    const start = trail.indexOf(path);
    if (start >= 0) found.push([...trail.slice(start), path].join(' -> '));
    if (start >= 0 || done.has(path)) return;
    for (const target of byPath.get(path)?.imports ?? [])
      if (target.path !== null) visit(target.path, [...trail, path]);
    done.add(path);
  };
  for (const { path } of files) visit(path, []);
  return found;
}

function reachable(files: readonly SourceFile[], start: string): Set<string> {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const reached = new Set<string>();
  const visit = (path: string): void => {
    if (reached.has(path)) return;
    reached.add(path);
    for (const target of byPath.get(path)?.imports ?? []) if (target.path !== null) visit(target.path);
  };
  visit(start);
  return reached;
}
