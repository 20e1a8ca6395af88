import { CreateStackCommand, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { queue, startStacks, templateOf, type Stacks } from './stacks.ts';

let stacks: Stacks;
beforeAll(async () => {
  stacks = await startStacks();
  const ssm = new SSMClient(stacks.aws.clientConfig);
  await ssm.send(new PutParameterCommand({ Name: '/seconds', Value: '17', Type: 'String' }));
});
afterAll(() => stacks.aws.stop());

const create = (StackName: string, TemplateBody: string, given: Record<string, string> = {}) =>
  stacks.client.send(
    new CreateStackCommand({
      StackName,
      TemplateBody,
      Parameters: Object.entries(given).map(([ParameterKey, ParameterValue]) => ({ ParameterKey, ParameterValue })),
    }),
  );

async function visibilityOf(stackName: string): Promise<string | undefined> {
  expect(await stacks.statusOf(stackName)).toBe('CREATE_COMPLETE');
  const { Q: QueueUrl } = await stacks.physicalIds(stackName);
  const sqs = new SQSClient(stacks.aws.clientConfig);
  const { Attributes } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['VisibilityTimeout'] }),
  );
  return Attributes?.VisibilityTimeout;
}

test('a parameter may be read from the Parameter Store, and is shown with what was found', async () => {
  const others = { Parameters: { Seconds: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/seconds' } } };
  await create('by-parameter', templateOf({ Q: queue({ VisibilityTimeout: { Ref: 'Seconds' } }) }, others));
  expect(await visibilityOf('by-parameter')).toBe('17');
  const { Stacks } = await stacks.client.send(new DescribeStacksCommand({ StackName: 'by-parameter' }));
  expect(Stacks?.[0]?.Parameters).toEqual([
    { ParameterKey: 'Seconds', ParameterValue: '/seconds', ResolvedValue: '17' },
  ]);
  await expect(create('lost', templateOf({ Q: queue() }, others), { Seconds: '/none' })).rejects.toThrow(
    'Unable to fetch parameters [/none] from parameter store for this account.',
  );
});

test('a dynamic reference is resolved where it stands', async () => {
  await create('dynamic', templateOf({ Q: queue({ VisibilityTimeout: '{{resolve:ssm:/seconds}}' }) }));
  expect(await visibilityOf('dynamic')).toBe('17');
  await create('missing', templateOf({ Q: queue({ VisibilityTimeout: '{{resolve:ssm:/none}}' }) }));
  expect(await stacks.statusOf('missing')).toBe('ROLLBACK_COMPLETE');
});

test('a rule of the template that is not met refuses the stack', async () => {
  const body = templateOf(
    { Q: queue() },
    {
      Parameters: { Version: { Type: 'String', Default: '21' } },
      Rules: {
        CheckVersion: {
          Assertions: [
            {
              Assert: { 'Fn::Not': [{ 'Fn::Contains': [['1', '2'], { Ref: 'Version' }] }] },
              AssertDescription: 'version 3 or later is needed',
            },
          ],
        },
      },
    },
  );
  await create('ruled', body);
  await expect(create('refused', body, { Version: '2' })).rejects.toThrow('version 3 or later is needed');
});

test('the value of a NoEcho parameter is never shown', async () => {
  const others = { Parameters: { Secret: { Type: 'String', NoEcho: true } } };
  await create('secretive', templateOf({ Q: queue() }, others), { Secret: 'hunter2' });
  const { Stacks } = await stacks.client.send(new DescribeStacksCommand({ StackName: 'secretive' }));
  expect(Stacks?.[0]?.Parameters).toEqual([{ ParameterKey: 'Secret', ParameterValue: '****' }]);
});
