import { connectionsDigest, connectionsOf } from '../../src/model/connections.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { planDestroy } from '../../src/plan/plan-destroy.ts';
import { renderFoundation } from '../../src/template/render-foundation.ts';
import { aService } from '../release/a-service.ts';

const uploads = {
  kind: 's3',
  name: 'uploads',
  bucket: 'pictures',
  events: ['s3:ObjectCreated:*'],
  prefix: '',
  suffix: '',
} as const;

test('destroy also takes what older releases had: their functions, mappings, and what their buckets tell', () => {
  const before = aService({ code: { main: 'one', mail: 'same' }, events: { mail: [uploads] } }).service;
  const { service } = aService({ code: { main: 'two' } });
  const digest = connectionsDigest(connectionsOf(before));
  const version = { version: '$LATEST', codeSha256: '', description: '', runtime: '', memoryMb: 1, timeoutSeconds: 1 };
  const latest = { ...version, environmentDigests: {}, codeBytes: 1, layerArns: [] };
  const snapshot: Snapshot = {
    accountId: '111122223333',
    region: 'eu-west-1',
    stack: { name: 'test-orders', accountId: '111122223333', status: 'UPDATE_COMPLETE', outputs: {} },
    functions: { main: { key: 'main', versions: [], latest, aliases: {} } },
    reservedConcurrency: {},
    provisioned: {},
    eventSources: [],
    permissions: [],
    subscriptions: [],
    notifications: [
      { ...uploads, id: 'ship/test-orders/uploads', functionArn: 'arn:aws:lambda:a:b:function:test-orders-mail:live' },
      { ...uploads, id: 'ship/test-orders-old/uploads', functionArn: 'arn:aws:lambda:a:b:function:other' },
    ],
    connections: { [digest]: connectionsOf(before) },
    foundation: JSON.stringify(renderFoundation(before, { needsBucket: false })),
  };
  const steps = planDestroy({ service, snapshot, buckets: [], layers: [] });
  expect(steps.map(({ kind, title }) => `${kind}: ${title}`)).toEqual([
    'remove-notification: Have bucket pictures no longer call mail',
    'delete-function: Delete function test-orders-mail with all its versions',
    'delete-function: Delete function test-orders-main with all its versions',
    'delete-stack: Delete stack test-orders',
  ]);
});
