import { Project } from './project.ts';

const project = new Project({
  'services.config.json': JSON.stringify({
    services: {
      shop: {
        main: { entry: 'main.js', warm: 4 },
        functions: { mail: { entry: 'mail.js', warm: 2 } },
        routes: { 'GET /slow': 'main' },
        smoke: [{ request: 'GET /slow' }, { invoke: 'mail', result: { sent: true } }],
      },
    },
  }),
  // A number of its own for each environment, and whether this call was its first.
  'services/shop/main.js': `
    let calls = 0;
    const id = Math.random();
    exports.handler = async () => {
      const first = calls++ === 0;
      await new Promise((resolve) => setTimeout(resolve, 200));
      return { id, first };
    };`,
  'services/shop/mail.js': 'exports.handler = async () => ({ sent: true });',
});

afterAll(() => project.remove());

test('a burst before the switch brings up environments, so that callers meet no cold one', async () => {
  const ran = await project.json<{ services: { url: string }[] }>('deploy', 'shop');
  const url = ran.services[0]?.url ?? '';
  const answers = await Promise.all([1, 2, 3, 4].map(async () => (await fetch(`${url}/slow`)).json()));
  expect(answers.map((answer) => (answer as { first: boolean }).first)).toEqual([false, false, false, false]);
  expect(new Set(answers.map((answer) => (answer as { id: number }).id)).size).toBe(4);
});

test('the plan says what is warmed', async () => {
  project.write('services/shop/mail.js', 'exports.handler = async () => ({ sent: true, twice: 1 });');
  const { stdout } = await project.ship('deploy', 'shop', '--dry-run');
  expect(stdout).toContain('Warm mail of r2: 2 at once');
});
