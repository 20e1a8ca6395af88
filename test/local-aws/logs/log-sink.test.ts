import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  PutLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { LogBatch } from '../../../src/local-aws/logs/log-batch.ts';
import { openStreamFiles } from '../../../src/local-aws/logs/stream-files.ts';
import { startLocalAws } from '../start-local-aws.ts';

interface Kept {
  readonly timestamp: number;
  readonly ingestionTime: number;
  readonly message: string;
}

function batchOf(...events: readonly Kept[]): LogBatch {
  const batch = new LogBatch();
  for (const event of events) batch.add(event, event.ingestionTime);
  return batch;
}

test('a batch holds what it is given, however wide', () => {
  const batch = batchOf(
    ...['ä'.repeat(9000), '"\n\u{1f600}', ''].map((message, at) => ({ timestamp: 5 - at, ingestionTime: 9, message })),
  );
  const lines = batch.bytes.toString('utf8').split('\n');
  expect(lines.map((line) => line.slice(4))).toEqual([`"${'ä'.repeat(9000)}"`, '"\\"\\n\u{1f600}"', '""', '']);
  expect(batch.times).toEqual({ first: 3, last: 5, ingested: 9 });
});

test('a stream keeps its latest megabytes and forgets the oldest', () => {
  const dir = mkdtempSync(join(tmpdir(), 'streams-'));
  const files = openStreamFiles(dir);
  const megabyte = 'x'.repeat(1024 * 1024);
  for (let number = 0; number < 30; number++) {
    files.write('group\nstream', batchOf({ timestamp: number, ingestionTime: number, message: megabyte }));
  }
  const kept = files.read('group\nstream').map(({ timestamp }) => timestamp);
  expect(kept.at(-1)).toBe(29);
  expect(kept.length).toBeGreaterThan(8);
  expect(kept.length).toBeLessThan(20);
  rmSync(dir, { recursive: true, force: true });
});

test('a stream knows its times and gives what is new, also after a restart', () => {
  const dir = mkdtempSync(join(tmpdir(), 'streams-'));
  const key = 'group\nstream';
  const event = (timestamp: number): Kept => ({
    timestamp,
    ingestionTime: timestamp + 1,
    message: `at "${timestamp}"`,
  });
  const files = openStreamFiles(dir);
  files.write(key, batchOf(event(10), event(30)));
  files.write(key, batchOf(event(20)));
  for (const opened of [files, openStreamFiles(dir)]) {
    expect(opened.times(key)).toEqual({ first: 10, last: 30, ingested: 21 });
    expect(opened.read(key, 20)).toEqual([event(30), event(20)]);
    expect(opened.read(key, 31)).toEqual([]);
    expect(opened.times('group\nnone')).toBeUndefined();
  }
  rmSync(dir, { recursive: true, force: true });
});

test('a group keeps its latest 500 streams', async () => {
  const aws = await startLocalAws();
  for (let number = 0; number < 510; number++) {
    aws.world.logs.append('/many', `s${number}`, [{ timestamp: number, message: 'x' }]);
  }
  expect(aws.world.logs.read('/many', 's9')).toEqual([]);
  expect(aws.world.logs.read('/many', 's10')).toHaveLength(1);
  aws.world.logs.remove('/many');
  expect(aws.world.logs.read('/many', 's509')).toEqual([]);
  await aws.stop();
});

test('what PutLogEvents answered outlives a kill', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'put-events-'));
  const aws = await startLocalAws({ dir });
  const logs = new CloudWatchLogsClient(aws.clientConfig);
  await logs.send(new CreateLogGroupCommand({ logGroupName: 'g' }));
  await logs.send(new CreateLogStreamCommand({ logGroupName: 'g', logStreamName: 's' }));
  const logEvents = [{ timestamp: Date.now(), message: 'kept' }];
  await logs.send(new PutLogEventsCommand({ logGroupName: 'g', logStreamName: 's', logEvents }));
  // The files as they are now, whatever waits in memory.
  const files = openStreamFiles(join(dir, 'logs', '123456789012-us-east-1'));
  expect(files.read('g\ns').map(({ message }) => message)).toEqual(['kept']);
  await aws.stop();
  rmSync(dir, { recursive: true, force: true });
});
