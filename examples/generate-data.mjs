// @ts-check
/**
 * Writes the example data: two fiscal years of an invented software company, as CSV files in examples/data.
 *
 *   node examples/generate-data.mjs           writes the files
 *   node examples/generate-data.mjs --check   exits 1 when the checked-in files differ
 *
 * The figures are drawn, but never left to chance: every draw comes from a seeded stream, nothing asks the clock, and
 * no arithmetic depends on the engine, so that the outputs printed by the examples can be checked in.
 *
 * The company sells in EMEA, AMER and APAC to enterprise and commercial customers. Its fiscal year starts in February
 * (FY2026 = February 2025 to January 2026); the books stand as of the evening of 31 October 2026, the end of FY2027 Q3.
 * Opportunities that closed before February 2025 are left out: the CRM was introduced then, with what was open.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { generate } from './generator/files.mjs';

/** @param {URL} address @returns {string | undefined} */
function readIfThere(address) {
  try {
    return readFileSync(address, 'utf8');
  } catch {
    return undefined;
  }
}

const folder = new URL('./data/', import.meta.url);
const files = Object.entries(generate());
if (process.argv.includes('--check')) {
  const stale = files.filter(([name, content]) => readIfThere(new URL(name, folder)) !== content).map(([name]) => name);
  if (stale.length > 0) {
    process.stderr.write(`examples/data differs from what examples/generate-data.mjs writes: ${stale.join(', ')}\n`);
    process.exitCode = 1;
  }
} else {
  mkdirSync(folder, { recursive: true });
  for (const [name, content] of files) writeFileSync(new URL(name, folder), content);
}
