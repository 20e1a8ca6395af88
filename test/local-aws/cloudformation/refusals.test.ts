import {
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStackEventsCommand,
  UpdateStackCommand,
  UpdateTerminationProtectionCommand,
  ValidateTemplateCommand,
} from '@aws-sdk/client-cloudformation';
import { queue, startStacks, templateOf, type Stacks } from './stacks.ts';

let stacks: Stacks;

beforeAll(async () => {
  stacks = await startStacks();
});
afterAll(() => stacks.aws.stop());

const create = (TemplateBody: string, more: object = {}) =>
  stacks.client.send(new CreateStackCommand({ StackName: 'refused', TemplateBody, ...more }));

const refusals: readonly (readonly [what: string, body: string, message: string])[] = [
  ['broken JSON', '{', 'Template format error: JSON not well-formed. (line 1, column 2)'],
  ['broken YAML', 'Resources: [', 'Template format error: YAML not well-formed. (line 1, column 13)'],
  ['no structure', 'hello', 'Template format error: unsupported structure.'],
  ['no resources', '{"Resources":{}}', 'Template format error: At least one Resources member must be defined.'],
  ['an unknown section', '{"Resource":{}}', 'Invalid template property or properties [Resource]'],
  [
    'a template of SAM, sections of its own and all',
    JSON.stringify({ Transform: 'AWS::Serverless-2016-10-31', Globals: {}, Resources: { Q: queue({}) } }),
    'The local AWS does not implement cloudformation:the transform AWS::Serverless-2016-10-31 (send the processed template).',
  ],
  [
    'an include in the middle',
    templateOf({ Q: queue({ Tags: { 'Fn::Transform': { Name: 'AWS::Include' } } }) }),
    'The local AWS does not implement cloudformation:Fn::Transform (send the processed template).',
  ],
  [
    'another version',
    'AWSTemplateFormatVersion: 2011-01-01\nResources: {Q: {Type: "AWS::SQS::Queue"}}',
    'Template format error: 2011-01-01 is not a supported value for AWSTemplateFormatVersion.',
  ],
  [
    'a type AWS does not know',
    templateOf({ Q: { Type: 'AWS::None::Such' } }),
    'Template format error: Unrecognized resource types: [AWS::None::Such]',
  ],
  [
    'a type only this local AWS lacks',
    templateOf({ Q: { Type: 'AWS::EC2::Instance' } }),
    'The local AWS does not implement cloudformation:the resource type AWS::EC2::Instance.',
  ],
  [
    'a reference to nothing',
    templateOf({ Q: queue({ QueueName: { Ref: 'None' } }) }),
    'Template format error: Unresolved resource dependencies [None] in the Resources block of the template',
  ],
  [
    'an output of nothing',
    templateOf({ Q: queue() }, { Outputs: { O: { Value: { Ref: 'None' } } } }),
    'Template format error: Unresolved resource dependencies [None] in the Outputs block of the template',
  ],
  [
    'an attribute of nothing',
    templateOf({ Q: queue({ QueueName: { 'Fn::GetAtt': ['None', 'Arn'] } }) }),
    'Template error: instance of Fn::GetAtt references undefined resource None',
  ],
  [
    'an attribute that the type lacks',
    templateOf({ A: queue(), B: queue({ QueueName: { 'Fn::GetAtt': ['A', 'Nope'] } }) }),
    'Template error: resource A does not support attribute type Nope in Fn::GetAtt',
  ],
  [
    'a circle',
    templateOf({ A: queue({}, { DependsOn: 'B' }), B: queue({}, { DependsOn: 'A' }) }),
    'Circular dependency between resources: [A, B]',
  ],
  [
    'a null',
    templateOf({ Q: queue({ QueueName: null }) }),
    "Template format error: [/Resources/Q/Properties/QueueName] 'null' values are not allowed in templates",
  ],
  [
    'a missing parameter',
    templateOf({ Q: queue() }, { Parameters: { Input: { Type: 'String' } } }),
    'Parameters: [Input] must have values',
  ],
  [
    'an unknown condition',
    templateOf({ Q: queue({}, { Condition: 'C' }) }),
    'Template format error: Unresolved condition dependency C in the Resources block of the template',
  ],
];

