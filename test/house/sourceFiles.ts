import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

/** The root folder of the project. */
export const projectRoot: string = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** One module of `src/` as the house rules see it. */
export interface SourceFile {
  /** Path from the project root, with forward slashes: `src/time/day.ts`. */
  readonly path: string;
  /** The folder below `src/`, or the file's own name where it lies directly in `src/`: `time`, `index`, `errors`. */
  readonly room: string;
  readonly lines: number;
  /** Everything it imports or exports from elsewhere, types included. */
  readonly imports: readonly Import[];
}

interface Import {
  /** As written. */
  readonly specifier: string;
  /** The imported module's path from the project root, or null for a package. */
  readonly path: string | null;
}

/** Reads a text file of the project. */
export function readText(path: string): string {
  return readFileSync(join(projectRoot, path), 'utf8');
}

/** Every file below a folder, as paths from the project root. */
export function filesBelow(folder: string): string[] {
  return readdirSync(join(projectRoot, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = posix.join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(path) : [path];
  });
}

/** Reads `src/` with the compiler's own parser. */
export function sourceFiles(): SourceFile[] {
  return filesBelow('src')
    .filter((path) => path.endsWith('.ts'))
    .map((path) => sourceFile(path, readText(path)));
}

/** Reads one module. */
export function sourceFile(path: string, text: string): SourceFile {
  const imports = specifiersOf(path, text).map((specifier) => ({
    specifier,
    path: specifier.startsWith('.') ? posix.join(posix.dirname(path), specifier) : null,
  }));
  return { path, room: roomOf(path), lines: text.split('\n').length - 1, imports };
}

/** The part of the house that a path below `src/` belongs to. */
export function roomOf(path: string): string {
  const [, first = ''] = path.split('/');
  return first.replace(/\.ts$/, '');
}

function specifiersOf(path: string, text: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const specifier = specifierOf(node);
    if (specifier !== undefined && ts.isStringLiteral(specifier)) found.push(specifier.text);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true));
  return found;
}

function specifierOf(node: ts.Node): ts.Node | undefined {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return node.moduleSpecifier;
  if (ts.isImportTypeNode(node)) return ts.isLiteralTypeNode(node.argument) ? node.argument.literal : undefined;
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) return node.arguments[0];
  return undefined;
}
