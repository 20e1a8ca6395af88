import { rmSync } from 'node:fs';
import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  DeleteLogGroupCommand,
  DescribeLogGroupsCommand,
  DescribeLogStreamsCommand,
  FilterLogEventsCommand,
  GetLogEventsCommand,
  ListTagsForResourceCommand,
  PutLogEventsCommand,
  PutRetentionPolicyCommand,
  TagResourceCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { startLocalAws, type StartedLocalAws } from '../start-local-aws.ts';

let aws: StartedLocalAws;
let logs: CloudWatchLogsClient;
const logGroupName = '/app/orders';
const now = Date.now();

beforeAll(async () => {
  aws = await startLocalAws();
  logs = new CloudWatchLogsClient(aws.clientConfig);
  await logs.send(new CreateLogGroupCommand({ logGroupName, tags: { team: 'a' } }));
  await logs.send(new CreateLogStreamCommand({ logGroupName, logStreamName: 's1' }));
  const messages = [
    'START one',
    '{"level":"error","status":503}',
    'ERROR boom',
    'END one',
    '{"level":"info","status":200}',
  ];
  const logEvents = messages.map((message, index) => ({ timestamp: now + index, message }));
  await logs.send(new PutLogEventsCommand({ logGroupName, logStreamName: 's1', logEvents }));
});
afterAll(() => aws.stop());

const filter = async (filterPattern: string): Promise<(string | undefined)[]> => {
  const { events } = await logs.send(new FilterLogEventsCommand({ logGroupName, filterPattern }));
  return (events ?? []).map(({ message }) => message);
};

const page = (nextToken?: string) =>
  logs.send(new GetLogEventsCommand({ logGroupName, logStreamName: 's1', startFromHead: true, limit: 3, nextToken }));

test('a stream is read forwards page by page, and the last token repeats itself', async () => {
  const first = await page();
  expect(first.events?.map(({ message }) => message)).toEqual([
    'START one',
    '{"level":"error","status":503}',
    'ERROR boom',
  ]);
  const second = await page(first.nextForwardToken);
  expect(second.events).toHaveLength(2);
  const third = await page(second.nextForwardToken);
  expect([third.events, third.nextForwardToken]).toEqual([[], second.nextForwardToken]);
});

test('without a token the latest events come', async () => {
  const { events } = await logs.send(new GetLogEventsCommand({ logGroupName, logStreamName: 's1', limit: 1 }));
  expect(events?.[0]).toMatchObject({ timestamp: now + 4, message: '{"level":"info","status":200}' });
});

const patterns: readonly (readonly [pattern: string, found: number[]])[] = [
  ['', [0, 1, 2, 3, 4]],
  ['one', [0, 3]],
  ['one START', [0]],
  ['one -START', [3]],
  ['?boom ?END', [2, 3]],
  ['"ERROR boom"', [2]],
  ['%^[A-Z]+ one$%', [0, 3]],
  ['{ $.level = "error" }', [1]],
  ['{ $.status >= 200 && $.level != "error" }', [4]],
  ['{ ($.status = 503) || ($.level = "in*") }', [1, 4]],
  ['{ $.none NOT EXISTS && $.level = * }', [1, 4]],
];
test.each(patterns)('the pattern %s finds its events', async (pattern, found) => {
  const all = await filter('');
  expect(await filter(pattern)).toEqual(found.map((index) => all[index]));
});

test('groups have retention, tags and ARNs', async () => {
  await logs.send(new PutRetentionPolicyCommand({ logGroupName, retentionInDays: 7 }));
  const { logGroups } = await logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: '/app' }));
  const resourceArn = `arn:aws:logs:us-east-1:123456789012:log-group:${logGroupName}`;
  expect(logGroups?.[0]).toMatchObject({
    logGroupName,
    retentionInDays: 7,
    arn: `${resourceArn}:*`,
    logGroupArn: resourceArn,
  });
  await logs.send(new TagResourceCommand({ resourceArn, tags: { more: '1' } }));
  expect((await logs.send(new ListTagsForResourceCommand({ resourceArn }))).tags).toEqual({ team: 'a', more: '1' });
  await expect(logs.send(new PutRetentionPolicyCommand({ logGroupName, retentionInDays: 2 }))).rejects.toMatchObject({
    name: 'InvalidParameterException',
  });
});

test('streams are listed by their last event', async () => {
  aws.world.logs.append(logGroupName, 's2', [{ timestamp: now + 100, message: 'later' }]);
  const { logStreams } = await logs.send(
    new DescribeLogStreamsCommand({ logGroupName, orderBy: 'LastEventTime', descending: true }),
  );
  expect(logStreams?.map(({ logStreamName }) => logStreamName)).toEqual(['s2', 's1']);
});

test('what is there already, or not at all, is refused', async () => {
  await expect(logs.send(new CreateLogGroupCommand({ logGroupName }))).rejects.toMatchObject({
    name: 'ResourceAlreadyExistsException',
    message: 'The specified log group already exists',
  });
  await expect(logs.send(new DeleteLogGroupCommand({ logGroupName: 'none' }))).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
    message: 'The specified log group does not exist.',
  });
});

test('events survive a restart', async () => {
  const before = await startLocalAws({ dir: `${aws.dir}-restart` });
  before.world.logs.append('/kept', 's', [{ timestamp: now, message: 'two\nlines' }]);
  await before.stop();
  const after = await startLocalAws({ dir: `${aws.dir}-restart` });
  const client = new CloudWatchLogsClient(after.clientConfig);
  const { events } = await client.send(new GetLogEventsCommand({ logGroupName: '/kept', logStreamName: 's' }));
  expect(events?.map(({ message }) => message)).toEqual(['two\nlines']);
  await after.stop();
  rmSync(after.dir, { recursive: true, force: true });
});
