import {
  AddPermissionCommand,
  CreateAliasCommand,
  GetPolicyCommand,
  PublishVersionCommand,
  RemovePermissionCommand,
  type AddPermissionCommandInput,
} from '@aws-sdk/client-lambda';
import { isInvokeAllowed } from '../../../src/local-aws/lambda/is-invoke-allowed.ts';
import { givenLambda, refusal, type GivenLambda } from './given-lambda.ts';

const API = 'arn:aws:execute-api:us-east-1:123456789012:abcdef1234';
const MISSING = '404 ResourceNotFoundException: ';
const STALE =
  '412 PreconditionFailedException: The Revision Id provided does not match the latest Revision Id. Call the GetPolicy API to retrieve the latest Revision Id';

interface Policy {
  readonly Statement: readonly { readonly Sid: string }[];
}

describe('a resource policy', () => {
  let given: GivenLambda;
  let name: string;
  beforeAll(async () => {
    given = await givenLambda();
  });
  beforeEach(async () => {
    name = await given.aFunction({ Publish: true });
    await given.lambda.send(new CreateAliasCommand({ FunctionName: name, Name: 'live', FunctionVersion: '1' }));
  });
  afterAll(() => given.stop());

  const add = async (more: Partial<AddPermissionCommandInput> = {}): Promise<unknown> => {
    const { Statement = '' } = await given.lambda.send(
      new AddPermissionCommand({
        FunctionName: name,
        StatementId: 's1',
        Action: 'lambda:InvokeFunction',
        Principal: 'apigateway.amazonaws.com',
        ...more,
      }),
    );
    return JSON.parse(Statement);
  };
  const remove = (StatementId: string, Qualifier?: string, RevisionId?: string): Promise<string> =>
    refusal(given.lambda.send(new RemovePermissionCommand({ FunctionName: name, StatementId, Qualifier, RevisionId })));
  const read = async (Qualifier?: string): Promise<{ policy: Policy; revisionId: string }> => {
    const answer = await given.lambda.send(new GetPolicyCommand({ FunctionName: name, Qualifier }));
    return { policy: JSON.parse(answer.Policy ?? '') as Policy, revisionId: answer.RevisionId ?? '' };
  };

  test('belongs to one qualifier alone', async () => {
    await add({ Qualifier: 'live' });
    expect((await read('live')).policy).toEqual({
      Version: '2012-10-17',
      Id: 'default',
      Statement: [
        {
          Sid: 's1',
          Effect: 'Allow',
          Principal: { Service: 'apigateway.amazonaws.com' },
          Action: 'lambda:InvokeFunction',
          Resource: given.arn(name, 'live'),
        },
      ],
    });
    const missing = `${MISSING}The resource you requested does not exist.`;
    expect([await refusal(read()), await refusal(read('1'))]).toEqual([missing, missing]);
  });

  test('is not copied to a new version', async () => {
    await add();
    const { Version } = await given.lambda.send(new PublishVersionCommand({ FunctionName: name }));
    expect(await refusal(read(Version))).toBe(`${MISSING}The resource you requested does not exist.`);
  });

  test.each([
    [{ SourceArn: `${API}/*` }, { Condition: { ArnLike: { 'AWS:SourceArn': `${API}/*` } } }],
    [
      { SourceAccount: '123456789012', SourceArn: API },
      {
        Condition: { StringEquals: { 'AWS:SourceAccount': '123456789012' }, ArnLike: { 'AWS:SourceArn': API } },
      },
    ],
    [{ Principal: '999999999999' }, { Principal: { AWS: 'arn:aws:iam::999999999999:root' } }],
    [{ Principal: '*' }, { Principal: '*' }],
    [
      { Principal: '*', Action: 'lambda:InvokeFunctionUrl', FunctionUrlAuthType: 'NONE' as const },
      { Condition: { StringEquals: { 'lambda:FunctionUrlAuthType': 'NONE' } } },
    ],
  ])('writes %j as %j', async (request, statement) => {
    expect(await add(request)).toMatchObject(statement);
  });

  test('has a revision of its own, which guards adding and removing', async () => {
    await add();
    const { revisionId } = await read();
    expect(await refusal(add({ StatementId: 's2', RevisionId: 'stale' }))).toBe(STALE);
    await add({ StatementId: 's2', RevisionId: revisionId });
    expect(await remove('s2', undefined, revisionId)).toBe(STALE);
    expect(await remove('s2', undefined, (await read()).revisionId)).toBe('accepted');
  });

  test('goes with its last statement', async () => {
    await add();
    expect(await remove('other')).toBe(`${MISSING}Statement other is not found in resource policy.`);
    expect(await remove('s1')).toBe('accepted');
    expect(await remove('s1')).toBe(`${MISSING}No policy is associated with the given resource.`);
  });

  test('is refused for a taken id, $LATEST, a strange principal and what is not there', async () => {
    await add();
    const said = await Promise.all([
      refusal(add()),
      refusal(add({ Qualifier: '$LATEST' })),
      refusal(add({ StatementId: 's2', Principal: 'somebody' })),
      refusal(add({ Qualifier: 'none' })),
      refusal(add({ Qualifier: '7' })),
      refusal(add({ Qualifier: 'no$alias' })),
      refusal(add({ FunctionName: 'none' })),
      refusal(add({ StatementId: 'not allowed' })),
    ]);
    expect(said).toEqual([
      '409 ResourceConflictException: The statement id (s1) provided already exists. Please provide a new statement id, or remove the existing statement.',
      '400 InvalidParameterValueException: We currently do not support adding policies for $LATEST.',
      '400 InvalidParameterValueException: The provided principal was invalid. Please check the principal and try again.',
      `${MISSING}Cannot find alias arn: ${given.arn(name, 'none')}`,
      `${MISSING}Function not found: ${given.arn(name, '7')}`,
      `${MISSING}Function not found: ${given.arn(name, 'no$alias')}`,
      `${MISSING}Function not found: ${given.arn('none')}`,
      "400 ValidationException: 1 validation error detected: Value 'not allowed' at 'statementId' failed to satisfy constraint: Member must satisfy regular expression pattern: ([a-zA-Z0-9-_]+)",
    ]);
  });

  test('ends at 20 KB', async () => {
    const SourceArn = `${API}/${'x'.repeat(900)}`;
    let said = 'accepted';
    let count = 0;
    while (said === 'accepted' && count < 30) said = await refusal(add({ StatementId: `s${count++}`, SourceArn }));
    expect(said).toMatch(
      /^400 PolicyLengthExceededException: The final policy size \(\d+\) is bigger than the limit \(20480\)\.$/,
    );
  });

  test.each([
    ['the same API', `${API}/*`, `${API}/$default/GET/orders`, true],
    ['another API', `${API}/*`, `${API.replace('abcdef', 'zzzzzz')}/$default/GET/orders`, false],
    ['a stage and route by wildcards', `${API}/*/*/orders`, `${API}/prod/GET/orders`, true],
    ['another route', `${API}/*/*/orders`, `${API}/prod/GET/users`, false],
    ['one character by ?', `${API}/v?/*`, `${API}/v1/GET/orders`, true],
  ])('lets the gateway invoke for %s: %s', async (_title, SourceArn, sourceArn, allowed) => {
    await add({ SourceArn, Qualifier: 'live' });
    const request = { functionName: name, principal: 'apigateway.amazonaws.com', sourceArn };
    const { world } = given.aws;
    expect(isInvokeAllowed(world, { ...request, qualifier: 'live' })).toBe(allowed);
    expect(isInvokeAllowed(world, { ...request, functionName: given.arn(name, 'live') })).toBe(allowed);
    expect(isInvokeAllowed(world, { ...request, qualifier: '1' })).toBe(false);
    expect(isInvokeAllowed(world, { ...request, qualifier: 'live', principal: 'sns.amazonaws.com' })).toBe(false);
  });

  test('lets nobody invoke whose condition the request does not meet', async () => {
    await add({ SourceAccount: '123456789012' });
    const request = { functionName: name, principal: 'apigateway.amazonaws.com' };
    expect(isInvokeAllowed(given.aws.world, request)).toBe(false);
    expect(isInvokeAllowed(given.aws.world, { ...request, sourceAccount: '123456789012' })).toBe(true);
  });
});
