import {
  CloudFormationClient,
  CreateChangeSetCommand,
  DeleteChangeSetCommand,
  DeleteStackCommand,
  DescribeChangeSetCommand,
  DescribeStackEventsCommand,
  DescribeStacksCommand,
  ExecuteChangeSetCommand,
  GetTemplateCommand,
  ListStackResourcesCommand,
  type Change,
  type Stack,
  type StackEvent as SdkStackEvent,
} from '@aws-sdk/client-cloudformation';
import type { StackState } from '../model/snapshot.ts';
import {
  CloudError,
  type ChangeSetState,
  type ResourceChange,
  type StackCalls,
  type StackEvent,
} from '../release/cloud.ts';
import type { Connection } from './connection.ts';
import { supervise } from './supervise.ts';
import { toTagList } from './tag-list.ts';

export function makeStackCalls({ clientConfig, supervision }: Connection): StackCalls {
  const client = supervise(new CloudFormationClient(clientConfig), 'CloudFormation', supervision);
  return {
    describeStack: (name) =>
      unlessMissing(async () => {
        const { Stacks } = await client.send(new DescribeStacksCommand({ StackName: name }));
        return Stacks?.[0] && toStackState(Stacks[0]);
      }),
    stackResources: (name) => listResources(client, name),
    readTemplate: (name) =>
      unlessMissing(async () => {
        const request = { StackName: name, TemplateStage: 'Original' as const };
        return (await client.send(new GetTemplateCommand(request))).TemplateBody;
      }),
    createChangeSet: async ({ stackName, name, kind, template, tags }) => {
      const request = { StackName: stackName, ChangeSetName: name, ChangeSetType: kind, TemplateBody: template };
      await client.send(
        new CreateChangeSetCommand({ ...request, Tags: toTagList(tags), Capabilities: ['CAPABILITY_NAMED_IAM'] }),
      );
    },
    describeChangeSet: (stackName, name) => unlessMissing(() => describeChangeSet(client, stackName, name)),
    executeChangeSet: async (stackName, name, token) => {
      const request = { StackName: stackName, ChangeSetName: name, ClientRequestToken: token };
      await client.send(new ExecuteChangeSetCommand(request));
    },
    deleteChangeSet: async (stackName, name) => {
      await client.send(new DeleteChangeSetCommand({ StackName: stackName, ChangeSetName: name }));
    },
    deleteStack: async (name, token) => {
      await client.send(new DeleteStackCommand({ StackName: name, ClientRequestToken: token }));
    },
    stackEvents: (name, token) => listEvents(client, name, token),
  };
}

/** Newest first, a hundred at a time: a large stack's first failure is on a later page. */
async function listEvents(
  client: CloudFormationClient,
  StackName: string,
  token: string,
): Promise<readonly StackEvent[]> {
  const found: StackEvent[] = [];
  let NextToken: string | undefined;
  do {
    const page = await client.send(new DescribeStackEventsCommand({ StackName, NextToken }));
    found.push(...(page.StackEvents ?? []).map(toStackEvent));
    NextToken = found.at(-1)?.token === token ? page.NextToken : undefined;
  } while (NextToken);
  return found;
}

async function listResources(
  client: CloudFormationClient,
  name: string,
): Promise<Awaited<ReturnType<StackCalls['stackResources']>>> {
  const resources: { logicalId: string; physicalId: string; type: string }[] = [];
  let nextToken: string | undefined;
  do {
    const page = await client.send(new ListStackResourcesCommand({ StackName: name, NextToken: nextToken }));
    for (const { LogicalResourceId = '', PhysicalResourceId = '', ResourceType = '' } of page.StackResourceSummaries ??
      [])
      resources.push({ logicalId: LogicalResourceId, physicalId: PhysicalResourceId, type: ResourceType });
    nextToken = page.NextToken;
  } while (nextToken);
  return resources;
}

async function describeChangeSet(
  client: CloudFormationClient,
  stackName: string,
  name: string,
): Promise<ChangeSetState> {
  const changes: ResourceChange[] = [];
  let nextToken: string | undefined;
  for (;;) {
    const request = { StackName: stackName, ChangeSetName: name, NextToken: nextToken };
    const page = await client.send(new DescribeChangeSetCommand(request));
    changes.push(...(page.Changes ?? []).map(toResourceChange));
    nextToken = page.NextToken;
    if (nextToken) continue;
    const { Status = '', ExecutionStatus = '', StatusReason = '' } = page;
    return { status: Status, executionStatus: ExecutionStatus, reason: StatusReason, changes };
  }
}

/** CloudFormation says everything semantic with ValidationError; only the text tells that a stack is missing. */
async function unlessMissing<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    const isMissing =
      error instanceof CloudError &&
      (error.name.startsWith('ChangeSetNotFound') ||
        (error.name === 'ValidationError' && error.message.endsWith('does not exist')));
    if (isMissing) return undefined;
    throw error;
  }
}

function toStackState(stack: Stack): StackState {
  const outputs = (stack.Outputs ?? []).map(({ OutputKey = '', OutputValue = '' }) => [OutputKey, OutputValue]);
  return {
    name: stack.StackName ?? '',
    // arn:aws:cloudformation:region:account:stack/name/id
    accountId: stack.StackId?.split(':')[4] ?? '',
    status: stack.StackStatus ?? '',
    ...(stack.StackStatusReason && { statusReason: stack.StackStatusReason }),
    outputs: Object.fromEntries(outputs),
  };
}

const toResourceChange = ({ ResourceChange: change }: Change): ResourceChange => ({
  action: change?.Action ?? '',
  logicalId: change?.LogicalResourceId ?? '',
  type: change?.ResourceType ?? '',
  replacement: change?.Replacement,
});

const toStackEvent = (event: SdkStackEvent): StackEvent => ({
  at: event.Timestamp?.toISOString() ?? '',
  logicalId: event.LogicalResourceId ?? '',
  type: event.ResourceType ?? '',
  status: event.ResourceStatus ?? '',
  ...(event.ResourceStatusReason && { reason: event.ResourceStatusReason }),
  ...(event.ClientRequestToken && { token: event.ClientRequestToken }),
});
