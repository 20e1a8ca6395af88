import type { Shape } from './a-service.ts';
import { emptyAws, type MemoryAws } from './memory/memory-aws.ts';
import { callLive, deployTo, pruneOf } from './memory/runner.ts';

const tagged = (tags: Readonly<Record<string, string>>, main = 'one'): Shape => ({
  code: { main, mail: 'letters' },
  change: { tags },
});
const own = { 'ship:service': 'orders', 'ship:environment': 'test' };

function tagsIn(aws: MemoryAws): Readonly<Record<string, unknown>> {
  const functions = [...aws.functions].map(([name, { tags }]) => [name.replace('test-orders-', ''), tags] as const);
  return { ...Object.fromEntries(functions), stack: aws.stacks.get('test-orders')?.tags };
}

const everywhere = (tags: object): object => ({ main: tags, mail: tags, stack: tags });

test('changed tags reach the stack and its functions, without a new release', async () => {
  const aws = emptyAws();
  await deployTo(aws, tagged({ team: 'till', owner: 'ada' }));
  expect(tagsIn(aws)).toEqual(everywhere({ team: 'till', owner: 'ada', ...own }));
  const wanted = tagged({ team: 'shop', cost: '7' });
  const ran = await deployTo(aws, wanted);
  expect(tagsIn(aws)).toEqual(everywhere({ team: 'shop', cost: '7', ...own }));
  expect([ran.result.live, await callLive(aws)]).toEqual(['r1', 'r1']);
  const planned = ran.events.flatMap((event) => (event.kind === 'planned' ? (event.plan.changes.tags ?? []) : []));
  expect(planned).toEqual(['~ team=shop, was till', '+ cost=7', '- owner']);
  expect((await deployTo(aws, wanted)).result.result).toBe('unchanged');
});

test('tags that others gave a function stay', async () => {
  const aws = emptyAws();
  await deployTo(aws, tagged({ team: 'till' }));
  Object.assign(aws.functions.get('test-orders-mail')?.tags ?? {}, { audited: 'yes' });
  await deployTo(aws, tagged({}));
  expect(tagsIn(aws)).toMatchObject({ main: own, mail: { audited: 'yes', ...own }, stack: own });
});

test.each(['tagFunction', 'untagFunction', 'executeChangeSet'])(
  'a run that dies at %s leaves tags that the next one gives',
  async (deadly) => {
    const aws = emptyAws();
    await deployTo(aws, tagged({ team: 'till', owner: 'ada' }));
    const dying = {
      before: ({ operation }: { operation: string }): void => {
        if (operation === deadly) throw new Error('gone');
      },
    };
    await expect(deployTo(aws, tagged({ team: 'shop' }), { interceptor: dying })).rejects.toThrow('ship failed while');
    await deployTo(aws, tagged({ team: 'shop' }));
    expect(tagsIn(aws)).toEqual(everywhere({ team: 'shop', ...own }));
  },
);

test('a prune leaves the tags to the next deploy, although the config has moved on', async () => {
  const aws = emptyAws();
  for (const code of ['one', 'two']) await deployTo(aws, tagged({ team: 'till' }, code));
  await deployTo(aws, { ...tagged({ team: 'till' }, 'three'), queues: { mail: 'letters' } });
  const moved = tagged({ team: 'shop' }, 'three');
  await pruneOf(aws, moved, 0, { request: { options: { allowReplace: true, settleTimeoutMs: 2000 } } });
  expect(tagsIn(aws)).toEqual(everywhere({ team: 'till', ...own }));
  await deployTo(aws, moved);
  expect(tagsIn(aws)).toEqual(everywhere({ team: 'shop', ...own }));
});
