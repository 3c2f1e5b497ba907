import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { compileFunction } from 'node:vm';
import * as library from 'sales-metrics';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { readExampleData } from '../../examples/read-data.mjs';

const folder = new URL('../../examples/', import.meta.url);
const expectedNames = readdirSync(new URL('expected/', folder)).map((file) => file.replace(/\.txt$/, ''));
const modules = ['quarterly-review', 'commission-statements', 'own-kpi', 'fiscal-calendar', 'win-rate-variants'];

afterEach(() => {
  vi.restoreAllMocks();
});

// The examples print as they load. `npx vitest run test/examples -u` writes what they print; the difference is read.
describe('the examples print what examples/expected says', () => {
  it.each(modules)('%s.mjs', async (name) => {
    const printed = await printedBy(() => import(fileURLToPath(new URL(`${name}.mjs`, folder))));
    await expect(printed).toMatchFileSnapshot(fileURLToPath(new URL(`expected/${name}.txt`, folder)));
  });

  it('cjs.cjs', async () => {
    const path = fileURLToPath(new URL('cjs.cjs', folder));
    // A CommonJS file would look for the built package; here it is given the source.
    const require = (name: string): unknown => (name === 'sales-metrics' ? library : createRequire(path)(name));
    const printed = await printedBy(() => compileFunction(readFileSync(path, 'utf8'), ['require'])(require));
    await expect(printed).toMatchFileSnapshot(fileURLToPath(new URL('expected/cjs.txt', folder)));
  });

  it('and nothing else lies there', () => {
    expect([...expectedNames].sort()).toEqual([...modules, 'cjs'].sort());
  });

  it.each(expectedNames)('%s fits into 100 columns', (name) => {
    const lines = readFileSync(new URL(`expected/${name}.txt`, folder), 'utf8').split('\n');
    expect(lines.filter(({ length }) => length > 100)).toEqual([]);
  });
});

describe('the example data', () => {
  it('have records of every source, and deserve six looks', () => {
    const { counts, warnings } = library.salesData(readExampleData());
    expect(Object.entries(counts).filter(([, count]) => count === 0)).toEqual([]);
    expect(warnings).toHaveLength(6);
  });

  it('take less than 6 MB', () => {
    const data = new URL('data/', folder);
    const sizes = readdirSync(data).map((file) => statSync(new URL(file, data)).size);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(6_000_000);
  });

  it('are what their generator writes', () => {
    const { status, stderr } = spawnSync(process.execPath, ['examples/generate-data.mjs', '--check'], {
      cwd: fileURLToPath(new URL('../..', import.meta.url)),
      encoding: 'utf8',
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });
});

async function printedBy(run: () => unknown): Promise<string> {
  const lines: string[] = [];
  vi.spyOn(console, 'log').mockImplementation((...parts: unknown[]) => {
    lines.push(parts.join(' '));
  });
  await run();
  return `${lines.join('\n')}\n`;
}
