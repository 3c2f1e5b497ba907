// @ts-check
/**
 * Build step: marks the constants of a module as free of side effects, so that a bundler can drop the unused ones.
 *
 * A dictionary is a long list of `export const winRate = defineKpi({ … })`. Bundlers keep such calls unless each one is
 * marked pure; function annotations (`@__NO_SIDE_EFFECTS__`) do not reach across files in esbuild, mean nothing to some
 * minifiers, and do not cover property reads and spreads among the arguments. So `const x = value` at the top of a module
 * becomes a call, marked pure, of an arrow function that returns the value. Every bundler understands that.
 *
 * It is safe because `src/` promises to do nothing at load time ("sideEffects": false says the same per file).
 */
import { readFileSync } from 'node:fs';
import ts from 'typescript';

const opening = '/* @__PURE__ */ (() => (';
const closing = '))()';

/**
 * @param {string} text - source of one TypeScript module
 * @param {string} [fileName]
 * @returns {string} the same source, line by line, with its computed constants marked
 */
export function markPureConstants(text, fileName = 'module.ts') {
  const source = ts.createSourceFile(fileName, text, ts.ScriptTarget.ES2022, true);
  /** @type {Array<[at: number, what: string]>} */
  const insertions = [];
  for (const statement of source.statements) {
    if (!ts.isVariableStatement(statement) || hasModifier(statement, ts.SyntaxKind.DeclareKeyword)) continue;
    for (const { name, initializer } of statement.declarationList.declarations) {
      if (initializer === undefined || !ts.isIdentifier(name) || !computes(initializer)) continue;
      insertions.push([initializer.getStart(source), opening], [initializer.getEnd(), closing]);
    }
  }
  return insertions.reduceRight((result, [at, what]) => result.slice(0, at) + what + result.slice(at), text);
}

/** @type {import('esbuild').Plugin} */
export const pureConstants = {
  name: 'pure-constants',
  setup(build) {
    build.onLoad({ filter: /[\\/]src[\\/].*\.ts$/ }, ({ path }) => ({
      contents: markPureConstants(readFileSync(path, 'utf8'), path),
      loader: 'ts',
    }));
  },
};

/**
 * Whether evaluating the node runs anything that a bundler cannot prove harmless.
 *
 * @param {ts.Node} node
 * @returns {boolean}
 */
function computes(node) {
  if (ts.isFunctionLike(node) || ts.isClassLike(node) || ts.isTypeNode(node)) return false;
  const runs =
    ts.isCallExpression(node) ||
    ts.isNewExpression(node) ||
    ts.isTaggedTemplateExpression(node) ||
    ts.isTemplateExpression(node) ||
    ts.isPropertyAccessExpression(node) ||
    ts.isElementAccessExpression(node) ||
    ts.isSpreadElement(node) ||
    ts.isSpreadAssignment(node) ||
    ts.isComputedPropertyName(node) ||
    ts.isBinaryExpression(node);
  return runs || ts.forEachChild(node, (child) => computes(child) || undefined) === true;
}

/**
 * @param {ts.VariableStatement} statement
 * @param {ts.SyntaxKind} kind
 */
function hasModifier(statement, kind) {
  return statement.modifiers?.some((modifier) => modifier.kind === kind) === true;
}
