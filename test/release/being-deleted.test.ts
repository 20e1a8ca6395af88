import { emptyAws, type MemoryAws } from './memory/memory-aws.ts';
import type { Call, Interceptor } from './memory/memory-cloud.ts';
import { callLive, deployTo, fastClock, statusOf } from './memory/runner.ts';

// A destroy that was killed leaves CloudFormation deleting the stack: the next deploy meets what is on its way out.

async function beingDeleted(): Promise<MemoryAws> {
  const aws = emptyAws();
  await deployTo(aws);
  const stack = aws.stacks.get('test-orders');
  if (stack) stack.status = 'DELETE_IN_PROGRESS';
  // The functions go before the stack, and the lock with them.
  aws.functions.clear();
  return aws;
}

/** The deletion ends at the `at`-th question. */
function endingAt(aws: MemoryAws, at: number, end: () => void): Interceptor {
  let asked = 0;
  return {
    before: ({ operation }: Call) => {
      if (operation === 'describeStack' && ++asked === at) end();
    },
  };
}

test('a deploy waits until the stack is gone, and deploys anew', async () => {
  const aws = await beingDeleted();
  const interceptor = endingAt(aws, 4, () => {
    aws.stacks.clear();
    aws.apis.clear();
  });
  const { result, events } = await deployTo(aws, { code: { main: 'two' } }, { interceptor });
  expect([result.result, result.live, await callLive(aws)]).toEqual(['live', 'r1', 'r1']);
  expect(events).toContainEqual({
    kind: 'note',
    level: 'info',
    text: 'stack test-orders is being deleted: waiting until it is gone',
  });
});

test('a deletion that fails is told with the way out, and nothing was tried on what is left', async () => {
  const aws = await beingDeleted();
  const interceptor = endingAt(aws, 4, () => {
    const stack = aws.stacks.get('test-orders');
    if (stack) stack.status = 'DELETE_FAILED';
  });
  await expect(deployTo(aws, {}, { interceptor })).rejects.toMatchObject({
    code: 'STACK_STUCK',
    next: expect.arrayContaining(['ship destroy orders']),
  });
  expect(aws.functions.size).toBe(0);
});

test('one that takes for ever is given up, with the reason', async () => {
  const aws = await beingDeleted();
  const clock = fastClock();
  await expect(deployTo(aws, {}, { clock })).rejects.toMatchObject({
    code: 'FOUNDATION_FAILED',
    why: expect.stringContaining('still being deleted after 60 minutes'),
  });
  expect(clock.monotonic()).toBeGreaterThan(3_600_000);
});

test('while a destroy lives, a deploy is refused with who holds the lock', async () => {
  const aws = emptyAws();
  await deployTo(aws);
  const stack = aws.stacks.get('test-orders');
  if (stack) stack.status = 'DELETE_IN_PROGRESS';
  const aliases = aws.functions.get('test-orders-main')?.aliases;
  const seconds = Date.parse('2026-11-21T06:00:00Z') / 1000;
  const note = { o: 'ada@laptop', r: 'other', p: 'destroy', s: seconds, e: seconds + 120 };
  aliases?.set('ship-lock', {
    name: 'ship-lock',
    version: '$LATEST',
    revisionId: 'x',
    description: `ship-lock ${JSON.stringify(note)}`,
  });
  await expect(deployTo(aws)).rejects.toMatchObject({
    code: 'LOCK_HELD',
    message: expect.stringContaining('ada@laptop holds the lock (destroy)'),
  });
  expect((await statusOf(aws, {}, fastClock(Date.parse('2026-11-21T07:00:00Z')))).unfinished).toContain(
    'destroy by ada@laptop never ended; its lock has expired: ship destroy orders',
  );
});
