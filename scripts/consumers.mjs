// @ts-check
/**
 * Uses the packed library the way its users do: from ES modules, CommonJS and TypeScript, and in a bundle that runs without
 * Node. Nothing is downloaded: the dependencies are linked from our own `node_modules`.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { brotliCompressSync } from 'node:zlib';
import { build } from 'esbuild';

// The names this script uses, in one place.
const errorClass = 'SalesMetricsError';
const errorGuard = 'isSalesMetricsError';
/** An expression in which `library` is the root entry, and which must throw the error class. */
const throwing = "library.salesData({ currency: 'USD', timeZone: 'Mars/Olympus', opportunities: [] })";
/** A whole small use of the library; its result is compared as text. */
const use = `
  const data = library.salesData({
    currency: 'USD',
    timeZone: 'Europe/London',
    opportunities: [
      { id: 'a', createdOn: '2026-07-01', closedOn: '2026-08-05', status: 'won', amount: '1000.10' },
      { id: 'b', createdOn: '2026-07-02', closedOn: '2026-09-30', status: 'lost', amount: 20 },
      { id: 'c', createdOn: '2026-07-03T23:30:00-05:00', status: 'open' },
    ],
  });
  const result = String(library.calculate(library.winRate, data, { period: library.quarter(2026, 3) }).value);
`;
const expected = '0.5';
/** Types that a consumer names and a wrong call that must not compile. */
const typedUse = `
  import * as library from 'sales-metrics';
  import type { Measurement, Period, SalesData, SalesDataInput } from 'sales-metrics';
  const input: SalesDataInput = { currency: 'USD', timeZone: 'UTC', opportunities: [{ id: 'a', createdOn: '2026-07-01', status: 'open' }] };
  const data: SalesData = library.salesData(input);
  const period: Period = library.quarter(2026, 3);
  export const result: Measurement = library.calculate(library.winRate, data, { period });
  // @ts-expect-error a status outside the list
  library.salesData({ currency: 'USD', timeZone: 'UTC', opportunities: [{ id: 'a', createdOn: '2026-07-01', status: 'maybe' }] });
  // @ts-expect-error a misspelled export
  library.winRat;
`;
/** What a bundle with one KPI must carry, and what it must not: the questions of other KPIs (ids stand in lists of related ones), the schema. */
const shaken = {
  import: 'winRate',
  keeps: ['win-rate', 'what share did we win'],
  drops: ['turn into sales per day', 'recurring revenue we had', 'How many outbound calls', 'urn:sales-metrics:entry'],
};

/** The dependencies of which only types are used: what is used of their code is built in. */
const typesOnly = ['zod'];

const compilers = ['typescript', 'typescript7'];
const resolutions = [
  { module: 'node16', moduleResolution: 'node16', files: ['use.ts', 'use.cts', 'use.mts'] },
  { module: 'nodenext', moduleResolution: 'nodenext', files: ['use.ts', 'use.cts', 'use.mts'] },
  { module: 'esnext', moduleResolution: 'bundler', files: ['use.ts'] },
];

const { name, exports, dependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
const folder = mkdtempSync(join(tmpdir(), `${name}-consumer-`));
try {
  install();
  link(Object.keys(dependencies).filter((dependency) => !typesOnly.includes(dependency)));
  useFromNode();
  link(typesOnly);
  useFromTypeScript();
  await useFromBrowser();
  await shakeTree();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function install() {
  const packed = JSON.parse(run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], '.'));
  const { filename, size, unpackedSize } = Array.isArray(packed) ? packed[0] : Object.values(packed)[0];
  run('tar', ['xzf', filename]);
  const modules = join(folder, 'node_modules');
  mkdirSync(modules);
  cpSync(join(folder, 'package'), join(modules, name), { recursive: true });
  write('package.json', '{ "type": "module" }');
  console.log(`packed: ${kilobytes(size)}, unpacked ${kilobytes(unpackedSize)}`);
}

/** @param {readonly string[]} packages */
function link(packages) {
  for (const path of packages)
    symlinkSync(resolve('node_modules', path), join(folder, 'node_modules', path), 'junction');
}

