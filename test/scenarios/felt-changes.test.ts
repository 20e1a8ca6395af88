import {
  DisableRuleCommand,
  EventBridgeClient,
  ListRulesCommand,
  PutEventsCommand,
  PutTargetsCommand,
} from '@aws-sdk/client-eventbridge';
import { GetRolePolicyCommand, IAMClient } from '@aws-sdk/client-iam';
import { GetFunctionConfigurationCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { Project } from './project.ts';

// A release with another pattern, another filter and a Deny, on the real wire: what comes before its switch, after a
// failed one and after a rollback reaches the old release by what the old release asked for.

interface Shape {
  readonly word: string;
  readonly kind: string;
  readonly fails?: boolean;
  readonly denied?: string;
}

function files({ word, kind, fails = false, denied }: Shape): Record<string, string> {
  const service = {
    main: 'main.js',
    functions: {
      hear: {
        entry: 'hear.js',
        events: [
          { type: 'bus', name: 'sales', pattern: { source: ['shop'], 'detail-type': [kind] } },
          { type: 'topic', name: 'news', filter: { kind: [kind] }, filterScope: 'body' },
        ],
        policies: denied === undefined ? [] : [{ Effect: 'Deny', Action: denied, Resource: '*' }],
      },
    },
    routes: { 'GET /hello': 'main' },
    smoke: [{ request: 'GET /hello', expect: { status: fails ? 418 : 200 }, tries: 1 }],
  };
  return {
    'services.config.json': JSON.stringify({ services: { shop: service } }),
    'services/shop/main.js': `exports.handler = async () => ({ word: '${word}' });`,
    'services/shop/hear.js': `exports.handler = async ({ Records, detail }) =>
      console.log('${word} heard ' + (detail?.id ?? JSON.parse(Records[0].Sns.Message).id));`,
  };
}

const project = new Project(files({ word: 'one', kind: 'sale' }));
afterAll(() => project.remove());

interface Place {
  readonly region: string;
  readonly endpoint: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
}
let place: Place;

async function release(shape: Shape, code = 0): Promise<void> {
  for (const [path, content] of Object.entries(files(shape))) project.write(path, content);
  const ran = await project.ship('deploy', 'shop', '--unpin');
  expect([ran.code, ran.stderr]).toEqual([code, expect.anything()]);
}

async function emit(kind: string, id: string): Promise<void> {
  const Entries = [{ Source: 'shop', DetailType: kind, Detail: JSON.stringify({ id: `${id}/bus` }) }];
  await new EventBridgeClient(place).send(new PutEventsCommand({ Entries }));
  const TopicArn = 'arn:aws:sns:us-east-1:000000000000:local-shop-news';
  const Message = JSON.stringify({ kind, id: `${id}/topic` });
  await new SNSClient(place).send(new PublishCommand({ TopicArn, Message }));
}

async function heard(count: number): Promise<readonly string[]> {
  let lines: readonly string[] = [];
  for (let tries = 0; tries < 20; tries++) {
    const logs = await project.json<{ lines: { text: string }[] }>('logs', 'shop');
    lines = logs.lines.flatMap(({ text }) => /\w+ heard \S+/.exec(text)?.[0] ?? []).toSorted();
    if (lines.length >= count) break;
  }
  return lines;
}

/** What the role of the version behind the live alias is denied. */
async function denied(): Promise<readonly string[]> {
  const named = { FunctionName: 'local-shop-hear', Qualifier: 'live' };
  const { Role = '' } = await new LambdaClient(place).send(new GetFunctionConfigurationCommand(named));
  const asked = new GetRolePolicyCommand({ RoleName: Role.split('/').at(-1) ?? '', PolicyName: 'ship' });
  const { PolicyDocument = '' } = await new IAMClient(place).send(asked);
  const { Statement } = JSON.parse(decodeURIComponent(PolicyDocument)) as {
    Statement: { Effect: string; Action: string }[];
  };
  return Statement.flatMap(({ Effect, Action }) => (Effect === 'Deny' ? [Action] : []));
}

test('before its switch and after a rollback events come and roles allow as the live release asked for', async () => {
  await release({ word: 'one', kind: 'sale' });
  const { endpoint } = await project.json<{ endpoint: string }>('local', 'status');
  place = { region: 'us-east-1', endpoint, credentials: { accessKeyId: '000000000000', secretAccessKey: 'local' } };
  await emit('sale', 'a');
  await emit('gossip', 'b');
  const first = ['one heard a/bus', 'one heard a/topic'];
  expect([await heard(2), await denied()]).toEqual([first, []]);

  // Its foundation is there, it fails on the preview: nobody has felt anything of it.
  await release({ word: 'two', kind: 'gossip', denied: 's3:GetObject', fails: true }, 4);
  await emit('sale', 'c');
  await emit('gossip', 'd');
  const second = [...first, 'one heard c/bus', 'one heard c/topic'];
  expect([await heard(4), await denied()]).toEqual([second, []]);

  await release({ word: 'two', kind: 'gossip', denied: 's3:GetObject' });
  await emit('sale', 'e');
  await emit('gossip', 'f');
  const third = [...second, 'two heard f/bus', 'two heard f/topic'];
  expect([await heard(6), await denied()]).toEqual([third, ['s3:GetObject']]);

  expect((await project.ship('rollback', 'shop')).code).toBe(0);
  await emit('sale', 'g');
  await emit('gossip', 'h');
  const fourth = [...third, 'one heard g/bus', 'one heard g/topic'].toSorted();
  expect([await heard(8), await denied()]).toEqual([fourth, []]);
  const { services } = await project.json<{ services: { findings: unknown[] }[] }>('drift', 'shop');
  expect(services[0]?.findings).toEqual([]);
}, 120_000);

test('a rule that somebody switched off, and a target that somebody added, are found', async () => {
  const bridge = new EventBridgeClient(place);
  const { Rules = [] } = await bridge.send(new ListRulesCommand({ NamePrefix: 'local-shop-sales' }));
  const Name = Rules[0]?.Name ?? '';
  expect((await project.ship('drift', 'shop')).stdout).not.toContain('RULE_');
  await bridge.send(new DisableRuleCommand({ Name }));
  const spy = { Id: 'spy', Arn: 'arn:aws:sqs:us-east-1:000000000000:spy' };
  await bridge.send(new PutTargetsCommand({ Rule: Name, Targets: [spy] }));
  const { code, stdout } = await project.ship('drift', 'shop');
  expect([code, stdout]).toEqual([3, expect.stringContaining(`rule ${Name} is disabled`)]);
  expect(stdout).toContain(`next   aws events enable-rule --name ${Name}`);
  expect(stdout).toContain(`rule ${Name} calls ${spy.Arn} too`);
});
