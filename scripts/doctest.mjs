// @ts-check
/**
 * Type-checks and runs the code blocks of Markdown files and doc comments against the built package.
 *
 *     node scripts/doctest.mjs README.md docs src
 *
 * - `expression; // => value` asserts the value; so does `console.log(expression); // => value`. The remark may also stand
 *   on the next line, and go on over further comment lines. `0.333…` asserts how the printed value begins.
 * - `expression; // throws whole message` asserts the message of the error.
 * - A fence `ts continue` (or `js continue`) goes on from the blocks above it in the same file.
 * - A fence `ts no-run` is type-checked only. `js` blocks are run only; those that `require` run as CommonJS.
 * - In a doc comment of what users do not see, `import … from './file.ts'` means the file beside it.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildSync } from 'esbuild';
import ts from 'typescript';

const workFolder = '.doctest';
const generated = ['docs/api'];

/** @typedef {{ place: string, language: string, flags: string[], text: string }} Block */

const files = process.argv.slice(2).flatMap(filesBelow);
const blocks = files.flatMap(blocksOf);
if (blocks.length === 0) throw new Error('no code block was found');

rmSync(workFolder, { recursive: true, force: true });
mkdirSync(workFolder);
writeFileSync(join(workFolder, 'same.mjs'), comparison());
writeFileSync(
  join(workFolder, 'tsconfig.json'),
  JSON.stringify({
    extends: '../tsconfig.json',
    compilerOptions: {
      // Without `paths` the name of the package leads through its exports map to the declarations that users get.
      paths: {},
      // Examples are short: they show a name without using it, and the first row without asking whether there is one.
      noUnusedLocals: false,
      noUncheckedIndexedAccess: false,
      noPropertyAccessFromIndexSignature: false,
    },
    include: ['*.ts'],
  }),
);

