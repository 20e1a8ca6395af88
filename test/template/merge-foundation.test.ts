import { foundationLeftovers, mergeFoundation } from '../../src/template/merge-foundation.ts';
import { renderFoundation } from '../../src/template/render-foundation.ts';
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
