import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesBelow, projectRoot, readText } from './sourceFiles.ts';

const manifest = JSON.parse(readText('package.json')) as {
  readonly scripts: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
};

describe('package-lock.json and .npmrc', () => {
  it.each(['package-lock.json', '.npmrc'])('%s names no registry', (path) => {
    expect(readText(path).match(/"resolved"|registry\s*=|registry\.[\w.]+|_auth/gi) ?? []).toEqual([]);
  });

  it('asks npm to keep addresses out of the lock file', () => {
    expect(readText('.npmrc')).toContain('omit-lockfile-registry-resolved=true');
  });
});

describe('package.json', () => {
  it('pins the tools and leaves the dependencies a range', () => {
    const loose = Object.entries(manifest.devDependencies).filter(
      ([name, version]) => /^[\^~]/.test(version) && name !== '@types/node',
    );
    expect(loose).toEqual([]);
    expect(Object.values(manifest.dependencies).filter((version) => !version.startsWith('^'))).toEqual([]);
  });
});

describe('THIRD-PARTY-NOTICES.md', () => {
  it.each(['zod', 'date-fns', '@date-fns/tz', '@date-fns/utc'])(
    'names the holders of %s, which is built in',
    (name) => {
      const path = ['LICENSE', 'LICENSE.md']
        .map((file) => `node_modules/${name}/${file}`)
        .find((file) => existsSync(file));
      const [copyright = name] = readText(path ?? '').match(/^Copyright .*$/m) ?? [];
      expect(readText('THIRD-PARTY-NOTICES.md')).toContain(`- \`${name}\`: ${copyright}`);
    },
  );
});

describe('the commands in the documents', () => {
  const documents = [...['README.md', 'CONTRIBUTING.md', 'SECURITY.md'], ...guides()].filter((path) =>
    existsSync(join(projectRoot, path)),
  );
  const commands = documents.flatMap((path) => commandsIn(readText(path)).map((command) => ({ path, command })));

  it('are found', () => {
    expect(commands.length).toBeGreaterThan(0);
  });

  it.each(commands)('$path: $command', ({ command }) => {
    expect(isKnown(command)).toBe(true);
  });
});

describe('docs/architecture.md', () => {
  const named = [...readText('docs/architecture.md').matchAll(/`(\w+\/\w+\.ts)`/g)].map(([, path = '']) => path);

  it('names files that exist', () => {
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter((path) => !existsSync(join(projectRoot, 'src', path)))).toEqual([]);
  });
});

function guides(): string[] {
  const all = existsSync(join(projectRoot, 'docs')) ? filesBelow('docs') : [];
  return all.filter((path) => path.endsWith('.md') && !path.startsWith('docs/api/'));
}

function commandsIn(text: string): string[] {
  const blocks = [...text.matchAll(/^```(?:sh|bash|shell)[^\n]*\n([\s\S]*?)^```/gm)].map(([, block = '']) => block);
  const lines = blocks.flatMap((block) => block.split('\n')).map((line) => line.replace(/(^|\s)#.*$/, '').trim());
  return lines.filter((line) => line !== '');
}

/** Whether a reader who types the command gets something: a script that exists, a file that exists, or a tool that we install. */
function isKnown(command: string): boolean {
  const [program = '', first = '', second = ''] = command.split(/\s+/);
  if (program === 'npm' && first === 'run') return second in manifest.scripts;
  if (program === 'npm' && ['test', 'start'].includes(first)) return first in manifest.scripts;
  if (program === 'npm') return ['ci', 'cit', 'install'].includes(first);
  if (program === 'node') return existsSync(join(projectRoot, first));
  if (program === 'npx') return existsSync(join(projectRoot, 'node_modules', '.bin', first));
  return program === 'git' || existsSync(join(projectRoot, program));
}
