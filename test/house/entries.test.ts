import { describe, expect, it } from 'vitest';
import config from '../../tsup.config.ts';
import { projectRoot, readText } from './sourceFiles.ts';

interface Conditions {
  readonly types: string;
  readonly default: string;
}

interface Manifest {
  readonly exports: Readonly<Record<string, string | { readonly import: Conditions; readonly require: Conditions }>>;
  readonly main: string;
  readonly module: string;
  readonly types: string;
}

const manifest = JSON.parse(readText('package.json')) as Manifest;
const reference = JSON.parse(readText('typedoc.json')) as { readonly entryPoints: readonly string[] };
const built: Record<string, string> =
  typeof config === 'object' && !Array.isArray(config) && !Array.isArray(config.entry) ? (config.entry ?? {}) : {};

/** `.` is the entry `index`, `./commission` the entry `commission`. */
const subpaths = Object.keys(manifest.exports).filter((key) => key !== './package.json');
const entryName = (subpath: string): string => (subpath === '.' ? 'index' : subpath.slice(2));

describe('the entry points', () => {
  it('are the same in package.json, tsup.config.ts and typedoc.json', () => {
    expect(projectRoot).not.toBe('');
    expect(subpaths).toContain('.');
    expect(Object.keys(built).sort()).toEqual(subpaths.map(entryName).sort());
    expect([...reference.entryPoints].sort()).toEqual(Object.values(built).sort());
  });

  it.each(subpaths)('%s has types and code for both module systems', (subpath) => {
    const file = `./dist/${entryName(subpath)}`;
    expect(manifest.exports[subpath]).toEqual({
      import: { types: `${file}.d.ts`, default: `${file}.js` },
      require: { types: `${file}.d.cts`, default: `${file}.cjs` },
    });
  });

  it('keep the old fields in step', () => {
    const { main, module, types } = manifest;
    expect({ main, module, types }).toEqual({
      main: './dist/index.cjs',
      module: './dist/index.js',
      types: './dist/index.d.ts',
    });
  });
});
