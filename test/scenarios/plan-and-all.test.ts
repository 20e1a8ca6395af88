import { execFileSync } from 'node:child_process';
import { Project } from './project.ts';

// Three services: `b` is authorised by `a`, `c` stands alone.

const answer = (text: string): string => `export const handler = async () => ({ text: ${JSON.stringify(text)} });`;

function three(texts: { a?: string; b?: string; c?: string } = {}): Record<string, string> {
  const routes = { 'GET /health': 'main' };
  const smoke = [{ request: 'GET /health' }];
  const config = {
    services: {
      b: {
        main: 'src/main.js',
        authorizers: { user: { type: 'lambda', function: 'a.guard' } },
        routes: { ...routes, 'GET /secret': { function: 'main', authorizer: 'user' } },
        smoke,
      },
      a: {
        main: 'src/main.js',
        functions: { guard: { entry: 'src/guard.js' } },
        exports: { guard: 'guard' },
        routes,
        smoke,
      },
      c: { main: 'src/main.js', routes, smoke },
    },
  };
  return {
    'services.config.json': JSON.stringify(config),
    ...Object.fromEntries(['a', 'b', 'c'].map((name) => [`services/${name}/package.json`, '{"type":"module"}'])),
    'services/a/src/main.js': answer(texts.a ?? 'a'),
    'services/a/src/guard.js': 'export const handler = async () => ({ isAuthorized: true });',
    'services/b/src/main.js': answer(texts.b ?? 'b'),
    'services/c/src/main.js': answer(texts.c ?? 'c'),
  };
}

const project = new Project(three());
const git = (...args: string[]): string => execFileSync('git', args, { cwd: project.dir, encoding: 'utf8' });
const rewrite = (files: Record<string, string>): void => {
  for (const [path, content] of Object.entries(files)) project.write(path, content);
};

interface Document {
  readonly exit: number;
  readonly services: readonly { readonly service: string; readonly result: string; readonly live?: string }[];
}

beforeAll(() => {
  project.write('.gitignore', '.ship/\nlocal-aws/\nplan.json\n');
  git('init', '-q');
  git('-c', 'user.email=a@b', '-c', 'user.name=a', 'add', '.');
  git('-c', 'user.email=a@b', '-c', 'user.name=a', 'commit', '-qm', 'first');
});
afterAll(() => project.remove());

const lives = ({ services }: Document): object =>
  Object.fromEntries(services.map(({ service, result, live }) => [service, `${result} ${live ?? ''}`.trim()]));

test('deploy --all puts every service live, what is needed first', async () => {
  const document = await project.json<Document>('deploy', '--all');
  expect([document.exit, lives(document)]).toEqual([0, { a: 'live r1', b: 'live r1', c: 'live r1' }]);
});

test('deploy --affected deploys only what changed by content', async () => {
  rewrite(three({ c: 'c2' }));
  expect(lives(await project.json<Document>('deploy', '--affected'))).toEqual({
    a: 'unchanged r1',
    b: 'unchanged r1',
    c: 'live r2',
  });
});

test('deploy --affected --since leaves out what no changed file can concern, and keeps what depends on it', async () => {
  rewrite(three({ a: 'a2' }));
  expect(lives(await project.json<Document>('deploy', '--affected', '--since', 'HEAD'))).toEqual({
    a: 'live r2',
    b: 'unchanged r1',
  });
  const wrong = await project.ship('deploy', '--affected', '--since', 'no-such-ref');
  expect([wrong.code, wrong.stderr]).toEqual([2, expect.stringContaining('no-such-ref')]);
});

test('plan writes what deploy would do; deploy --plan does exactly that', async () => {
  rewrite(three({ a: 'a2', c: 'c3' }));
  const planned = await project.ship('plan', 'c', '--out', 'plan.json');
  expect([planned.code, planned.stdout]).toEqual([0, expect.stringMatching(/c.*\n[\s\S]*nothing was changed/i)]);
  expect(lives(await project.json<Document>('deploy', '--plan', 'plan.json'))).toEqual({ c: 'live r3' });
});

test('deploy --plan is refused when the world has moved, or is another code', async () => {
  rewrite(three({ a: 'a2', c: 'c4' }));
  await project.ship('plan', 'c', '--out', 'plan.json');
  rewrite(three({ a: 'a2', c: 'c5' }));
  const other = await project.ship('deploy', '--plan', 'plan.json');
  expect([other.code, other.stderr]).toEqual([3, expect.stringMatching(/STALE_PLAN/)]);
  project.write('plan.json', '{"schema":1}');
  expect(await project.ship('deploy', '--plan', 'plan.json')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('PLAN_FILE'),
  });
});

test('a failure stops what depends on it, and nothing else', async () => {
  rewrite({
    ...three({ b: 'b2', c: 'c6' }),
    'services/a/src/main.js': 'export const handler = async () => { throw new Error("no"); };',
  });
  const document = await project.json<Document>('deploy', '--all');
  const ends = lives(document) as Record<string, string>;
  expect([document.exit, ends['c']]).toEqual([4, 'live r4']);
  expect(ends['a']).toMatch(/undone r2/);
  expect(document.services.find(({ service }) => service === 'b')?.result).toBeUndefined();
});
