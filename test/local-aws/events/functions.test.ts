import { CloudFormationClient, CreateStackCommand, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { startLocalAws, type StartedLocalAws } from '../start-local-aws.ts';

let aws: StartedLocalAws;
let topic: string;

const statement = { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' };
const permission = (principal: string) => ({
  Type: 'AWS::Lambda::Permission',
  Properties: { Action: 'lambda:InvokeFunction', FunctionName: { Ref: 'Live' }, Principal: principal },
});
const logsOnly = ['arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole'];
const template = {
  Resources: {
    Role: {
      Type: 'AWS::IAM::Role',
      Properties: {
        AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: statement },
        ManagedPolicyArns: logsOnly,
      },
    },
    Function: {
      Type: 'AWS::Lambda::Function',
      Properties: {
        FunctionName: 'hearing',
        Runtime: 'nodejs22.x',
        Handler: 'index.handler',
        Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
        Code: {
          ZipFile:
            'exports.handler = async (e, c) => console.log(`${c.functionVersion} heard ${e.detail?.word ?? e.Records[0].Sns.Message}`);',
        },
      },
    },
    Version: { Type: 'AWS::Lambda::Version', Properties: { FunctionName: { Ref: 'Function' } } },
    Live: {
      Type: 'AWS::Lambda::Alias',
      Properties: {
        Name: 'live',
        FunctionName: { Ref: 'Function' },
        FunctionVersion: { 'Fn::GetAtt': ['Version', 'Version'] },
      },
    },
    Rule: {
      Type: 'AWS::Events::Rule',
      Properties: { EventPattern: { source: ['shop'] }, Targets: [{ Id: 'live', Arn: { Ref: 'Live' } }] },
    },
    FromEvents: permission('events.amazonaws.com'),
    Topic: {
      Type: 'AWS::SNS::Topic',
      Properties: { Subscription: [{ Protocol: 'lambda', Endpoint: { Ref: 'Live' } }] },
    },
    FromTopic: permission('sns.amazonaws.com'),
    // Calls the function itself, which nobody permitted: only its alias.
    Unheard: {
      Type: 'AWS::Events::Rule',
      Properties: {
        EventPattern: { source: ['shop'] },
        Targets: [{ Id: 'bare', Arn: { 'Fn::GetAtt': ['Function', 'Arn'] } }],
      },
    },
  },
  Outputs: { Topic: { Value: { Ref: 'Topic' } } },
};

beforeAll(async () => {
  aws = await startLocalAws();
  const client = new CloudFormationClient(aws.clientConfig);
  const StackName = 'hearing';
  await client.send(
    new CreateStackCommand({ StackName, TemplateBody: JSON.stringify(template), Capabilities: ['CAPABILITY_IAM'] }),
  );
  for (;;) {
    const { Stacks } = await client.send(new DescribeStacksCommand({ StackName }));
    topic = Stacks?.[0]?.Outputs?.[0]?.OutputValue ?? '';
    if (Stacks?.[0]?.StackStatus === 'CREATE_COMPLETE') break;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
});
afterAll(() => aws.stop());

async function heard(text: string): Promise<string[]> {
  const logs = new CloudWatchLogsClient(aws.clientConfig);
  for (;;) {
    const { events } = await logs
      .send(new FilterLogEventsCommand({ logGroupName: '/aws/lambda/hearing', filterPattern: 'heard' }))
      .catch(() => ({ events: [] }));
    const messages = (events ?? []).map(({ message = '' }) => message.replace(/^.*INFO\s+/s, '').trim());
    if (messages.some((message) => message.includes(text))) return messages;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

test('a rule and a topic call the alias they are permitted to call, and nothing else', async () => {
  const events = new EventBridgeClient(aws.clientConfig);
  await events.send(
    new PutEventsCommand({ Entries: [{ Source: 'shop', DetailType: 'x', Detail: '{"word":"event"}' }] }),
  );
  await heard('event');
  await new SNSClient(aws.clientConfig).send(new PublishCommand({ TopicArn: topic, Message: 'topic' }));
  expect(await heard('topic')).toEqual(['1 heard event', '1 heard topic']);
});
