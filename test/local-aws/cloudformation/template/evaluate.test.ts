import { evaluate, type Scope } from '../../../../src/local-aws/cloudformation/template/evaluate.ts';

const scope: Scope = {
  region: 'eu-west-1',
  ref: (name) => ({ Name: 'orders', List: ['a', 'b'], 'AWS::Region': 'eu-west-1' })[name],
  getAtt: (id, attribute) => `${id}/${attribute}`,
  condition: (name) => name === 'Yes',
  mapping: (map, top, second) => (map === 'Map' && top === 'eu-west-1' && second === 'size' ? 'm5' : undefined),
  importValue: (name) => `imported-${name}`,
};

const cases: readonly (readonly [what: string, expression: unknown, value: unknown])[] = [
  ['Ref', { Ref: 'Name' }, 'orders'],
  ['GetAtt as a list', { 'Fn::GetAtt': ['Q', 'Arn'] }, 'Q/Arn'],
  ['GetAtt as text', { 'Fn::GetAtt': 'Q.Outputs.Arn' }, 'Q/Outputs.Arn'],
  ['Join', { 'Fn::Join': ['-', ['x', { Ref: 'Name' }, 1]] }, 'x-orders-1'],
  ['Join of a list', { 'Fn::Join': [',', { Ref: 'List' }] }, 'a,b'],
  ['Split and Select', { 'Fn::Select': [1, { 'Fn::Split': ['.', 'a.b.c'] }] }, 'b'],
  ['Select by text', { 'Fn::Select': ['0', ['x', 'y']] }, 'x'],
  ['If', { 'Fn::If': ['Yes', 'then', 'else'] }, 'then'],
  ['If otherwise', { 'Fn::If': ['No', 'then', { Ref: 'Name' }] }, 'orders'],
  ['NoValue takes the property away', { a: { Ref: 'AWS::NoValue' }, b: 1 }, { b: 1 }],
  ['NoValue takes the item away', [{ 'Fn::If': ['No', 1, { Ref: 'AWS::NoValue' }] }, 2], [2]],
  ['Equals compares as text', { 'Fn::Equals': [1, '1'] }, true],
  ['Not, And, Or', { 'Fn::Not': [{ 'Fn::And': [{ Condition: 'Yes' }, { 'Fn::Or': [{ Condition: 'No' }] }] }] }, true],
  ['Sub', { 'Fn::Sub': '${Name}-${Q.Arn}-${AWS::Region}-${!Literal}' }, 'orders-Q/Arn-eu-west-1-${Literal}'],
  ['Sub with a map', { 'Fn::Sub': ['${X}${Name}', { X: { Ref: 'Name' } }] }, 'ordersorders'],
  ['FindInMap', { 'Fn::FindInMap': ['Map', { Ref: 'AWS::Region' }, 'size'] }, 'm5'],
  ['FindInMap with a default', { 'Fn::FindInMap': ['Map', 'x', 'y', { DefaultValue: 'd' }] }, 'd'],
  ['ImportValue', { 'Fn::ImportValue': { 'Fn::Sub': '${Name}-x' } }, 'imported-orders-x'],
  ['Base64', { 'Fn::Base64': 'hi' }, 'aGk='],
  ['GetAZs', { 'Fn::GetAZs': '' }, ['eu-west-1a', 'eu-west-1b', 'eu-west-1c']],
  ['Cidr', { 'Fn::Cidr': ['10.0.0.0/16', 2, 8] }, ['10.0.0.0/24', '10.0.1.0/24']],
  ['Length', { 'Fn::Length': { Ref: 'List' } }, 2],
  ['ToJsonString', { 'Fn::ToJsonString': { a: { Ref: 'Name' } } }, '{"a":"orders"}'],
  [
    "a policy's Condition is no function",
    { Condition: { StringEquals: { a: 'b' } } },
    { Condition: { StringEquals: { a: 'b' } } },
  ],
];

test.each(cases)('%s', (_what, expression, value) => {
  expect(evaluate(expression, scope)).toEqual(value);
});

test('a mapping that is not there is named', () => {
  expect(() => evaluate({ 'Fn::FindInMap': ['Map', 'x', 'y'] }, scope)).toThrow(
    'Template error: Unable to get mapping for Map::x::y',
  );
});
