import { CreateStackCommand, DeleteStackCommand } from '@aws-sdk/client-cloudformation';
import { pythonCandidates } from '../../../src/local-aws/execution/environment/python-binary.ts';
import { startStacks, templateOf, type Stacks } from './stacks.ts';

let stacks: Stacks;
beforeAll(async () => {
  stacks = await startStacks();
});
afterAll(() => stacks.aws.stop());

const role = {
  Type: 'AWS::IAM::Role',
  Properties: {
    AssumeRolePolicyDocument: {
      Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
    },
  },
};

/** `Version` is an older member of custom resources, which serverless and osls still write. */
function withProvider(source: string, Runtime = 'nodejs22.x'): string {
  const provider = {
    Type: 'AWS::Lambda::Function',
    Properties: {
      Runtime,
      Handler: 'index.handler',
      Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
      Code: { ZipFile: source },
      Timeout: 25,
    },
  };
  // A second try would come a minute later, and nobody would hear of what went wrong in the first.
  const once = {
    Type: 'AWS::Lambda::EventInvokeConfig',
    Properties: { FunctionName: { Ref: 'Provider' }, Qualifier: '$LATEST', MaximumRetryAttempts: 0 },
  };
  const thing = {
    Type: 'Custom::Thing',
    DependsOn: 'Once',
    Version: '1.0',
    Properties: { ServiceToken: { 'Fn::GetAtt': ['Provider', 'Arn'] } },
  };
  const Outputs = { Said: { Value: { 'Fn::GetAtt': ['Thing', 'Said'] } } };
  return templateOf({ Role: role, Provider: provider, Once: once, Thing: thing }, { Outputs });
}

/** As CDK's providers and `cfn-response` answer: https, host name and path of the URL, no port. */
const answering = `
exports.handler = (event) => new Promise((resolve, reject) => {
  const { hostname, pathname, search } = new URL(event.ResponseURL);
  const body = JSON.stringify({ ...event, Status: 'SUCCESS', PhysicalResourceId: 'thing', Data: { Said: event.RequestType } });
  const headers = { 'content-type': '', 'content-length': Buffer.byteLength(body) };
  const asked = require('https').request({ hostname, path: pathname + search, method: 'PUT', headers }, (answer) => {
    answer.resume();
    resolve();
  });
  asked.on('error', reject);
  asked.end(body);
});`;

test('a function that answers by host name and path alone is heard', async () => {
  const StackName = 'heard';
  const TemplateBody = withProvider(answering);
  await stacks.client.send(new CreateStackCommand({ StackName, TemplateBody, Capabilities: ['CAPABILITY_IAM'] }));
  const made = await stacks.settled(StackName);
  expect([made.StackStatus, made.Outputs?.[0]?.OutputValue]).toEqual(['CREATE_COMPLETE', 'Create']);
  await stacks.client.send(new DeleteStackCommand({ StackName }));
});

const inPython = `
import cfnresponse
def handler(event, context):
    cfnresponse.send(event, context, cfnresponse.SUCCESS, {"Said": event["RequestType"]}, "thing")
`;
const describeWithPython = pythonCandidates('python3.13').length > 0 ? describe : describe.skip;

describeWithPython('in Python', () => {
  test('a function answers with the module that AWS puts beside inline code', async () => {
    const StackName = 'snake';
    const TemplateBody = withProvider(inPython, 'python3.13');
    await stacks.client.send(new CreateStackCommand({ StackName, TemplateBody, Capabilities: ['CAPABILITY_IAM'] }));
    const made = await stacks.settled(StackName);
    const events = await stacks.eventsOf(StackName);
    const failed = events.filter(({ ResourceStatus }) => ResourceStatus?.endsWith('FAILED'));
    expect([made.StackStatus, made.Outputs?.[0]?.OutputValue, failed]).toEqual(['CREATE_COMPLETE', 'Create', []]);
    await stacks.client.send(new DeleteStackCommand({ StackName }));
    // Python's first start on a busy machine takes its time.
  }, 90_000);
});

test('a function whose runtime is not here fails its resource at once, by name', async () => {
  const TemplateBody = withProvider('def handler(event:, context:) = nil', 'ruby3.4');
  await stacks.client.send(
    new CreateStackCommand({ StackName: 'ruby', TemplateBody, Capabilities: ['CAPABILITY_IAM'] }),
  );
  expect(await stacks.statusOf('ruby')).toBe('ROLLBACK_COMPLETE');
  const reasons = (await stacks.eventsOf('ruby')).map(({ ResourceStatusReason }) => ResourceStatusReason);
  expect(reasons).toContain('The local AWS does not implement lambda:Invoke of runtime ruby3.4.');
});

test('a function that fails for the last time fails its resource, with its error', async () => {
  const TemplateBody = withProvider("exports.handler = async () => { throw new Error('no luck'); };");
  await stacks.client.send(
    new CreateStackCommand({ StackName: 'failing', TemplateBody, Capabilities: ['CAPABILITY_IAM'] }),
  );
  expect(await stacks.statusOf('failing')).toBe('ROLLBACK_COMPLETE');
  const reasons = (await stacks.eventsOf('failing')).map(({ ResourceStatusReason = '' }) => ResourceStatusReason);
  expect(reasons).toContainEqual(expect.stringMatching(/did not receive a response.*The function failed: .*no luck/));
});
