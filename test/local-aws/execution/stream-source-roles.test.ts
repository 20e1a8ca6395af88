import { noFaults } from '../../../src/local-aws/faults/fault-rule.ts';
import { givenExecution } from './given-execution.ts';

type Call = (service: string, operation: string, params: Record<string, unknown>) => Promise<Record<string, unknown>>;

test('the role must be allowed to read the stream', async () => {
  const strict = await givenExecution(undefined, {
    acceptAnyRole: false,
    faults: { ...noFaults, durations: { 'iam.propagation': 0 } },
  });
  const strictCall = strict.world.call as Call;
  const Trust = { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' };
  const AssumeRolePolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [Trust] });
  await strictCall('iam', 'CreateRole', { RoleName: 'any', AssumeRolePolicyDocument });
  const name = await strict.aFunction('exports.handler = async () => {}');
  await strictCall('kinesis', 'CreateStream', { StreamName: 's', ShardCount: 1 });
  const EventSourceArn = `arn:aws:kinesis:us-east-1:${strict.world.config.accountId}:stream/s`;
  const create = (): Promise<unknown> =>
    strictCall('lambda', 'CreateEventSourceMapping', {
      FunctionName: name,
      EventSourceArn,
      StartingPosition: 'LATEST',
    });
  await expect(create()).rejects.toThrow(
    `Cannot access stream ${EventSourceArn}. Please ensure the role can perform the GetRecords, GetShardIterator, DescribeStream, and ListStreams Actions on your stream in IAM.`,
  );
  const Action = ['kinesis:GetRecords', 'kinesis:GetShardIterator', 'kinesis:DescribeStream', 'kinesis:ListStreams'];
  const Statement = [{ Effect: 'Allow', Action, Resource: '*' }];
  const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement });
  await strictCall('iam', 'PutRolePolicy', { RoleName: 'any', PolicyName: 'read', PolicyDocument });
  await expect(create()).resolves.toMatchObject({ State: 'Creating' });
  await strict.stop();
});
