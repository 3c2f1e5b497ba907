import { join } from 'node:path';
import ts from 'typescript';
import { expect, it } from 'vitest';
import { projectRoot } from './sourceFiles.ts';

// A name that comes or goes here is a change that users see: `npx vitest run test/house -u`, then read the difference.
it('exports the names listed in publicNames.txt', async () => {
  const names = publicNames('src/index.ts');
  expect(names.length).toBeGreaterThan(0);
  await expect(`${names.join('\n')}\n`).toMatchFileSnapshot('publicNames.txt');
});

/** Every export of a module, types included, each with its kind. */
function publicNames(entry: string): string[] {
  const program = ts.createProgram([join(projectRoot, entry)], {
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    target: ts.ScriptTarget.ES2022,
    allowImportingTsExtensions: true,
    noEmit: true,
    types: [],
  });
  const checker = program.getTypeChecker();
  const file = program.getSourceFile(join(projectRoot, entry));
  const module = file === undefined ? undefined : checker.getSymbolAtLocation(file);
  if (module === undefined) return [];
  return checker
    .getExportsOfModule(module)
    .map((symbol) => {
      const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
      return `${kindsOf(target.flags).join(' and ')} ${symbol.name}`;
    })
    .sort();
}

function kindsOf(flags: ts.SymbolFlags): string[] {
  const kinds: [string, ts.SymbolFlags][] = [
    ['function', ts.SymbolFlags.Function],
    ['class', ts.SymbolFlags.Class],
    ['const', ts.SymbolFlags.Variable],
    ['interface', ts.SymbolFlags.Interface],
    ['type', ts.SymbolFlags.TypeAlias],
  ];
  return kinds.filter(([, flag]) => flags & flag).map(([kind]) => kind);
}