function useFromNode() {
  const check = (/** @type {string} */ print) => `${use}
    if (result !== '${expected}') throw new Error('expected ${expected}, got ' + result);
    for (const entry of entries) {
      let caught;
      try { ${throwing}; } catch (error) { caught = error; }
      if (!(caught instanceof library.${errorClass})) throw new Error('not the error class: ' + caught);
      if (entry.${errorClass} !== undefined && entry.${errorClass} !== library.${errorClass}) throw new Error('two error classes');
    }
    if (Object.keys(library).length === 0) throw new Error('no exports');
    ${print}`;
  const subpaths = entryPoints();
  const imports = subpaths.map((path, index) => `import * as entry${index} from '${path}';`).join('\n');
  const list = subpaths.map((_, index) => `entry${index}`).join(', ');
  write('use.mjs', `${imports}\nconst entries = [${list}]; const library = entry0;\n${check('')}`);
  const requires = subpaths.map((path) => `require('${path}')`).join(', ');
  write('use.cjs', `const entries = [${requires}]; const library = entries[0];\n${check('')}`);
  // Both copies in one program: classes differ, the guard must not.
  write(
    'both.mjs',
    `import { createRequire } from 'node:module'; import * as library from '${name}';
     const other = createRequire(import.meta.url)('${name}');
     try { ((library) => ${throwing})(other); throw new Error('no error'); }
     catch (error) { if (!library.${errorGuard}(error)) throw error; }`,
  );
  for (const file of ['use.mjs', 'use.cjs', 'both.mjs']) run(process.execPath, [file]);
  console.log(`ESM and CommonJS: ok (${subpaths.join(', ')})`);
}

function useFromTypeScript() {
  const others = entryPoints().map(
    (path, index) => `import * as entry${index} from '${path}'; export type Keys${index} = keyof typeof entry${index};`,
  );
  for (const extension of ['ts', 'cts', 'mts']) write(`use.${extension}`, `${typedUse}\n${others.join('\n')}`);
  for (const compiler of compilers) {
    for (const { module, moduleResolution, files } of resolutions) {
      const options = ['--ignoreConfig', '--noEmit', '--strict', '--skipLibCheck', '--target', 'es2022'];
      run(process.execPath, [
        resolve('node_modules', compiler, 'bin/tsc'),
        ...options,
        ...['--module', module, '--moduleResolution', moduleResolution],
        ...files,
      ]);
    }
  }
  console.log(`TypeScript: ok (${compilers.length} compilers x ${resolutions.length} module resolutions)`);
}

/** Runs a browser bundle where neither Node's globals nor `eval` exist, as under a strict content security policy. */
async function useFromBrowser() {
  const code = await bundle(`import * as library from '${name}'; ${use} globalThis.result = result;`, 'iife');
  const context = createContext({}, { codeGeneration: { strings: false, wasm: false } });
  runInContext(code, context);
  if (context['result'] !== expected) throw new Error(`browser bundle: expected ${expected}, got ${context['result']}`);
  console.log(`browser bundle without Node globals and without eval: ok (everything: ${sizes(code)})`);
}

async function shakeTree() {
  const everything = await bundle(`import * as library from '${name}'; console.log(library);`, 'esm');
  for (const id of shaken.drops)
    if (!everything.includes(id)) throw new Error(`${id} is no longer an id; name another one`);
  const code = await bundle(`import { ${shaken.import} } from '${name}'; console.log(${shaken.import});`, 'esm');
  for (const id of shaken.keeps) if (!code.includes(id)) throw new Error(`a bundle of ${shaken.import} lacks ${id}`);
  for (const id of shaken.drops)
    if (code.includes(id)) throw new Error(`a bundle of ${shaken.import} drags ${id} along`);
  const bare = await bundle(`import '${name}';`, 'esm');
  if (bare.trim() !== '') throw new Error(`a bare import is not free: ${sizes(bare)}`);
  console.log(`tree shaking: ok (${shaken.import} alone: ${sizes(code)})`);
}

/**
 * @param {string} contents
 * @param {'esm' | 'iife'} format
 */
async function bundle(contents, format) {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: folder },
    bundle: true,
    minify: true,
    platform: 'browser',
    target: 'es2022',
    format,
    write: false,
    logLevel: 'error',
  });
  const [file] = outputFiles;
  if (file === undefined) throw new Error('esbuild wrote nothing');
  return file.text;
}

/** @returns {string[]} the import paths of the package, the root first */
function entryPoints() {
  return Object.keys(exports)
    .filter((key) => key !== './package.json')
    .map((key) => name + key.slice(1));
}

/**
 * @param {string} command
 * @param {string[]} args
 * @param {string} [cwd]
 */
function run(command, args, cwd = folder) {
  try {
    return execFileSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
  } catch (error) {
    // Compilers print their findings on the standard output, which is captured here.
    if (error instanceof Error && 'stdout' in error) console.error(error.stdout);
    throw error;
  }
}

/**
 * @param {string} file
 * @param {string} text
 */
function write(file, text) {
  writeFileSync(join(folder, file), text);
}

/** @param {string} code */
function sizes(code) {
  return `${kilobytes(Buffer.byteLength(code))} minified, ${kilobytes(brotliCompressSync(code).length)} brotli`;
}

/** @param {number} bytes */
function kilobytes(bytes) {
  return `${(bytes / 1000).toFixed(1)} kB`;
}
