import { CloudError } from '../../src/release/cloud.ts';
import type { Http } from '../../src/release/http.ts';
import { emptyAws, type MemoryAws } from './memory/memory-aws.ts';
import type { Call } from './memory/memory-cloud.ts';
import { callLive, deployTo, rollBack } from './memory/runner.ts';

const two = { code: { main: 'two' } };
const forLock = 'the lock could not be given back and will expire: out of order';

async function twoReleases(): Promise<MemoryAws> {
  const aws = emptyAws();
  await deployTo(aws);
  await deployTo(aws, two);
  return aws;
}

/** From that call on AWS writes no alias any more. */
const noAliasFrom = (first: number) => ({
  before: ({ operation, number }: Call) => {
    if (operation === 'updateAlias' && number >= first) outOfOrder(operation);
  },
});

function outOfOrder(operation: string): never {
  throw new CloudError('ServiceException', 'out of order', { operation, status: 500, uncertain: true });
}

test('a deploy that is done stays live though its lock cannot be given back, and says that it will expire', async () => {
  const aws = emptyAws();
  await deployTo(aws);
  const last = (await deployTo(structuredClone(aws), two)).calls.length;
  const { result } = await deployTo(aws, two, { interceptor: noAliasFrom(last) });
  expect([result.result, result.live, result.notes, await callLive(aws)]).toEqual(['live', 'r2', [forLock], 'r2']);
});

test('so does a rollback', async () => {
  const aws = await twoReleases();
  const last = (await rollBack(structuredClone(aws), two)).calls.length;
  const { result } = await rollBack(aws, two, undefined, { interceptor: noAliasFrom(last) });
  expect([result.result, result.live, result.notes, await callLive(aws)]).toEqual(['live', 'r1', [forLock], 'r1']);
});

test('a rollback that fails tells why, whether or not its lock can be given back', async () => {
  const aws = await twoReleases();
  const before = (call: Call): void => {
    if (call.operation === 'readStage') outOfOrder(call.operation);
    noAliasFrom(4).before(call);
  };
  await expect(rollBack(aws, two, undefined, { interceptor: { before } })).rejects.toMatchObject({
    operation: 'readStage',
  });
});

test('a rollback that fails gives its lock back once: a second time would be another write to it', async () => {
  const aws = await twoReleases();
  const calls: string[] = [];
  const before = ({ operation }: Call): void => {
    calls.push(operation);
    if (operation === 'updateStage') outOfOrder(operation);
  };
  await expect(rollBack(aws, two, undefined, { interceptor: { before } })).rejects.toMatchObject({ code: 'AWS_ERROR' });
  expect(calls.filter((operation) => operation === 'updateAlias')).toHaveLength(2);
});

test('a rollback does not wait for a live URL that hangs: it switches first', async () => {
  const aws = await twoReleases();
  let switched = (): void => undefined;
  const isSwitched = new Promise<void>((resolve) => (switched = resolve));
  const observe = ({ operation }: Call): void => {
    if (operation === 'updateStage') switched();
  };
  const through =
    (http: Http): Http =>
    async (request) => {
      await isSwitched;
      return http(request);
    };
  const { result } = await rollBack(aws, two, undefined, { interceptor: { observe }, through });
  expect([result.live, result.settle?.firstNewMs !== undefined]).toEqual(['r1', true]);
});
