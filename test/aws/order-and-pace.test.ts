import { EventEmitter, once } from 'node:events';
import { connectCloud } from '../../src/aws/connect-cloud.ts';
import { bucketsOf, makePace } from '../../src/aws/pace.ts';
import { makeTokenBucket } from '../../src/aws/token-bucket.ts';
import { makeTurns } from '../../src/aws/turns.ts';
import { fakeTiming, localEnvironment } from './environments.ts';
import { startScriptedEndpoint } from './scripted-endpoint.ts';

test('a burst goes at once, then one per interval', async () => {
  const timing = fakeTiming();
  const take = makeTokenBucket({ perSecond: 10, burst: 3 }, timing);
  for (let request = 0; request < 5; request += 1) await take();
  expect(timing.sleeps).toEqual([100, 100]);
});

test('below the rate nothing is delayed', async () => {
  const timing = fakeTiming();
  const take = makeTokenBucket({ perSecond: 10, burst: 1 }, timing);
  await take();
  await timing.sleep(100);
  await take();
  expect(timing.sleeps).toEqual([100]);
});

test('a second CreateDeployment waits its five seconds, other calls do not', async () => {
  const timing = fakeTiming();
  const pace = makePace(timing);
  await pace('ApiGatewayV2', 'CreateDeployment');
  await pace('ApiGatewayV2', 'UpdateStage');
  expect(timing.sleeps).toEqual([]);
  await pace('ApiGatewayV2', 'CreateDeployment');
  expect(timing.sleeps).toEqual([5000]);
});

test.each([
  ['Lambda', 'GetFunction', ['getFunction']],
  ['Lambda', 'PublishVersion', ['lambda']],
  ['Lambda', 'Invoke', []],
  ['ApiGatewayV2', 'UpdateStage', ['apiGateway']],
  ['CloudFormation', 'DescribeStacks', []],
])('%s %s is counted against %j', (service, operation, expected) => {
  expect(bucketsOf(service, operation)).toEqual(expected);
});

test('work of one key runs one after the other, also after a failure; keys run side by side', async () => {
  const inTurn = makeTurns();
  const seen: string[] = [];
  const gate = new EventEmitter();
  const first = inTurn('a', async () => {
    await once(gate, 'open');
    seen.push('a1');
    throw new Error('no');
  });
  const second = inTurn('a', async () => void seen.push('a2'));
  await inTurn('b', async () => void seen.push('b1'));
  gate.emit('open');
  await expect(first).rejects.toThrow('no');
  await second;
  expect(seen).toEqual(['b1', 'a1', 'a2']);
});

test('two writes to one API never overlap on the wire', async () => {
  const wire = await startScriptedEndpoint([{ body: {} }]);
  const spans: { start: number; end: number }[] = [];
  const cloud = connectCloud(localEnvironment, {
    endpoint: wire.endpoint,
    observe: ({ ms }) => spans.push({ start: performance.now() - ms, end: performance.now() }),
  });
  const stages = ['$default', 'ship-preview', 'other'];
  await Promise.all(stages.map((name) => cloud.updateStage('api1', { name, deploymentId: 'd1', description: '' })));
  await wire.stop();
  expect(spans).toHaveLength(3);
  for (const [index, span] of spans.slice(1).entries())
    expect(span.start).toBeGreaterThanOrEqual((spans[index]?.end ?? Infinity) - 1);
});
