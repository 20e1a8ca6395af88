import {
  CreateChangeSetCommand,
  CreateStackCommand,
  DeleteStackCommand,
  DescribeChangeSetCommand,
  DescribeStacksCommand,
  UpdateStackCommand,
} from '@aws-sdk/client-cloudformation';
import { failureOf, openTarget, TEST_TIMEOUT_MS, until, type Target } from './target.ts';

const templateOf = (retentionDays: number, exportName?: string): string =>
  JSON.stringify({
    Resources: { Logs: { Type: 'AWS::Logs::LogGroup', Properties: { RetentionInDays: retentionDays } } },
    ...(exportName && { Outputs: { Name: { Value: { Ref: 'Logs' }, Export: { Name: exportName } } } }),
  });
const importing = (exportName: string): string =>
  JSON.stringify({
    Resources: {
      Logs: {
        Type: 'AWS::Logs::LogGroup',
        Properties: { LogGroupName: { 'Fn::Sub': ['${Name}-2', { Name: { 'Fn::ImportValue': exportName } }] } },
      },
    },
  });

describe('what ship relies on in CloudFormation', () => {
  let target: Target;
  beforeAll(async () => {
    target = await openTarget();
  }, TEST_TIMEOUT_MS);
  afterAll(() => target.close(), TEST_TIMEOUT_MS);

  function statusOf(StackName: string): Promise<string> {
    const read = async (): Promise<string> => {
      const { Stacks } = await target.cloudformation.send(new DescribeStacksCommand({ StackName }));
      return Stacks?.[0]?.StackStatus as string;
    };
    return until(read, (status) => !status.endsWith('_IN_PROGRESS'));
  }

  async function createStack(TemplateBody: string): Promise<string> {
    const StackName = target.unique('stack');
    target.later(async () => {
      await target.cloudformation.send(new DeleteStackCommand({ StackName }));
      await statusOf(StackName);
    });
    await target.cloudformation.send(new CreateStackCommand({ StackName, TemplateBody }));
    expect(await statusOf(StackName)).toBe('CREATE_COMPLETE');
    return StackName;
  }

  test(
    'an update without changes is an error, a change set without changes fails',
    async () => {
      const StackName = await createStack(templateOf(1));
      const same = { StackName, TemplateBody: templateOf(1) };
      await expect(target.cloudformation.send(new UpdateStackCommand(same))).rejects.toMatchObject({
        name: 'ValidationError',
        message: 'No updates are to be performed.',
      });
      const ChangeSetName = 'nothing';
      await target.cloudformation.send(new CreateChangeSetCommand({ ...same, ChangeSetName }));
      const described = await until(
        () => target.cloudformation.send(new DescribeChangeSetCommand({ StackName, ChangeSetName })),
        ({ Status }) => Status === 'FAILED' || Status === 'CREATE_COMPLETE',
      );
      expect(described.Status).toBe('FAILED');
      expect(described.StatusReason).toMatch(/didn't contain changes|No updates are to be performed/);
    },
    TEST_TIMEOUT_MS,
  );

  test(
    'an export that another stack imports can neither change nor go',
    async () => {
      const name = target.unique('export');
      const exporter = await createStack(templateOf(1, name));
      await createStack(importing(name));
      await target.cloudformation.send(new DeleteStackCommand({ StackName: exporter })).catch(() => undefined);
      expect(await statusOf(exporter)).not.toBe('DELETE_COMPLETE');
    },
    TEST_TIMEOUT_MS,
  );

  test(
    'a stack that is not there is a ValidationError',
    async () => {
      const StackName = target.unique('none');
      const missing = target.cloudformation.send(new DescribeStacksCommand({ StackName }));
      expect(await failureOf(missing)).toBe('ValidationError 400');
    },
    TEST_TIMEOUT_MS,
  );
});
