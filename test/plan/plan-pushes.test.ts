import { planPushes } from '../../src/plan/plan-pushes.ts';
import { statementIdOf } from '../../src/plan/resolve-connections.ts';

const place = { stack: 'production-orders', accountId: '123456789012', region: 'eu-west-1', outputs: {} };
const sourceArn = 'arn:aws:events:eu-west-1:123456789012:rule/production-orders-placed';
const source = { text: sourceArn };
const statementId = statementIdOf({ event: 'placed', source });
const world = {
  accountId: place.accountId,
  region: place.region,
  eventSources: [],
  permissions: [{ function: 'main', statementId, principal: 'events.amazonaws.com', sourceArn }],
  subscriptions: [],
  notifications: [],
};

test('an event that moves is let into its new function before the old one is shut out, one after the other', () => {
  const push = { function: 'other', event: 'placed', kind: 'bus', source } as const;
  const { connect, disconnect } = planPushes([push], world, place);
  expect(disconnect).toEqual([]);
  expect(connect).toMatchObject([
    { kind: 'allow-invoke', function: 'other', lane: 'other' },
    { kind: 'forbid-invoke', function: 'main', lane: 'other' },
  ]);
});

test('an event that is gone is shut out first', () => {
  const { connect, disconnect } = planPushes([], world, place);
  expect(connect).toEqual([]);
  expect(disconnect).toMatchObject([{ kind: 'forbid-invoke', function: 'main', lane: 'main' }]);
});
