import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Project } from '../scenarios/project.ts';

// Values that are planted everywhere a secret may be, and every output of every kind searched for them.

const planted = {
  variable: 'planted-in-a-variable-8b1d2f',
  header: 'planted-in-a-header-77aa01',
  key: 'planted-secret-access-key-55c0',
  token: 'planted-session-token-90ffee',
};

const config = (text: string, value: string): string =>
  JSON.stringify({
    services: {
      vault: {
        main: 'main.js',
        defaults: { environment: { DATABASE_PASSWORD: value, TEXT: text } },
        routes: { 'GET /hello': 'main', 'GET /leak': 'main' },
        smoke: [
          { request: 'GET /hello', headers: { authorization: `Bearer ${planted.header}` } },
          ...(text === 'leak' ? [{ request: 'GET /leak', expect: { status: 204 } }] : []),
        ],
      },
    },
  });

const project = new Project(
  {
    'services.config.json': config('one', planted.variable),
    'services/vault/package.json': '{ "type": "module" }',
    'services/vault/main.js': `export const handler = async (event) => {
      if (event.routeKey === 'GET /leak') throw new Error('cannot log in with ' + process.env.DATABASE_PASSWORD);
      return { statusCode: 200, body: '\\u001b[2J\\u001b[31mhello ' + process.env.DATABASE_PASSWORD };
    };`,
  },
  { AWS_SECRET_ACCESS_KEY: planted.key, AWS_SESSION_TOKEN: planted.token, AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE' },
);
const said: string[] = [];

afterAll(() => project.remove());

async function run(...args: string[]): Promise<number> {
  const { code, stdout, stderr } = await project.ship(...args);
  said.push(`$ ship ${args[0]}\n${stdout}\n${stderr}`);
  return code;
}

/** Everything ship left on disk but the user's own sources and their bundles, and the state of the local AWS. */
function filesOf(folder: string): readonly string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (['local-aws', 'services', 'services.config.json', 'cache'].includes(name)) return [];
    return statSync(path).isDirectory() ? filesOf(path) : [path];
  });
}

test('no planted secret is in any output, journal, plan or error', async () => {
  const codes = [
    await run('plan', 'vault', '--out', 'vault.plan.json'),
    await run('deploy', 'vault', '--debug'),
    await run('status', 'vault', '--json'),
  ];
  project.write('services.config.json', config('two', `${planted.variable}-2`));
  codes.push(
    await run('plan', 'vault', '--json'),
    await run('deploy', 'vault', '--json', '--progress', 'json', '--debug'),
  );
  project.write('services.config.json', config('leak', planted.variable));
  codes.push(
    await run('deploy', 'vault', '--debug'),
    await run('deploy', 'vault', '--json'),
    await run('drift', 'vault'),
  );
  project.write('services.config.json', config('three', planted.variable.repeat(200)));
  codes.push(await run('deploy', 'vault', '--debug'));
  project.write('services.config.json', config('three', planted.variable).replace('"main":"main.js"', '"main":5'));
  codes.push(await run('deploy', 'vault', '--json'));
  expect(codes).toEqual([0, 0, 0, 0, 0, 4, 4, 0, 2, 2]);
  const written = filesOf(project.dir).map((file) => `${file}\n${readFileSync(file, 'latin1')}`);
  for (const text of [...said, ...written])
    for (const [where, secret] of Object.entries(planted)) {
      const at = text.indexOf(secret);
      const leak = at < 0 ? '' : `${text.slice(0, 60)} … ${text.slice(Math.max(0, at - 200), at + 60)}`;
      expect([where, leak]).toEqual([where, '']);
    }
}, 120_000);

test('what functions and messages say cannot steer the terminal', async () => {
  project.write('services.config.json', config('leak', planted.variable));
  await run('deploy', 'vault', '--message', '\u001b]0;owned\u0007\u001b[2Jall \u202efine');
  await run('deploy', 'vault', '--message', '\u001b[31mred');
  await run('history', 'vault');
  await run('logs', 'vault');
  for (const text of said) expect(text).not.toMatch(/(?![\t\n])\p{Cc}|[\u202a-\u202e]/u);
}, 60_000);
