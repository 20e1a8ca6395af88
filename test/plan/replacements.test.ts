import { foundationChanges, type PlainTemplate, statefulLeftovers } from '../../src/plan/foundation-changes.ts';

const template = (table: object, more: PlainTemplate['Resources'] = {}): PlainTemplate => ({
  Resources: { Table: { Type: 'AWS::DynamoDB::Table', Properties: { ...table } }, ...more },
});
const key = (name: string): object => ({ KeySchema: [{ AttributeName: name, KeyType: 'HASH' }] });

test.each<[string, PlainTemplate, PlainTemplate, readonly string[]]>([
  ['nothing', template(key('id')), template(key('id')), []],
  ['a setting', template(key('id')), template({ ...key('id'), BillingMode: 'PAY_PER_REQUEST' }), []],
  [
    'a key',
    template(key('id')),
    template({ ...key('sku'), TableName: 'orders' }),
    ['Table (AWS::DynamoDB::Table): TableName, KeySchema; wants --allow-replace'],
  ],
  [
    'a type',
    { Resources: { Table: { Type: 'AWS::SQS::Queue' } } },
    template(key('id')),
    ['Table (AWS::DynamoDB::Table): it was AWS::SQS::Queue'],
  ],
  [
    'the name of a role',
    { Resources: { Role: { Type: 'AWS::IAM::Role' } } },
    { Resources: { Role: { Type: 'AWS::IAM::Role', Properties: { RoleName: 'x' } } } },
    ['Role (AWS::IAM::Role): RoleName'],
  ],
])('a plan says what is replaced when %s changes', (_, before, after, replaced) => {
  expect(foundationChanges(before, after).replaced).toEqual(replaced);
});

test('what would be lost is what holds something and is no longer wanted', () => {
  const before = template({}, { Role: { Type: 'AWS::IAM::Role' }, Queue: { Type: 'AWS::SQS::Queue' } });
  expect(statefulLeftovers(before, { Resources: {} })).toEqual([
    'Table (AWS::DynamoDB::Table)',
    'Queue (AWS::SQS::Queue)',
  ]);
});

test('a statement whose condition alone changes is lost and gained', () => {
  const role = (Condition?: object): PlainTemplate => ({
    Resources: {
      Role: {
        Type: 'AWS::IAM::Role',
        Properties: {
          Policies: [
            { PolicyDocument: { Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: 'x', Condition }] } },
          ],
        },
      },
    },
  });
  const changes = foundationChanges(role(), role({ Bool: { 'aws:SecureTransport': 'true' } }));
  expect(changes.gained.map(({ resources }) => resources)).toEqual(['x where {"Bool":{"aws:SecureTransport":"true"}}']);
  expect(changes.lost.map(({ resources }) => resources)).toEqual(['x']);
});
