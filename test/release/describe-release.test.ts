import type { ReleaseRecord } from '../../src/model/release.ts';
import { describeRelease, parseRelease } from '../../src/release/describe-release.ts';
import { emptyAws } from './memory/memory-aws.ts';
import { deployTo, statusOf } from './memory/runner.ts';

const record: ReleaseRecord = {
  number: 123,
  digest: '0f3c5a7e9b1d2468',
  routesDigest: '',
  connectionsDigest: '1a2b3c4d5e6f7081',
  actor: 'github-actions@runner-abcdef-project-12345678',
  madeAt: '2026-11-21T05:40:12.345Z',
  gitSha: '8d7c6b5a4f3e2d1c0b9a88776655443322110ffe',
  dirty: true,
  message: 'Merge pull request #1234 from acme/feature/send-reminders-by-mail-again, second try',
  functions: [],
};

const fits: readonly [what: string, record: ReleaseRecord, maxCharacters: number][] = [
  ['with a message, in an alias', record, 256],
  ['that keeps functions warm, in an alias', { ...record, warm: { main: 5 }, reserved: { main: 100, mail: 5 } }, 256],
  ['whole, in a deployment', record, 1024],
];

test.each(fits)('a release %s is found again with all that a rollback needs', (_what, written, maxCharacters) => {
  const description = describeRelease(written, maxCharacters);
  const { number, digest, connectionsDigest, madeAt, dirty, warm, reserved } = written;
  expect(description.length).toBeLessThanOrEqual(maxCharacters);
  expect(description).toMatch(/^r123/);
  expect(parseRelease(description)).toMatchObject({
    number,
    digest,
    connectionsDigest,
    madeAt,
    dirty,
    ...(warm && { warm }),
    ...(reserved && { reserved }),
  });
});

test('where there is room, nothing of it is lost', () => {
  expect(parseRelease(describeRelease(record))).toEqual(record);
});

test('where there is little, the message goes first, and what is left of the commit still names it', () => {
  const { message, gitSha = '' } = parseRelease(describeRelease({ ...record, warm: { main: 5 } }, 256)) ?? {};
  expect([message, gitSha.length >= 12, record.gitSha?.startsWith(gitSha)]).toEqual([undefined, true, true]);
});

test('a worker with a queue is deployed from a commit, with a message', async () => {
  const aws = emptyAws();
  const worker = { routes: {}, queues: { main: 'letters' } };
  const { gitSha = '', message = '' } = record;
  const { result } = await deployTo(aws, worker, { request: { gitSha, message } });
  expect([result.live, (await statusOf(aws, worker)).live?.name]).toEqual(['r1', 'r1']);
});
