import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { calculate } from '../../src/evaluate/calculate.ts';
import { calculateFrom } from '../../src/evaluate/calculateFrom.ts';
import { explain } from '../../src/evaluate/explain.ts';
import { tabulate } from '../../src/evaluate/tabulate.ts';
import { type SalesDataInput, salesData } from '../../src/model/salesData.ts';
import { quarter } from '../../src/time/period.ts';
import { everything, input } from './everything.ts';
import { growth, winShare, wonValue } from './hostileKpis.ts';

const usual = everything();

/** The same as a program of its own. */
const program = buildSync({
  stdin: {
    contents: "import { everything } from './everything.ts'; process.stdout.write(everything());",
    resolveDir: fileURLToPath(new URL('.', import.meta.url)),
  },
  bundle: true,
  platform: 'node',
  write: false,
})
  .outputFiles.map(({ text }) => text)
  .join('');

function deepFreeze<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(deepFreeze);
  }
  return value;
}

/** Paths of objects that are not frozen; decimals are let be, nothing of the library ever changes one. */
function openPaths(value: unknown, path = 'it'): string[] {
  if (typeof value !== 'object' || value === null || 'toDecimalPlaces' in value) return [];
  const inner = Object.entries(value).flatMap(([key, child]) => openPaths(child, `${path}.${key}`));
  return Object.isFrozen(value) ? inner : [path, ...inner];
}

describe('arguments', () => {
  it('are left as they were, and may be frozen', () => {
    const frozen = deepFreeze(structuredClone(input));
    expect(everything(frozen)).toBe(usual);
    const open = structuredClone(input);
    expect(everything(open)).toBe(usual);
    expect(open).toEqual(input);
  });

  it('may be frozen options and lists', () => {
    const data = salesData(input);
    const options = deepFreeze({
      periods: [{ ...quarter(2026, 3) }],
      by: ['owner'] as const,
      where: { owner: ['ann', 'bob'] },
      parameters: {},
    });
    expect(() => tabulate(deepFreeze([winShare, wonValue] as const), data, options)).not.toThrow();
  });

  it('may be changed afterwards without changing any result', () => {
    const given = structuredClone(input) as {
      opportunities: { amount: unknown; attributes?: Record<string, unknown> }[];
    } & SalesDataInput;
    const data = salesData(given);
    const before = JSON.stringify(calculate(wonValue, data, { period: quarter(2026, 3) }));
    for (const row of given.opportunities) row.amount = 1;
    given.opportunities.length = 0;
    expect(JSON.stringify(calculate(wonValue, data, { period: quarter(2026, 3) }))).toBe(before);
  });
});

describe('results', () => {
  const data = salesData(input);
  const period = quarter(2026, 3);

  it.each<[string, unknown]>([
    ['calculate', calculate(wonValue, data, { period })],
    ['calculateFrom', calculateFrom(winShare, { won: 1, decided: 3 })],
    ['tabulate', tabulate([winShare, wonValue], data, { periods: [period], by: ['owner'] })],
    ['explain', explain(growth, data, { period })],
    ['salesData', data],
  ])('of %s are frozen through and through', (_verb, result) => {
    expect(openPaths(result)).toEqual([]);
  });
});

describe('nothing is read but the arguments', () => {
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
    vi.restoreAllMocks();
  });

  it.each(['1969-12-31T23:59:59Z', '2026-07-01T00:00:00Z', '9999-12-31T00:00:00Z'])(
    'not the clock: it may say %s',
    (now) => {
      vi.useFakeTimers();
      vi.setSystemTime(new Date(now));
      expect(everything()).toBe(usual);
    },
  );

  it('not the clock, not chance', () => {
    const never = (): never => {
      throw new Error('asked');
    };
    vi.spyOn(Date, 'now').mockImplementation(never);
    vi.spyOn(Math, 'random').mockImplementation(never);
    vi.spyOn(performance, 'now').mockImplementation(never);
    expect(everything()).toBe(usual);
  });

  it('not the locale', () => {
    const never = (): never => {
      throw new Error('asked');
    };
    vi.spyOn(String.prototype, 'localeCompare').mockImplementation(never);
    vi.spyOn(String.prototype, 'toLocaleLowerCase').mockImplementation(never);
    vi.spyOn(Number.prototype, 'toLocaleString').mockImplementation(never);
    vi.spyOn(Date.prototype, 'toLocaleString').mockImplementation(never);
    vi.spyOn(Date.prototype, 'getTimezoneOffset').mockImplementation(never);
    vi.spyOn(Date.prototype, 'getDate').mockImplementation(never);
    vi.spyOn(Date.prototype, 'getHours').mockImplementation(never);
    expect(everything()).toBe(usual);
  });

  it('not from text that becomes a program', () => {
    const never = function never(): never {
      throw new Error('asked');
    };
    vi.stubGlobal('eval', never);
    vi.stubGlobal('Function', never);
    expect(everything()).toBe(usual);
  });

  it.each([
    ['Pacific/Kiritimati', 'de_DE.UTF-8'],
    ['America/Los_Angeles', 'tr_TR.UTF-8'],
    ['Asia/Kolkata', 'C'],
  ])('not the zone %s and the locale %s of the machine, nor a compiler of text', (zone, locale) => {
    const said = execFileSync(process.execPath, ['--disallow-code-generation-from-strings', '-'], {
      encoding: 'utf8',
      input: program,
      env: { ...process.env, TZ: zone, LC_ALL: locale, LANG: locale },
    });
    expect(said).toBe(usual);
  });
});