test.each(refusals)('a template with %s is refused', async (_what, body, message) => {
  await expect(create(body)).rejects.toMatchObject({ message });
});

const role = (properties: object) =>
  templateOf({ Role: { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: {}, ...properties } } });

test('IAM needs the capability, a named role the greater one', async () => {
  await expect(create(role({}))).rejects.toThrow('Requires capabilities : [CAPABILITY_IAM]');
  await expect(create(role({ RoleName: 'x' }), { Capabilities: ['CAPABILITY_IAM'] })).rejects.toThrow(
    'Requires capabilities : [CAPABILITY_NAMED_IAM]',
  );
});

const given = (ParameterKey: string, ParameterValue: string) => ({ Parameters: [{ ParameterKey, ParameterValue }] });

test('parameters that the template lacks, or that it does not allow, are refused', async () => {
  const body = templateOf(
    { Q: queue() },
    { Parameters: { Size: { Type: 'Number', Default: 1, AllowedValues: [1, 2], MaxValue: 2 } } },
  );
  await expect(create(body, given('Sise', '1'))).rejects.toThrow('Parameters: [Sise] do not exist in the template');
  await expect(create(body, given('Size', '3'))).rejects.toThrow("Parameter 'Size' must be one of AllowedValues");
});

test('an inline template has at most 51,200 bytes', async () => {
  const body = templateOf({ Q: queue() }, { Description: 'x'.repeat(52_000) });
  await expect(create(body)).rejects.toThrow('Member must have length less than or equal to 51200');
});

test('what does not exist is named in the words of each operation', async () => {
  const { client } = stacks;
  await expect(client.send(new DescribeStackEventsCommand({ StackName: 'none' }))).rejects.toThrow(
    'Stack [none] does not exist',
  );
  await expect(client.send(new UpdateStackCommand({ StackName: 'none', TemplateBody: '{}' }))).rejects.toThrow(
    'Stack [none] does not exist',
  );
  await client.send(new DeleteStackCommand({ StackName: 'none' }));
});

test('a protected stack cannot be deleted', async () => {
  const { client } = stacks;
  const StackName = 'protected';
  const EnableTerminationProtection = true;
  await client.send(
    new CreateStackCommand({ StackName, TemplateBody: templateOf({ Q: queue() }), EnableTerminationProtection }),
  );
  await stacks.settled(StackName);
  await expect(client.send(new DeleteStackCommand({ StackName }))).rejects.toThrow(
    'Stack [protected] cannot be deleted while TerminationProtection is enabled',
  );
  await client.send(new UpdateTerminationProtectionCommand({ StackName, EnableTerminationProtection: false }));
  await client.send(new DeleteStackCommand({ StackName }));
});

test('validating tells parameters and capabilities', async () => {
  const body = templateOf(
    { Role: { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: {} } } },
    { Parameters: { Color: { Type: 'String', Default: 'blue', Description: 'which' } } },
  );
  const validated = await stacks.client.send(new ValidateTemplateCommand({ TemplateBody: body }));
  expect(validated).toMatchObject({
    Parameters: [{ ParameterKey: 'Color', DefaultValue: 'blue', NoEcho: false, Description: 'which' }],
    Capabilities: ['CAPABILITY_IAM'],
    CapabilitiesReason: 'The following resource(s) require capabilities: [AWS::IAM::Role]',
  });
});

test('a role that CloudFormation cannot assume is refused', async () => {
  const RoleARN = 'arn:aws:iam::123456789012:role/nobody';
  const body = templateOf({ Q: queue() });
  await expect(create(body, { RoleARN })).rejects.toMatchObject({
    name: 'ValidationError',
    message: `Role ${RoleARN} is invalid or cannot be assumed`,
  });
});
