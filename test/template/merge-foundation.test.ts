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
  const rules = Object.entries(Resources).filter(([id]) => id.startsWith('RulePlaced'));
  expect(rules).toHaveLength(1);
  expect(rules[0]?.[1]).toMatchObject({
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

const ends = (word: string): EventSource => ({
  kind: 'bus',
  name: 'placed',
  bus: 'default',
  pattern: { source: [word] },
});
const rulesOf = ({ Resources }: Template): readonly unknown[] =>
  Object.values(Resources).flatMap(({ Type, Properties }) =>
    Type === 'AWS::Events::Rule' ? [Properties?.['EventPattern']] : [],
  );
const withEvents = (...events: readonly EventSource[]): Template =>
  renderFoundation(aService({ functions: [aFunction('main', { events })] }), plain);

test('a rule whose pattern changes is made beside the one that the live release has', () => {
  const [shop, till] = [withEvents(ends('shop')), withEvents(ends('till'))];
  const merged = mergeFoundation(shop, till);
  expect(rulesOf(merged)).toEqual([{ source: ['till'] }, { source: ['shop'] }]);
  expect(Object.keys(merged.Outputs)).toEqual(expect.arrayContaining(Object.keys(shop.Outputs)));
});

const deny = (Action: string): Template => {
  const statement = { Effect: 'Deny', Action, Resource: '*' } as const;
  return renderFoundation(
    aService({ functions: [aFunction('main', { policies: [{ kind: 'statement', statement }] })] }),
    plain,
  );
};
const denied = ({ Resources }: Template): readonly (readonly [string, boolean])[] =>
  Object.entries(Resources)
    .filter(([id]) => id.startsWith('RoleMain'))
    .map(([id, role]) => [id.replace(/[0-9a-f]{8}$/, '#'), JSON.stringify(role).includes('Deny')]);

test('a new Deny is a role of its own, and the role of the live release stays as it is', () => {
  const before = renderFoundation(aService({ functions: [aFunction('main')] }), plain);
  const merged = mergeFoundation(before, deny('s3:GetObject'));
  expect(denied(merged)).toEqual([
    ['RoleMain#', true],
    ['RoleMain', false],
  ]);
  expect(merged.Resources['RoleMain']).toEqual(before.Resources['RoleMain']);
  const again = mergeFoundation(merged, deny('s3:PutObject'));
  expect(denied(again)).toEqual([
    ['RoleMain#', true],
    ['RoleMain#', true],
    ['RoleMain', false],
  ]);
});

test('a role that the service names itself keeps its name', () => {
  const statement = { Effect: 'Deny', Action: 's3:GetObject', Resource: '*' } as const;
  const functions = [aFunction('main', { policies: [{ kind: 'statement', statement }] })];
  const Own = { Type: 'AWS::IAM::Policy', Properties: { Roles: [{ Ref: 'RoleMain' }] } };
  expect(denied(renderFoundation(aService({ functions, resources: { Own } }), plain))).toEqual([['RoleMain', true]]);
});

test('a subscription that only got another name is not ended with the old one, and keeps the filter it has', () => {
  const topic = { kind: 'topic', arn: 'arn:aws:sns:eu-west-1:123456789012:world', filterScope: 'body' } as const;
  const merged = mergeFoundation(withEvents({ ...topic, name: 'one' }), withEvents({ ...topic, name: 'two' }));
  const kept = Object.entries(merged.Resources).filter(([, { Type }]) => Type === 'AWS::SNS::Subscription');
  expect(kept.map(([id, { DeletionPolicy }]) => [id.slice(0, 15), DeletionPolicy])).toEqual([
    ['SubscriptionTwo', undefined],
    ['SubscriptionOne', 'Retain'],
  ]);
});
