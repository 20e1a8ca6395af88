import {
  AttachRolePolicyCommand,
  CreatePolicyCommand,
  CreatePolicyVersionCommand,
  CreateRoleCommand,
  DeletePolicyCommand,
  DeletePolicyVersionCommand,
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  DetachRolePolicyCommand,
  GetPolicyCommand,
  GetPolicyVersionCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  IAMClient,
  ListAttachedRolePoliciesCommand,
  ListRolePoliciesCommand,
  ListRolesCommand,
  ListRoleTagsCommand,
  PutRolePolicyCommand,
  SimulatePrincipalPolicyCommand,
  TagRoleCommand,
  UntagRoleCommand,
  UpdateAssumeRolePolicyCommand,
  UpdateRoleCommand,
} from '@aws-sdk/client-iam';
import { roleAllows } from '../../../src/local-aws/iam/role-allows.ts';
import { startLocalAws, type StartedLocalAws } from '../start-local-aws.ts';

const trust = (service: string): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' }],
  });
const allow = (Action: string | string[], Resource: string | string[], Effect = 'Allow'): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect, Action, Resource }] });
const BASIC = 'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole';

describe('IAM', () => {
  let aws: StartedLocalAws;
  let iam: IAMClient;
  let count = 0;
  beforeAll(async () => {
    aws = await startLocalAws();
    iam = new IAMClient(aws.clientConfig);
  });
  afterAll(() => aws.stop());

  async function aRole(service = 'lambda.amazonaws.com'): Promise<{ RoleName: string; arn: string }> {
    const RoleName = `role-${++count}`;
    const { Role } = await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: trust(service) }));
    return { RoleName, arn: Role?.Arn as string };
  }

  test('a role comes back as it was created, its trust policy percent-encoded', async () => {
    const AssumeRolePolicyDocument = trust('lambda.amazonaws.com');
    await iam.send(
      new CreateRoleCommand({
        RoleName: 'full',
        Path: '/team/',
        AssumeRolePolicyDocument,
        Description: "it's a role",
        MaxSessionDuration: 7200,
        Tags: [{ Key: 'a', Value: 'b' }],
      }),
    );
    const { Role } = await iam.send(new GetRoleCommand({ RoleName: 'full' }));
    expect(Role).toMatchObject({
      Arn: 'arn:aws:iam::123456789012:role/team/full',
      Path: '/team/',
      Description: "it's a role",
      MaxSessionDuration: 7200,
      Tags: [{ Key: 'a', Value: 'b' }],
    });
    expect(Role?.RoleId).toMatch(/^AROA[A-Z2-7]{17}$/);
    expect(Role?.CreateDate).toBeInstanceOf(Date);
    expect(decodeURIComponent(Role?.AssumeRolePolicyDocument as string)).toBe(AssumeRolePolicyDocument);
  });

  test('names are taken once, and what is not there is said', async () => {
    const { RoleName } = await aRole();
    await expect(
      iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: trust('x') })),
    ).rejects.toMatchObject({
      name: 'EntityAlreadyExistsException',
      message: `Role with name ${RoleName} already exists.`,
    });
    await expect(iam.send(new GetRoleCommand({ RoleName: 'none' }))).rejects.toMatchObject({
      name: 'NoSuchEntityException',
      message: 'The role with name none cannot be found.',
      $metadata: { httpStatusCode: 404 },
    });
  });

  test.each([
    ['no JSON', '{', 'This policy contains invalid Json'],
    ['a resource in it', allow('sts:AssumeRole', '*'), 'Has prohibited field Resource'],
    ['no statement', '{"Version":"2012-10-17"}', 'Syntax errors in policy.'],
  ])('a trust policy with %s is refused', async (_what, document, message) => {
    await expect(
      iam.send(new CreateRoleCommand({ RoleName: 'bad', AssumeRolePolicyDocument: document })),
    ).rejects.toMatchObject({ name: 'MalformedPolicyDocumentException', message });
  });

  test('a role with policies is not deleted before they are', async () => {
    const { RoleName } = await aRole();
    await iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn: BASIC }));
    await iam.send(
      new PutRolePolicyCommand({ RoleName, PolicyName: 'inline', PolicyDocument: allow('s3:GetObject', '*') }),
    );
    const attached = await iam.send(new ListAttachedRolePoliciesCommand({ RoleName }));
    expect(attached.AttachedPolicies).toEqual([{ PolicyName: 'AWSLambdaBasicExecutionRole', PolicyArn: BASIC }]);
    expect((await iam.send(new ListRolePoliciesCommand({ RoleName }))).PolicyNames).toEqual(['inline']);
    const inline = await iam.send(new GetRolePolicyCommand({ RoleName, PolicyName: 'inline' }));
    expect(decodeURIComponent(inline.PolicyDocument as string)).toBe(allow('s3:GetObject', '*'));
    await expect(iam.send(new DeleteRoleCommand({ RoleName }))).rejects.toThrow('must detach all policies first');
    await iam.send(new DetachRolePolicyCommand({ RoleName, PolicyArn: BASIC }));
    await expect(iam.send(new DeleteRoleCommand({ RoleName }))).rejects.toThrow('must delete policies first');
    await iam.send(new DeleteRolePolicyCommand({ RoleName, PolicyName: 'inline' }));
    await iam.send(new DeleteRoleCommand({ RoleName }));
    await expect(iam.send(new GetRoleCommand({ RoleName }))).rejects.toMatchObject({ name: 'NoSuchEntityException' });
  });

  test('tags, description and trust policy of a role can be changed', async () => {
    const { RoleName } = await aRole();
    await iam.send(
      new TagRoleCommand({
        RoleName,
        Tags: [
          { Key: 'a', Value: '1' },
          { Key: 'b', Value: '2' },
        ],
      }),
    );
    await iam.send(new UntagRoleCommand({ RoleName, TagKeys: ['a'] }));
    expect((await iam.send(new ListRoleTagsCommand({ RoleName }))).Tags).toEqual([{ Key: 'b', Value: '2' }]);
    await iam.send(new UpdateRoleCommand({ RoleName, Description: 'new' }));
    await iam.send(new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument: trust('scheduler.amazonaws.com') }));
    const { Role } = await iam.send(new GetRoleCommand({ RoleName }));
    expect(Role?.Description).toBe('new');
    expect(decodeURIComponent(Role?.AssumeRolePolicyDocument as string)).toContain('scheduler');
  });

  test('lists come in pages', async () => {
    await aRole();
    await aRole();
    const first = await iam.send(new ListRolesCommand({ MaxItems: 1 }));
    expect(first).toMatchObject({ IsTruncated: true, Roles: [expect.anything()] });
    const second = await iam.send(new ListRolesCommand({ MaxItems: 1, Marker: first.Marker }));
    expect(second.Roles?.[0]?.RoleName).not.toBe(first.Roles?.[0]?.RoleName);
  });

  test('a managed policy has versions, and a life of its own', async () => {
    const { RoleName } = await aRole();
    const created = await iam.send(
      new CreatePolicyCommand({ PolicyName: 'mine', PolicyDocument: allow('s3:GetObject', '*') }),
    );
    const PolicyArn = created.Policy?.Arn as string;
    await iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn }));
    await iam.send(
      new CreatePolicyVersionCommand({ PolicyArn, PolicyDocument: allow('s3:PutObject', '*'), SetAsDefault: true }),
    );
    const { Policy } = await iam.send(new GetPolicyCommand({ PolicyArn }));
    expect(Policy).toMatchObject({ DefaultVersionId: 'v2', AttachmentCount: 1 });
    const version = await iam.send(new GetPolicyVersionCommand({ PolicyArn, VersionId: 'v1' }));
    expect(decodeURIComponent(version.PolicyVersion?.Document as string)).toContain('s3:GetObject');
    await expect(iam.send(new DeletePolicyCommand({ PolicyArn }))).rejects.toMatchObject({
      name: 'DeleteConflictException',
    });
    await iam.send(new DetachRolePolicyCommand({ RoleName, PolicyArn }));
    await iam.send(new DeletePolicyVersionCommand({ PolicyArn, VersionId: 'v1' }));
    await iam.send(new DeletePolicyCommand({ PolicyArn }));
  });

  test('a role allows what its policies name, for the service that it trusts', async () => {
    const { RoleName, arn } = await aRole('apigateway.amazonaws.com');
    const target = 'arn:aws:lambda:us-east-1:123456789012:function:orders:7';
    const asks = (over: Partial<Parameters<typeof roleAllows>[1]> = {}): boolean =>
      roleAllows(aws.world, {
        roleArn: arn,
        service: 'apigateway.amazonaws.com',
        action: 'lambda:InvokeFunction',
        resourceArn: target,
        ...over,
      });
    expect(asks()).toBe(false);
    await iam.send(
      new PutRolePolicyCommand({
        RoleName,
        PolicyName: 'invoke',
        PolicyDocument: allow('lambda:Invoke*', ['arn:aws:lambda:*:*:function:orders:*']),
      }),
    );
    expect(asks()).toBe(true);
    expect(asks({ service: 'events.amazonaws.com' })).toBe(false);
    expect(asks({ resourceArn: 'arn:aws:lambda:us-east-1:123456789012:function:billing:1' })).toBe(false);
    expect(asks({ roleArn: `${arn}-else` })).toBe(false);
    await iam.send(
      new PutRolePolicyCommand({ RoleName, PolicyName: 'no', PolicyDocument: allow('*', target, 'Deny') }),
    );
    expect(asks()).toBe(false);
    const simulated = await iam.send(
      new SimulatePrincipalPolicyCommand({
        PolicySourceArn: arn,
        ActionNames: ['lambda:InvokeFunction'],
        ResourceArns: [target],
      }),
    );
    expect(simulated.EvaluationResults?.[0]?.EvalDecision).toBe('explicitDeny');
  });

  test('AWS-managed policies are known by name', async () => {
    const { RoleName, arn } = await aRole();
    await iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn: BASIC }));
    const request = {
      roleArn: arn,
      service: 'lambda.amazonaws.com',
      resourceArn: 'arn:aws:logs:us-east-1:1:log-group:x',
    };
    expect(roleAllows(aws.world, { ...request, action: 'logs:PutLogEvents' })).toBe(true);
    expect(roleAllows(aws.world, { ...request, action: 'sqs:ReceiveMessage' })).toBe(false);
  });
});
