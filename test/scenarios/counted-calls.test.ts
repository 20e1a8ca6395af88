import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CloudWatchLogsClient, ListTagsForResourceCommand } from '@aws-sdk/client-cloudwatch-logs';
import { LambdaClient, ListTagsCommand } from '@aws-sdk/client-lambda';
import type { CallCounts } from '../../src/plan/count-calls.ts';
import { Project, shop } from './project.ts';

interface Document {
  readonly services: readonly {
    readonly result: string;
    readonly calls?: CallCounts;
    readonly awsCalls: Readonly<Record<string, number>>;
  }[];
}

const project = new Project(shop());
afterAll(() => project.remove());

/** What the plan says, and what the deploy after it sent. */
async function planAndDeploy(): Promise<{ planned: CallCounts; sent: Readonly<Record<string, number>> }> {
  const plan = (await project.json<Document>('plan', 'shop')).services[0];
  const ran = (await project.json<Document>('deploy', 'shop')).services[0];
  return { planned: plan?.calls ?? {}, sent: ran?.awsCalls ?? {} };
}

/** Operations that were called otherwise than planned: too seldom, or too often where nothing was waited for. */
function otherwise({ planned, sent }: Awaited<ReturnType<typeof planAndDeploy>>): readonly string[] {
  const names = [...new Set([...Object.keys(planned), ...Object.keys(sent)])];
  return names.flatMap((name) => {
    const { times, orMore } = planned[name] ?? { times: 0 };
    const is = sent[name] ?? 0;
    const fits = orMore === true ? is >= times : is === times;
    return fits ? [] : [`${name}: planned ${times}${orMore === true ? ' or more' : ''}, sent ${is}`];
  });
}

function taggedShop(tags: object, text = 'one'): Readonly<Record<string, string>> {
  const files = shop({ text });
  const config = JSON.parse(files['services.config.json'] ?? '') as { services: { shop: object } };
  return {
    ...files,
    'services.config.json': JSON.stringify({ services: { shop: { ...config.services.shop, tags } } }),
  };
}

const till = { team: 'till', owner: 'ada' };

test.each([
  ['a first deploy', taggedShop(till)],
  ['nothing changed', taggedShop(till)],
  ['one function changed', taggedShop(till, 'two')],
  ['tags changed', taggedShop({ team: 'shop' }, 'two')],
])('plan tells the AWS calls that the deploy makes: %s', async (_name, files) => {
  for (const [path, content] of Object.entries(files)) project.write(path, content);
  expect(otherwise(await planAndDeploy())).toEqual([]);
});

test('the tags are those of the config, of functions and of what CloudFormation makes', async () => {
  const { endpoint } = JSON.parse(readFileSync(join(project.dir, 'local-aws', 'daemon.json'), 'utf8')) as {
    endpoint: string;
  };
  const credentials = { accessKeyId: '000000000000', secretAccessKey: 'local' };
  const lambda = new LambdaClient({ endpoint, region: 'us-east-1', credentials });
  const group = new CloudWatchLogsClient({ endpoint, region: 'us-east-1', credentials });
  const place = 'us-east-1:000000000000';
  const [functions, logs] = await Promise.all([
    lambda.send(new ListTagsCommand({ Resource: `arn:aws:lambda:${place}:function:local-shop-report` })),
    group.send(
      new ListTagsForResourceCommand({ resourceArn: `arn:aws:logs:${place}:log-group:/aws/lambda/local-shop-report` }),
    ),
  ]);
  for (const { team, owner } of [functions.Tags ?? {}, logs.tags ?? {}])
    expect([team, owner]).toEqual(['shop', undefined]);
});
