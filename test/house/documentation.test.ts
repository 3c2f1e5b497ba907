import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { filesBelow, readText } from './sourceFiles.ts';

/** Exported interfaces and functions without a doc comment, and members without one of interfaces that users see. */
function undocumented(path: string, text: string, isPublic: (name: string) => boolean): string[] {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true);
  return file.statements.flatMap((statement) => {
    const isExported =
      ts.canHaveModifiers(statement) &&
      ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) === true;
    if (!isExported) return [];
    if (ts.isInterfaceDeclaration(statement)) {
      const members = isPublic(nameOf(statement)) ? statement.members : [];
      return [statement, ...members]
        .filter((node) => !hasDocComment(node))
        .map((node) => `${path}: ${nameOf(statement)}.${nameOf(node)}`);
    }
    return ts.isFunctionDeclaration(statement) && !hasDocComment(statement) ? [`${path}: ${nameOf(statement)}`] : [];
  });
}

function hasDocComment(node: ts.Node): boolean {
  return ts.getJSDocCommentsAndTags(node).length > 0;
}

function nameOf(node: ts.Node): string {
  return 'name' in node ? (node.name as ts.Node).getText() : '';
}

describe('doc comments', () => {
  it('are on every exported interface, on every exported function, and on each member that users see', () => {
    const entries = ['src/index.ts', 'src/commission/index.ts'];
    const publicNames = new Set(entries.flatMap((path) => readText(path).match(/\w+/g) ?? []));
    const paths = filesBelow('src').filter((path) => path.endsWith('.ts'));
    expect(paths.length).toBeGreaterThan(0);
    expect(paths.flatMap((path) => undocumented(path, readText(path), (name) => publicNames.has(name)))).toEqual([]);
  });

  it('are missed where they are missing', () => {
    expect(
      undocumented(
        'a.ts',
        '/** A. */ export interface A { b: string }\nexport function c() {}\nfunction d() {}',
        () => true,
      ),
    ).toEqual(['a.ts: A.b', 'a.ts: c']);
  });
});
