import type { RolePolicies } from '../../src/model/snapshot.ts';
import { roleDrift } from '../../src/plan/find-role-drift.ts';
import type { PlainTemplate } from '../../src/plan/foundation-changes.ts';

// A role as CloudFormation made it, and as somebody left it.

const queue = 'arn:aws:sqs:eu-west-1:111111111111:production-orders-jobs';
const table = 'arn:aws:dynamodb:eu-west-1:111111111111:table/production-orders-Table-NAME';
const stream = `${table}/stream/2026-11-28T00:00:00.000`;
const live = 'arn:aws:lambda:eu-west-1:111111111111:function:production-users-find:live';

const tableArn = { 'Fn::GetAtt': ['Table', 'Arn'] };
const streamArn = { 'Fn::GetAtt': ['Table', 'StreamArn'] };
const statements: readonly object[] = [
  { Effect: 'Allow', Action: ['sqs:SendMessage', 'sqs:GetQueueUrl'], Resource: { 'Fn::GetAtt': ['Jobs', 'Arn'] } },
  {
    Effect: 'Allow',
    Action: 'dynamodb:GetItem',
    Resource: [tableArn, { 'Fn::Join': ['', [tableArn, '/index/*']] }],
    Condition: { Bool: { 'aws:SecureTransport': true } },
  },
  { Effect: 'Allow', Action: 'dynamodb:GetRecords', Resource: streamArn },
  {
    Effect: 'Allow',
    Action: 'lambda:InvokeFunction',
    Resource: {
      'Fn::Sub': 'arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:production-users-find:live',
    },
  },
  { Effect: 'Allow', Action: 'events:PutEvents', Resource: { 'Fn::GetAtt': ['Thing', 'BusArn'] } },
];

const template: PlainTemplate = {
  Resources: {
    Jobs: { Type: 'AWS::SQS::Queue' },
    Table: { Type: 'AWS::DynamoDB::Table' },
    Thing: { Type: 'Custom::Bus' },
    Role: {
      Type: 'AWS::IAM::Role',
      Properties: { Policies: [{ PolicyName: 'ship', PolicyDocument: { Statement: statements } }] },
    },
  },
  Outputs: { Changes: { Value: streamArn } },
};

const stack = {
  name: 'production-orders',
  region: 'eu-west-1',
  accountId: '111111111111',
  outputs: { Changes: stream },
  resources: [
    {
      logicalId: 'Jobs',
      physicalId: 'https://sqs.eu-west-1.amazonaws.com/111111111111/production-orders-jobs',
      type: 'AWS::SQS::Queue',
    },
    { logicalId: 'Table', physicalId: 'production-orders-Table-NAME', type: 'AWS::DynamoDB::Table' },
    { logicalId: 'Thing', physicalId: 'thing', type: 'Custom::Bus' },
  ],
};

const made = [
  { Effect: 'Allow', Action: ['sqs:SendMessage', 'sqs:GetQueueUrl'], Resource: queue },
  {
    Effect: 'Allow',
    Action: 'dynamodb:GetItem',
    Resource: [table, `${table}/index/*`],
    Condition: { Bool: { 'aws:SecureTransport': 'true' } },
  },
  { Effect: 'Allow', Action: 'dynamodb:GetRecords', Resource: stream },
  { Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: live },
  { Effect: 'Allow', Action: 'events:PutEvents', Resource: 'arn:aws:events:eu-west-1:111111111111:event-bus/own' },
];

/** As made, but one part of one statement. */
function edited(index: number, change: object, more: readonly object[] = []): RolePolicies {
  const all = [...made.map((one, at) => (at === index ? { ...one, ...change } : one)), ...more];
  return { inline: { ship: { Version: '2012-10-17', Statement: all } }, managed: [] };
}

const found = (role: RolePolicies): readonly string[] =>
  roleDrift(template, stack, { Role: role }).map(({ what }) => what.replace(/^role Role (has|was given)/, '$1'));

test('a role as CloudFormation made it has no drift, whatever the template called its resources', () => {
  expect(found(edited(-1, {}))).toEqual([]);
});

const other = 'arn:aws:sqs:eu-west-1:111111111111:other';

test.each<[string, number, object, readonly string[]]>([
  [
    'another queue',
    0,
    { Resource: other },
    [
      `has lost: Allow sqs:SendMessage, sqs:GetQueueUrl on ${queue}`,
      `was given by hand: Allow sqs:SendMessage, sqs:GetQueueUrl on ${other}`,
    ],
  ],
  ['fewer actions', 0, { Action: 'sqs:SendMessage' }, [`has lost: Allow sqs:GetQueueUrl on ${queue}`]],
  ['everything that a queue knows', 0, { Action: 'sqs:*' }, [`was given by hand: Allow sqs:* on ${queue}`]],
  ['all queues', 0, { Resource: '*' }, ['was given by hand: Allow sqs:SendMessage, sqs:GetQueueUrl on *']],
  [
    'no indexes',
    1,
    { Resource: table },
    [`has lost: Allow dynamodb:GetItem on ${table}/index/* if Bool aws:SecureTransport true`],
  ],
  [
    'no condition',
    1,
    { Condition: undefined },
    [
      `was given by hand: Allow dynamodb:GetItem on ${table}`,
      `was given by hand: Allow dynamodb:GetItem on ${table}/index/*`,
    ],
  ],
  [
    'another stream, which an output of the stack tells',
    2,
    { Resource: table },
    [`has lost: Allow dynamodb:GetRecords on ${stream}`, `was given by hand: Allow dynamodb:GetRecords on ${table}`],
  ],
  [
    'another alias',
    3,
    { Resource: live.replace('live', 'old') },
    [
      `has lost: Allow lambda:InvokeFunction on ${live}`,
      `was given by hand: Allow lambda:InvokeFunction on ${live.replace('live', 'old')}`,
    ],
  ],
  ['what nobody can tell of a custom resource', 4, { Resource: 'arn:aws:events:::event-bus/x' }, []],
  [
    'a denial',
    4,
    { Effect: 'Deny' },
    [
      'has lost: Allow events:PutEvents',
      'was given by hand: Deny events:PutEvents on arn:aws:events:eu-west-1:111111111111:event-bus/own',
    ],
  ],
])('a role narrowed or widened by hand is found: %s', (_what, index, change, expected) => {
  expect(found(edited(index, change))).toEqual(expected);
});

test('names in other letters, and what a wild card already gives, are no drift', () => {
  expect(found(edited(0, { Action: ['SQS:sendmessage', 'sqs:getqueueurl'] }))).toEqual([]);
  const index = { Effect: 'Allow', Action: 'dynamodb:GetItem', Resource: `${table}/index/by-customer` };
  const Condition = { Bool: { 'aws:SecureTransport': 'true' } };
  expect(found(edited(-1, {}, [{ ...index, Condition }]))).toEqual([]);
});

test('a pattern of many stars ends', () => {
  const Resource = `${'*a'.repeat(40)}b`;
  expect(found(edited(0, { Resource }))).toHaveLength(2);
});
