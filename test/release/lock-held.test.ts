import { Fire } from './fire/faults.ts';
import { emptyAws, type MemoryAws } from './memory/memory-aws.ts';
import { deployTo, destroyAll, rollBack } from './memory/runner.ts';

const two = { code: { main: 'two' } };

/** r2 is live; a deploy of a third release holds the lock. */
async function held(shape: object = {}, at = 12): Promise<MemoryAws> {
  const aws = emptyAws();
  await deployTo(aws, shape);
  await deployTo(aws, { ...shape, ...two });
  const interceptor = new Fire({ name: 'killed before', at }).forRun(new AbortController());
  await deployTo(aws, { ...shape, code: { main: 'three' } }, { interceptor }).catch(() => undefined);
  return aws;
}

const refused = { code: 'LOCK_HELD', exit: 3, live: 'r2, untouched' };

test('a rollback that another run keeps out names what is live', async () => {
  await expect(rollBack(await held(), two)).rejects.toMatchObject(refused);
  await expect(rollBack(await held(), two, 1)).rejects.toMatchObject(refused);
});

test('so does one of a worker', async () => {
  const worker = { routes: {}, queues: { main: 'letters' } };
  await expect(rollBack(await held(worker, 8), { ...worker, ...two })).rejects.toMatchObject(refused);
});

test('so does a removal', async () => {
  await expect(destroyAll(await held())).rejects.toMatchObject(refused);
});
