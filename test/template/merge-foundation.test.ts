import { foundationLeftovers, mergeFoundation } from '../../src/template/merge-foundation.ts';
import { renderFoundation } from '../../src/template/render-foundation.ts';
import type { EventSource } from '../../src/model/service.ts';
import type { Template } from '../../src/template/template.ts';
import { aFullService, aFunction, aRoute, aService } from './services.ts';

const plain = { needsBucket: false };
const routes = [aRoute('GET /')];
const two = renderFoundation(aService({ functions: [aFunction('main'), aFunction('old')], routes }), plain);
const one = renderFoundation(aService({ functions: [aFunction('main')], routes }), plain);

test('what is deployed already is not changed by merging it in', () => {
  const wanted = renderFoundation(aFullService(), plain);
  expect(mergeFoundation(wanted, wanted)).toEqual(wanted);
});

test('a function that a release leaves out keeps its role, for the release that is still live', () => {
  const merged = mergeFoundation(two, one);
  expect(merged.Resources['RoleOld']).toEqual(two.Resources['RoleOld']);
  expect(foundationLeftovers(two, one)).toEqual(['LogOld', 'RoleOld']);
});

test('the gateway may go on calling what only the live release routes to', () => {
  const functions = [aFunction('main'), aFunction('old')];
  const before = renderFoundation(
    aService({ functions, routes: [...routes, aRoute('GET /x', { function: 'old' })] }),
    plain,
  );
  const merged = mergeFoundation(before, renderFoundation(aService({ functions, routes }), plain));
  expect(JSON.stringify(merged.Resources['GatewayRole'])).toContain('production-orders-old:*');
});

test('a permission that is taken away stays until pruning', () => {
  const statement = { Effect: 'Allow', Action: 'dynamodb:GetItem', Resource: 'arn:aws:dynamodb:x:1:table/T' } as const;
  const policies = [{ kind: 'statement', statement }] as const;
  const before = renderFoundation(aService({ functions: [aFunction('main', { policies })] }), plain);
  const merged = mergeFoundation(before, renderFoundation(aService(), plain));
  expect(JSON.stringify(merged.Resources['RoleMain'])).toContain('dynamodb:GetItem');
});

test('the merged foundation counts as the wanted one', () => {
  expect(mergeFoundation(two, one).Outputs['ShipFoundationDigest']).toEqual(one.Outputs['ShipFoundationDigest']);
});

test('an event that moves to another function goes on calling the one that the live release has', () => {
  const event: EventSource = { kind: 'bus', name: 'placed', bus: 'default', pattern: { source: ['shop'] } };
  const topic: EventSource = { kind: 'topic', name: 'news', filterScope: 'attributes' };
  const moves = (main: boolean): Template =>
    renderFoundation(
      aService({
        functions: [
          aFunction('main', { events: main ? [event, topic] : [] }),
          aFunction('other', { events: main ? [] : [event, topic] }),
        ],
      }),
      plain,
    );
  const { Resources } = mergeFoundation(moves(true), moves(false));
  expect(Resources['RulePlaced']).toMatchObject({
    Properties: { Targets: [{ Id: 'live-other' }, { Id: 'live-main' }] },
  });
  expect(Object.keys(Resources)).toEqual(expect.arrayContaining(['SubscriptionNewsMain', 'SubscriptionNewsOther']));
});

test('a policy that the user took out of a role of their own stays until pruning', () => {
  const role = (names: readonly string[]): Template =>
    renderFoundation(
      aService({
        resources: {
          Own: {
            Type: 'AWS::IAM::Role',
            Properties: { Policies: names.map((PolicyName) => ({ PolicyName, PolicyDocument: { Statement: [] } })) },
          },
        },
      }),
      plain,
    );
  expect(mergeFoundation(role(['a', 'b']), role(['b'])).Resources['Own']).toMatchObject({
    Properties: { Policies: [{ PolicyName: 'b' }, { PolicyName: 'a' }] },
  });
});
