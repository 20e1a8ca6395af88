import { foundationDigest } from '../../src/template/foundation-digest.ts';
import { renderFoundation } from '../../src/template/render-foundation.ts';
import type { Template } from '../../src/template/template.ts';
import { golden } from './golden.ts';
import { aFullService, aFunction, aRoute, aService } from './services.ts';

const plain = { needsBucket: false };

interface Statement {
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
}

function statementsOf(template: Template, role: string): readonly Statement[] {
  const properties = template.Resources[role]?.Properties as {
    Policies: readonly { PolicyDocument: { Statement: readonly Statement[] } }[];
  };
  return properties.Policies.flatMap((policy) => policy.PolicyDocument.Statement);
}

test('the foundation of a service with everything reads like this', () => {
  const rendered = renderFoundation(aFullService(), { needsBucket: true });
  expect(rendered).toEqual(golden('foundation-full.json', rendered));
});

test('the foundation of the smallest service reads like this', () => {
  const rendered = renderFoundation(aService(), plain);
  expect(rendered).toEqual(golden('foundation-small.json', rendered));
});

test('the same service gives the same text', () => {
  expect(JSON.stringify(renderFoundation(aFullService(), plain))).toBe(
    JSON.stringify(renderFoundation(aFullService(), plain)),
  );
});

test('no template names a version, a deployment, a route or a stage', () => {
  const types = Object.values(renderFoundation(aFullService(), plain).Resources).map(({ Type }) => Type);
  expect(types.filter((type) => /Version|Deployment|Stage|Route|Integration|Lambda/.test(type))).toEqual([]);
});

test('a function may write its own logs and nothing else', () => {
  expect(statementsOf(renderFoundation(aService(), plain), 'RoleMain')).toEqual([
    {
      Effect: 'Allow',
      Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      Resource: { 'Fn::GetAtt': ['LogMain', 'Arn'] },
    },
  ]);
});

test('no role may do everything, and only what cannot be narrowed is allowed on everything', () => {
  const template = renderFoundation(aFullService(), plain);
  const roles = Object.keys(template.Resources).filter((id) => template.Resources[id]?.Type === 'AWS::IAM::Role');
  const statements = roles.flatMap((role) => statementsOf(template, role));
  const actions = statements.flatMap(({ Action }) => Action);
  expect(actions.filter((action) => action.includes('*'))).toEqual([]);
  const wide = statements.filter(({ Resource }) => Resource === '*').flatMap(({ Action }) => Action);
  expect(wide.filter((action) => !/^(ec2|xray):/.test(action))).toEqual([]);
});

test('the gateway may call every version of what it routes to, and only that', () => {
  const service = aService({ functions: [aFunction('main'), aFunction('worker')], routes: [aRoute('GET /')] });
  const [statement] = statementsOf(renderFoundation(service, plain), 'GatewayRole');
  expect(JSON.stringify(statement?.Resource)).toMatch(/function:production-orders-main:\*/);
  expect(JSON.stringify(statement?.Resource)).not.toMatch(/worker/);
});

test('a service without routes has no API', () => {
  const { Resources, Outputs } = renderFoundation(aService(), plain);
  expect(Object.keys(Resources)).toEqual(['LogMain', 'RoleMain']);
  expect(Object.keys(Outputs)).toEqual(['RoleMainArn', 'ShipFoundationDigest']);
});

test('code, memory and literal variables are none of the foundation; a time-out is only through its queue', () => {
  const changed = aService({
    functions: [
      aFunction('main', { memoryMb: 1024, timeoutSeconds: 20, environment: { AA: { kind: 'literal', value: 'b' } } }),
    ],
  });
  expect(foundationDigest(renderFoundation(changed, plain))).toBe(
    foundationDigest(renderFoundation(aService(), plain)),
  );
});

test('the digest in the outputs is that of the rest, so it can be compared without the template', () => {
  const template = renderFoundation(aFullService(), plain);
  expect(template.Outputs['ShipFoundationDigest']?.Value).toBe(foundationDigest(template));
  const other = renderFoundation({ ...aFullService(), resources: {} }, plain);
  expect(foundationDigest(other)).not.toBe(foundationDigest(template));
});

test('the digest does not depend on the order of keys', () => {
  const one = renderFoundation(aService({ resources: { A: { Type: 'T', Properties: { a: 1, b: 2 } } } }), plain);
  const other = renderFoundation(aService({ resources: { A: { Properties: { b: 2, a: 1 }, Type: 'T' } } }), plain);
  expect(foundationDigest(one)).toBe(foundationDigest(other));
});
