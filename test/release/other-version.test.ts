import { versionArnsIn } from '../../src/model/arn.ts';
import { readDrift } from '../../src/release/drift.ts';
import { aService } from './a-service.ts';
import { emptyAws, type MemoryAws } from './memory/memory-aws.ts';
import type { Call } from './memory/memory-cloud.ts';
import { connectMemory } from './memory/memory-cloud.ts';
import { callLive, deployTo } from './memory/runner.ts';

// Version 12 begins as version 1 does.

const two = { code: { main: 'two' } };

/** As if the gateway had made something else of what it was given. */
function goToTwelve(aws: MemoryAws, which: (description: string) => boolean): void {
  for (const api of aws.apis.values())
    for (const [id, one] of api.deployments)
      if (which(one.description))
        api.deployments.set(id, { ...one, document: one.document.replaceAll(/(:function:[\w-]+:\d)\//g, '$12/') });
}

test('version 1 is not taken for one of 12', () => {
  const [one, twelve] = ['1', '12'].map((version) => `arn:aws:lambda:eu-west-1:111122223333:function:a-b:${version}`);
  const uri = `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${twelve}/invocations`;
  const alias = 'arn:aws:lambda:eu-west-1:111122223333:function:a-b:live';
  const named = versionArnsIn(JSON.stringify({ uri, alias }));
  expect([[...named], named.has(one ?? '')]).toEqual([[twelve], false]);
});

test('a preview that goes to another version, whose number only begins alike, does not go live', async () => {
  const aws = emptyAws();
  await deployTo(aws);
  const observe = ({ operation }: Call): void => {
    if (operation === 'createDeployment') goToTwelve(aws, (description) => description.startsWith('r2'));
  };
  await expect(deployTo(aws, two, { interceptor: { observe } })).rejects.toMatchObject({ code: 'PREVIEW_MISMATCH' });
  expect(await callLive(aws)).toBe('r1');
});

test('drift tells live routes that go to such a version', async () => {
  const aws = emptyAws();
  await deployTo(aws);
  goToTwelve(aws, () => true);
  const found = await readDrift(aService().service, connectMemory(aws).cloud);
  expect(found.map(({ code }) => code)).toEqual(['ROUTES_DIFFER']);
});
