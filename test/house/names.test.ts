import { describe, expect, it } from 'vitest';
import { filesBelow, readText, sourceFiles } from './sourceFiles.ts';

const knownRooms = [
  ...['index', 'errors', 'number', 'time', 'model', 'expression', 'evaluate', 'dictionary'],
  ...['insight', 'commission', 'sql', 'crm', 'report'],
];
const drawers = /^(utils?|utilities|helpers?|common|misc|shared|lib|stuff)$/i;
const longestFile = 450;

const files = sourceFiles();

describe('the files of the project', () => {
  it('lie in rooms that the plan knows', () => {
    expect(
      files.map(({ room, path }) => (knownRooms.includes(room) ? '' : path)).filter((path) => path !== ''),
    ).toEqual([]);
  });

  it('are named after what they hold', () => {
    const paths = ['src', 'test', 'scripts'].flatMap(filesBelow);
    expect(paths.length).toBeGreaterThan(files.length);
    const parts = (path: string): string[] => path.split('/').map((part) => part.replace(/\..*$/, ''));
    expect(paths.filter((path) => parts(path).some((part) => drawers.test(part)))).toEqual([]);
  });

  it('are named in camelCase', () => {
    expect(
      files.map(({ path }) => path).filter((path) => !/^src\/([a-z][A-Za-z0-9]*\/)*[a-z][A-Za-z0-9]*\.ts$/.test(path)),
    ).toEqual([]);
  });

  it('silence a linter only with a reason beside it', () => {
    const silent = /(eslint-disable|biome-ignore|@ts-expect-error|@ts-ignore)(?!.*(?: -- |: )\S)/;
    const silenced = files.filter(({ path }) =>
      readText(path)
        .split('\n')
        .some((line) => silent.test(line)),
    );
    expect(silenced.map(({ path }) => path)).toEqual([]);
  });

  it(`have at most ${longestFile} lines`, () => {
    expect(files.filter(({ lines }) => lines > longestFile).map(({ path, lines }) => `${path}: ${lines}`)).toEqual([]);
  });
});
