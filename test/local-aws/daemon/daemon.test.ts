import { CreateBucketCommand, HeadBucketCommand, ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  ensureLocalAws,
  localAwsRequests,
  localAwsStatus,
  resetLocalAws,
  setLocalAwsFaults,
  stopLocalAws,
} from '../../../src/local-aws/control.ts';
import { readDaemonFile, writeDaemonFile, type DaemonFile } from '../../../src/local-aws/daemon/daemon-file.ts';

const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
const clientOf = (endpoint: string): S3Client =>
  new S3Client({ endpoint, region: 'us-east-1', credentials, maxAttempts: 1, forcePathStyle: true });

describe('the daemon of the local AWS', () => {
  let home: string;
  let entryFile: string;
  let dir: string;
  let count = 0;
  beforeAll(() => {
    home = mkdtempSync(join(tmpdir(), 'daemon-'));
    writeFileSync(join(home, 'package.json'), '{"type":"module","version":"1.2.3"}');
    spawnSync(process.execPath, ['scripts/build.mjs', join(home, 'dist')]);
    entryFile = join(home, 'dist', 'local-aws.js');
  });
  afterAll(() => rmSync(home, { recursive: true, force: true }));
  beforeEach(() => {
    dir = join(home, `state-${++count}`);
  });
  afterEach(async () => {
    await stopLocalAws(dir);
  });

  const ensure = (): Promise<{ endpoint: string; started: boolean }> => ensureLocalAws({ dir, entryFile });

  async function killHard(): Promise<void> {
    const { pid } = readDaemonFile(dir) as DaemonFile;
    process.kill(pid, 'SIGKILL');
    while (await localAwsStatus(dir)) await new Promise((resolve) => setTimeout(resolve, 5));
  }

  test('is started once and found again', async () => {
    const first = await ensure();
    expect(first.started).toBe(true);
    expect(await ensure()).toEqual({ endpoint: first.endpoint, started: false });
    expect(await localAwsStatus(dir)).toMatchObject({ endpoint: first.endpoint, profile: 'fast' });
    expect(readFileSync(join(dir, 'daemon.json'), 'utf8')).toContain('"token"');
  });

  test('is one, though five commands start at once', async () => {
    const endpoints = await Promise.all(Array.from({ length: 5 }, ensure));
    expect(new Set(endpoints.map(({ endpoint }) => endpoint)).size).toBe(1);
  });

  test('keeps what it answered, over a stop and over kill -9', async () => {
    const { endpoint } = await ensure();
    await clientOf(endpoint).send(new CreateBucketCommand({ Bucket: 'before-kill' }));
    await killHard();
    const again = await ensure();
    // Queue URLs stand in functions' environments: they must lead to the same place as before.
    expect(again).toEqual({ endpoint, started: true });
    await clientOf(again.endpoint).send(new HeadBucketCommand({ Bucket: 'before-kill' }));
    await clientOf(again.endpoint).send(new CreateBucketCommand({ Bucket: 'before-stop' }));
    expect(await stopLocalAws(dir)).toBe(true);
    expect(existsSync(join(dir, 'daemon.json'))).toBe(false);
    const { endpoint: third } = await ensure();
    await clientOf(third).send(new HeadBucketCommand({ Bucket: 'before-stop' }));
  });

  test('keeps what it answered when it is killed at any moment while four clients write', async () => {
    const answered: string[] = [];
    const writeUntilKilled = async (endpoint: string, prefix: string): Promise<void> => {
      for (let n = 0; ; n++) {
        const Bucket = `${prefix}-${n}`;
        try {
          await clientOf(endpoint).send(new CreateBucketCommand({ Bucket }));
        } catch {
          return; // Cut off: whether it happened is open.
        }
        answered.push(Bucket);
      }
    };
    for (let round = 0; round < 4; round++) {
      const { endpoint } = await ensure();
      const writers = [0, 1, 2, 3].map((each) => writeUntilKilled(endpoint, `round-${round}-${each}`));
      await new Promise((resolve) => setTimeout(resolve, 50 + 100 * Math.random()));
      await killHard();
      await Promise.all(writers);
    }
    const { Buckets = [] } = await clientOf((await ensure()).endpoint).send(new ListBucketsCommand({}));
    const kept = new Set(Buckets.map(({ Name }) => Name));
    expect(answered.filter((name) => !kept.has(name))).toEqual([]);
    expect(answered.length).toBeGreaterThan(4);
  });

  test('a stale daemon.json whose process id lives on is not believed', async () => {
    mkdirSync(dir, { recursive: true });
    const stale = { pid: process.pid, port: 9, endpoint: 'http://127.0.0.1:9', token: 'x', startedAt: '', version: '' };
    writeDaemonFile(dir, stale);
    writeFileSync(join(dir, 'lock'), `${process.pid} 1`);
    expect(await localAwsStatus(dir)).toBeUndefined();
    const { endpoint, started } = await ensure();
    expect(started).toBe(true);
    expect(endpoint).not.toBe(stale.endpoint);
  });

  test('reset forgets everything and touches nothing else', async () => {
    const { endpoint } = await ensure();
    await clientOf(endpoint).send(new CreateBucketCommand({ Bucket: 'gone' }));
    writeFileSync(join(dir, 'notes.txt'), 'mine');
    await resetLocalAws(dir);
    expect(await localAwsStatus(dir)).toBeUndefined();
    expect(existsSync(join(dir, 'state.json'))).toBe(false);
    expect(existsSync(join(dir, 'notes.txt'))).toBe(true);
    const { endpoint: fresh } = await ensure();
    await expect(clientOf(fresh).send(new HeadBucketCommand({ Bucket: 'gone' }))).rejects.toMatchObject({
      name: 'NotFound',
    });
  });

  test('tells its requests, and kills itself where a fault says so, after the effect', async () => {
    const { endpoint } = await ensure();
    await setLocalAwsFaults(dir, [{ match: { operation: 'CreateBucket' }, when: 'after', do: { killProcess: true } }]);
    await expect(clientOf(endpoint).send(new CreateBucketCommand({ Bucket: 'half' }))).rejects.toThrow(
      /ECONNRESET|hang up/,
    );
    const again = await ensure();
    await clientOf(again.endpoint).send(new HeadBucketCommand({ Bucket: 'half' }));
    expect(await localAwsRequests(dir)).toMatchObject([{ service: 's3', operation: 'HeadBucket', status: 200 }]);
  });

  test('says why it does not start', async () => {
    mkdirSync(dir, { recursive: true });
    writeFileSync(join(dir, 'state.json'), '{"schema":99,"tables":{}}');
    await expect(ensure()).rejects.toThrow(/did not start[\s\S]*schema 99/);
  });

  test.each([
    [[], '--dir is missing'],
    [['--dir', 'x', '--profile', 'slow'], '--profile must be fast or aws, not slow'],
    [['--dir', 'x', '--port', 'a'], '--port must be a whole number, not a'],
  ])('refuses the arguments %j', (args, message) => {
    const { status, stderr } = spawnSync(process.execPath, [entryFile, ...args], { encoding: 'utf8', cwd: home });
    expect(stderr).toContain(message);
    expect(status).toBe(2);
  });

  test('ends on SIGTERM with its state folded', async () => {
    await ensure();
    const { pid } = readDaemonFile(dir) as DaemonFile;
    process.kill(pid, 'SIGTERM');
    while (existsSync(join(dir, 'lock'))) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(readFileSync(join(dir, 'journal.ndjson'), 'utf8')).toBe('');
  });
});
