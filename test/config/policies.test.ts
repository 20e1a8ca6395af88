import type { Policy } from '../../src/model/service.ts';
import { aConfig, serviceOf, type Written } from './check-written.ts';

function policiesOf(policy: unknown): readonly Policy[] {
  const events: readonly Written[] = [{ type: 'queue', name: 'mails' }];
  const main = { entry: 'a.ts', policies: [policy], events };
  const resources = { Table: { Type: 'AWS::DynamoDB::Table' }, Topic: { Type: 'AWS::SNS::Topic' } };
  return serviceOf(aConfig({ main, functions: { other: 'b.ts' }, resources })).functions[0]?.policies ?? [];
}

function allowed(policy: unknown): readonly unknown[] {
  return policiesOf(policy).map((one) =>
    one.kind === 'statement' ? [one.statement.Action, one.statement.Resource] : one.arn,
  );
}

const tableArn = { 'Fn::GetAtt': ['Table', 'Arn'] };
const here = '${AWS::Region}:${AWS::AccountId}';

test('reading a table covers its indexes and changes nothing', () => {
  const [[actions, resources] = []] = allowed({ readTable: 'Table' }) as [string[], unknown][];
  expect(resources).toEqual([tableArn, { 'Fn::Join': ['', [tableArn, '/index/*']] }]);
  expect(actions?.filter((action) => /Put|Update|Delete|Write/.test(action))).toEqual([]);
});

test.each<[unknown, unknown]>([
  [
    { readBucket: 'arn:aws:s3:::b' },
    [
      [['s3:ListBucket'], 'arn:aws:s3:::b'],
      [['s3:GetObject'], 'arn:aws:s3:::b/*'],
    ],
  ],
  [
    { sendToQueue: 'mails' },
    [[['sqs:GetQueueAttributes', 'sqs:GetQueueUrl', 'sqs:SendMessage'], { 'Fn::GetAtt': ['QueueMails', 'Arn'] }]],
  ],
  [{ publishToTopic: 'Topic' }, [[['sns:Publish'], { Ref: 'Topic' }]]],
  [
    { putEvents: 'default' },
    [[['events:PutEvents'], { 'Fn::Sub': `arn:\${AWS::Partition}:events:${here}:event-bus/default` }]],
  ],
  [
    { readSecret: 'db/main' },
    [
      [
        ['secretsmanager:DescribeSecret', 'secretsmanager:GetSecretValue'],
        { 'Fn::Sub': `arn:\${AWS::Partition}:secretsmanager:${here}:secret:db/main-??????` },
      ],
    ],
  ],
  [
    { readParameter: '/a/b' },
    [
      [
        ['ssm:GetParameter', 'ssm:GetParameters', 'ssm:GetParametersByPath'],
        { 'Fn::Sub': `arn:\${AWS::Partition}:ssm:${here}:parameter/a/b` },
      ],
    ],
  ],
  ['arn:aws:iam::aws:policy/X', ['arn:aws:iam::aws:policy/X']],
  [{ Action: 'a:B', Resource: '*' }, [['a:B', '*']]],
])('%j is what it says', (policy, expected) => {
  expect(allowed(policy)).toEqual(expected);
});

test('a sibling may be invoked in every version', () => {
  const arn = { 'Fn::Sub': `arn:\${AWS::Partition}:lambda:${here}:function:local-orders-other` };
  expect(allowed({ invokeFunction: 'other' })).toEqual([
    [['lambda:InvokeFunction'], [arn, { 'Fn::Join': ['', [arn, ':*']] }]],
  ]);
});

test('no short form allows everything', () => {
  const every = [
    'readTable',
    'writeTable',
    'readBucket',
    'writeBucket',
    'sendToQueue',
    'publishToTopic',
    'putEvents',
    'readSecret',
    'readParameter',
    'invokeFunction',
  ];
  const actions = every
    .flatMap((name) => policiesOf({ [name]: 'arn:aws:x:::y' }))
    .flatMap((one) => (one.kind === 'statement' ? one.statement.Action : []));
  expect(actions.filter((action) => action.includes('*'))).toEqual([]);
});