/** @type {Array<{ place: string, path: string }>} */
const programs = [];
let assertions = 0;
blocks.forEach((block, index) => {
  const name = join(workFolder, String(index + 1).padStart(3, '0'));
  const { code, count } = withAssertions(block);
  assertions += count;
  if (block.language === 'ts') writeFileSync(`${name}.ts`, `// ${block.place}\n${block.text}\nexport {};\n`);
  if (block.flags.includes('no-run')) return;
  const isCommonJs = block.language === 'js' && /\brequire\(/.test(block.text);
  const path = `${name}.${isCommonJs ? 'cjs' : 'mjs'}`;
  writeFileSync(path, isCommonJs ? commonJsProgram(code) : bundled(moduleProgram(code)));
  programs.push({ place: block.place, path });
});

let failures = 0;
try {
  execFileSync(process.execPath, ['node_modules/typescript7/bin/tsc', '-p', workFolder], { stdio: 'inherit' });
} catch {
  failures += 1;
  console.error('Some examples do not type-check. The first line of each file named above says where it comes from.');
}

const load = createRequire(import.meta.url);
const print = console.log;
for (const { place, path } of programs) {
  console.log = () => {};
  try {
    if (path.endsWith('.cjs')) load(resolve(path));
    else await import(pathToFileURL(resolve(path)).href);
  } catch (error) {
    failures += 1;
    console.error(`${place}\n  ${error instanceof Error ? error.message.replaceAll('\n', '\n  ') : String(error)}`);
  }
  console.log = print;
}
const checked = blocks.filter(({ language }) => language === 'ts').length;
console.log(
  `${checked} examples type-checked, ${programs.length} run, ${assertions} results compared, ${failures} failures`,
);
process.exitCode = failures === 0 ? 0 : 1;

/**
 * A program that imports files of `src` directly, with these files in it: Node.js cannot load them as they are.
 *
 * @param {string} code
 * @returns {string}
 */
function bundled(code) {
  if (!code.includes("from '../src/")) return code;
  const { outputFiles } = buildSync({
    stdin: { contents: code, resolveDir: workFolder, loader: 'js' },
    bundle: true,
    format: 'esm',
    platform: 'node',
    // The comparison stays where it is; packages are found from there.
    external: ['./same.mjs'],
    packages: 'external',
    write: false,
  });
  return outputFiles[0]?.text ?? '';
}

/**
 * @param {string} path
 * @returns {string[]}
 */
function filesBelow(path) {
  if (generated.includes(path)) return [];
  if (statSync(path).isDirectory())
    return readdirSync(path)
      .sort()
      .flatMap((name) => filesBelow(`${path}/${name}`));
  return /\.(md|ts)$/.test(path) ? [path] : [];
}

/**
 * @param {string} file
 * @returns {Block[]}
 */
function blocksOf(file) {
  const text = readFileSync(file, 'utf8');
  const pages = file.endsWith('.md') ? [{ start: 0, page: text }] : docComments(text);
  return pages.flatMap(({ start, page }) => {
    /** @type {Block[]} */
    const found = [];
    for (const match of page.matchAll(/^```(ts|js)\b([^\n]*)\n([\s\S]*?)^```/gm)) {
      const [, language = '', rest = '', own = ''] = match;
      const line = lineAt(text, start) + lineAt(page, match.index) - 1;
      const flags = rest.split(/\s+/).filter((flag) => flag !== '');
      for (const flag of flags) {
        if (!['continue', 'no-run'].includes(flag))
          throw new Error(`${file}:${line}: unknown flag ${flag} after the fence`);
      }
      const before = flags.includes('continue') ? found.at(-1)?.text : '';
      if (before === undefined) throw new Error(`${file}:${line}: nothing to continue`);
      // Relative to the folder in which the blocks are run.
      const example = (before + own).replaceAll("from './", `from '../${dirname(file)}/`);
      found.push({ place: `${file}:${line}`, language, flags, text: example });
    }
    return found;
  });
}

/**
 * The doc comments of a source file without their stars, line for line.
 *
 * @param {string} text
 */
function docComments(text) {
  return [...text.matchAll(/\/\*\*[\s\S]*?\*\//g)].map((match) => {
    const page = match[0].replace(/\*\/$/, '').replace(/^[ \t]*\/?\*+ ?/gm, '');
    const line = lineAt(text, match.index);
    if (/@example\b(?!\s*(?:[^\n]*\n)?```)/.test(page))
      throw new Error(`an @example near line ${line} has no fenced code: ${page}`);
    return { start: match.index, page };
  });
}

/**
 * @param {string} text
 * @param {number} offset
 */
function lineAt(text, offset) {
  return text.slice(0, offset).split('\n').length;
}

/**
 * Turns the remarks of a block into assertions; every remark must become one.
 *
 * @param {Block} block
 * @returns {{ code: string, count: number }}
 */
function withAssertions({ place, text }) {
  const source = ts.createSourceFile('block.ts', text, ts.ScriptTarget.ES2022, true);
  let code = '';
  let count = 0;
  source.statements.forEach((statement, index) => {
    const end = source.statements[index + 1]?.getStart() ?? text.length;
    const remark = remarkAfter(text.slice(statement.end, end));
    const subject = ts.isExpressionStatement(statement) ? printed(statement.expression).getText() : null;
    if (remark === null || subject === null) {
      code += `${statement.getText()}\n`;
      return;
    }
    count += 1;
    code +=
      remark.kind === 'throws'
        ? `await __same.throws(async () => ${subject}, ${JSON.stringify(remark.text)});\n`
        : `__same.equal((${subject}), ${expectation(remark.text)}, ${JSON.stringify(remark.text)});\n`;
  });
  const remarks = text.match(/\/\/ (=>|throws) /g)?.length ?? 0;
  if (remarks !== count)
    throw new Error(`${place}: ${remarks} remarks, but only ${count} of them stand after an expression`);
  return { code, count };
}

/**
 * @param {string} text - what follows a statement, up to the next one
 * @returns {{ kind: 'equals' | 'throws', text: string } | null}
 */
function remarkAfter(text) {
  const match = /^[ \t]*\n?[ \t]*\/\/ (=>|throws) (.*(?:\n[ \t]*\/\/(?! (?:=>|throws) ).*)*)/.exec(text);
  if (match === null) return null;
  const [, sign, remark = ''] = match;
  return { kind: sign === 'throws' ? 'throws' : 'equals', text: remark.replace(/\n[ \t]*\/\/ ?/g, '\n').trim() };
}

/**
 * @param {ts.Expression} expression
 * @returns {ts.Expression}
 */
function printed(expression) {
  if (!ts.isCallExpression(expression) || expression.expression.getText() !== 'console.log') return expression;
  return expression.arguments.length === 1 ? (expression.arguments[0] ?? expression) : expression;
}

/**
 * @param {string} text - what a remark promises: a JavaScript expression, or the beginning of a number followed by `…`
 * @returns {string} an expression of the expected value
 */
function expectation(text) {
  const beginning = /^'?(-?[\d.]+)…'?$/.exec(text)?.[1];
  return beginning === undefined ? `(${text})` : `__same.beginning(${JSON.stringify(beginning)})`;
}

/** @param {string} code */
function moduleProgram(code) {
  return `import * as __same from './same.mjs';\n${javaScript(code, ts.ModuleKind.ESNext)}`;
}

/** @param {string} code */
function commonJsProgram(code) {
  // Node 20 cannot require a module, so the comparison is handed over on the global object.
  return `const __same = globalThis.__same;\n${code.replaceAll('await __same.throws(async () =>', '__same.throwsNow(() =>')}`;
}

/**
 * @param {string} code
 * @param {ts.ModuleKind} module
 */
function javaScript(code, module) {
  const compilerOptions = { module, target: ts.ScriptTarget.ES2022, verbatimModuleSyntax: true };
  return ts.transpileModule(code, { compilerOptions }).outputText;
}

/** Source of the module that compares results: decimals count as the number they print, everything else as it is. */
function comparison() {
  return `import assert from 'node:assert/strict';
import { Decimal } from 'decimal.js';
class Beginning { constructor(text) { this.text = text; } }
export const beginning = (text) => new Beginning(text);
const same = (actual, expected) => {
  if (expected instanceof Beginning) return actual !== null && actual !== undefined && actual.toString().startsWith(expected.text);
  if (Decimal.isDecimal(actual)) {
    if (Decimal.isDecimal(expected)) return actual.eq(expected);
    return ['number', 'bigint', 'string'].includes(typeof expected) && actual.toString() === new Decimal(String(expected)).toString();
  }
  if (typeof actual !== 'object' || actual === null || typeof expected !== 'object' || expected === null) return Object.is(actual, expected);
  if (Array.isArray(actual) !== Array.isArray(expected)) return false;
  if (actual instanceof Date || actual instanceof Map || actual instanceof Set) {
    try { assert.deepEqual(actual, expected); return true; } catch { return false; }
  }
  const keys = Object.keys(actual);
  return keys.length === Object.keys(expected).length && keys.every((key) => Object.hasOwn(expected, key) && same(actual[key], expected[key]));
};
const show = (value) => JSON.stringify(value, (_, part) => (typeof part === 'bigint' ? part + 'n' : part === undefined ? 'undefined' : part), 1)?.replace(/\\n */g, ' ');
export const equal = (actual, expected, text) => {
  if (!same(actual, expected)) throw new Error('promised ' + text + ', got ' + show(actual));
};
const judge = (error, message) => {
  if (error === undefined) throw new Error('promised an error, got none: ' + message);
  if (error.message !== message) throw new Error('promised the error ' + message + ', got ' + error.message);
};
export const throws = async (run, message) => judge(await run().then(() => undefined, (error) => error), message);
export const throwsNow = (run, message) => {
  let caught;
  try { run(); } catch (error) { caught = error; }
  judge(caught, message);
};
globalThis.__same = { equal, throws, throwsNow, beginning };
`;
}
