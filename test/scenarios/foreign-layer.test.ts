import { Project } from './project.ts';

const insights = 'arn:aws:lambda:eu-central-1:580247275435:layer:LambdaInsightsExtension:53';
const config = (layers: readonly string[]): string =>
  JSON.stringify({
    services: {
      watched: {
        root: '.',
        main: { entry: 'main.js', layers },
        routes: { 'GET /a': 'main' },
        smoke: [{ request: 'GET /a' }],
      },
    },
  });
const project = new Project({
  'main.js': "exports.handler = async () => ({ statusCode: 200, body: 'ok' });",
  'services.config.json': config([insights]),
});
afterAll(() => project.remove());

test('a layer of another account is left out on the local AWS, with a word, and is not taken for a change again', async () => {
  const first = await project.ship('deploy', 'watched');
  expect([first.code, first.stderr]).toEqual([
    0,
    expect.stringContaining(`warning: main goes without layer ${insights}: the local AWS cannot fetch`),
  ]);
  const second = await project.ship('deploy', 'watched');
  expect([second.code, second.stdout]).toEqual([0, expect.stringContaining('nothing to do, r1 is live')]);
  expect((await project.ship('drift', 'watched')).code).toBe(0);
  // The limit counts it, wherever it is deployed.
  expect((await project.ship('size', 'watched')).stdout).toContain(`the size of layer ${insights} is not known`);
});

test('one of the own account is not left out: a name that is wrong is refused', async () => {
  project.write('services.config.json', config(['arn:aws:lambda:us-east-1:000000000000:layer:nowhere:1']));
  const refused = await project.ship('deploy', 'watched');
  expect([refused.code, refused.stderr]).toEqual([3, expect.stringContaining('layer:nowhere:1')]);
  expect(refused.stderr).not.toContain('goes without');
});
