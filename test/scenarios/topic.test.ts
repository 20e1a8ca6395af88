import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { Project } from './project.ts';

const service = {
  main: 'main.js',
  functions: {
    hear: {
      entry: 'hear.js',
      events: [{ type: 'topic', name: 'news', filter: { kind: ['sale'] }, filterScope: 'body' }],
    },
  },
  defaults: { policies: [{ publishToTopic: 'news' }] },
};

const project = new Project({
  'services.config.json': JSON.stringify({ services: { shop: service } }),
  'services/shop/main.js': `exports.handler = async () => ({});`,
  'services/shop/hear.js': hear('heard'),
});

function hear(word: string): string {
  return `exports.handler = async ({ Records }) => { for (const { Sns } of Records) console.log('${word} ' + Sns.Message); };`;
}

afterAll(() => project.remove());

async function publish(message: object): Promise<void> {
  const { endpoint } = await project.json<{ endpoint: string }>('local', 'status');
  const credentials = { accessKeyId: '000000000000', secretAccessKey: 'local' };
  const client = new SNSClient({ region: 'us-east-1', endpoint, credentials });
  const TopicArn = 'arn:aws:sns:us-east-1:000000000000:local-shop-news';
  await client.send(new PublishCommand({ TopicArn, Message: JSON.stringify(message) }));
}

async function heard(): Promise<readonly string[]> {
  const { lines } = await project.json<{ lines: { text: string; version: string }[] }>('logs', 'shop');
  return lines.flatMap(({ text, version }) => {
    const said = /(heard|noted) .*/.exec(text)?.[0];
    return said === undefined ? [] : [`v${version} ${said}`];
  });
}

async function untilHeard(count: number): Promise<readonly string[]> {
  for (let tries = 0; tries < 20; tries++) {
    const lines = await heard();
    if (lines.length >= count) return lines;
  }
  return heard();
}

test('messages of an own topic that match the filter reach the live release, and after a switch the next one', async () => {
  expect((await project.ship('deploy', 'shop')).stderr).not.toContain('✖');
  await publish({ kind: 'gossip', id: 1 });
  await publish({ kind: 'sale', id: 2 });
  expect(await untilHeard(1)).toEqual(['v1 heard {"kind":"sale","id":2}']);
  project.write('services/shop/hear.js', hear('noted'));
  await project.ship('deploy', 'shop');
  await publish({ kind: 'sale', id: 3 });
  expect((await untilHeard(2)).at(-1)).toBe('v2 noted {"kind":"sale","id":3}');
});
