import type { Call } from './memory/memory-cloud.ts';
import { emptyAws } from './memory/memory-aws.ts';
import { deployTo, fastClock } from './memory/runner.ts';

test('a failed stack that CloudFormation cannot delete is told at once, with the way out', async () => {
  const aws = emptyAws();
  aws.stacks.set('test-orders', { status: 'ROLLBACK_COMPLETE', outputs: {}, template: '{}', changeSets: new Map() });
  const before = ({ operation }: Call): void => {
    const stack = aws.stacks.get('test-orders');
    if (operation !== 'deleteStack' || !stack) return;
    // Whatever is asked to be deleted stays.
    const kept = { ...stack, status: 'DELETE_FAILED' };
    aws.stacks.delete = (): boolean => {
      aws.stacks.set('test-orders', kept);
      return true;
    };
  };
  const clock = fastClock();
  await expect(deployTo(aws, {}, { interceptor: { before }, clock })).rejects.toMatchObject({
    code: 'STACK_STUCK',
    next: expect.arrayContaining(['ship destroy orders']),
  });
  expect(clock.monotonic()).toBeLessThan(60_000);
});
