import {
  CloudFormationClient,
  DescribeStackEventsCommand,
  DescribeStacksCommand,
  ListStackResourcesCommand,
  type Stack,
  type StackEvent,
} from '@aws-sdk/client-cloudformation';
import { startLocalAws, type StartedLocalAws } from '../start-local-aws.ts';

export interface Stacks {
  readonly aws: StartedLocalAws;
  readonly client: CloudFormationClient;
  /** The stack once it rests. */
  readonly settled: (name: string) => Promise<Stack>;
  readonly statusOf: (name: string) => Promise<string>;
  /** Newest first. */
  readonly eventsOf: (name: string) => Promise<StackEvent[]>;
  /** `LogicalId STATUS` of each event but the stack's own, oldest first. */
  readonly storyOf: (name: string) => Promise<string[]>;
  readonly physicalIds: (name: string) => Promise<Record<string, string>>;
}

export async function startStacks(aws?: StartedLocalAws): Promise<Stacks> {
  const started = aws ?? (await startLocalAws());
  const client = new CloudFormationClient(started.clientConfig);
  const settled = async (StackName: string): Promise<Stack> => {
    for (;;) {
      const { Stacks } = await client.send(new DescribeStacksCommand({ StackName }));
      const stack = Stacks?.[0] as Stack;
      if (!stack.StackStatus?.endsWith('_IN_PROGRESS')) return stack;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  };
  const eventsOf = async (StackName: string): Promise<StackEvent[]> =>
    (await client.send(new DescribeStackEventsCommand({ StackName }))).StackEvents ?? [];
  return {
    aws: started,
    client,
    settled,
    eventsOf,
    statusOf: async (name) => (await settled(name)).StackStatus as string,
    storyOf: async (name) => {
      const own = (await eventsOf(name)).filter((event) => event.ResourceType !== 'AWS::CloudFormation::Stack');
      return own.map((event) => `${event.LogicalResourceId} ${event.ResourceStatus}`).toReversed();
    },
    physicalIds: async (StackName) => {
      const { StackResourceSummaries } = await client.send(new ListStackResourcesCommand({ StackName }));
      return Object.fromEntries(
        (StackResourceSummaries ?? []).map((row) => [row.LogicalResourceId as string, row.PhysicalResourceId ?? '']),
      );
    },
  };
}

/** A template of queues and whatever else. */
export function templateOf(resources: Record<string, unknown>, others: Record<string, unknown> = {}): string {
  return JSON.stringify({ Resources: resources, ...others });
}

export function queue(properties: Record<string, unknown> = {}, others: Record<string, unknown> = {}): object {
  return { Type: 'AWS::SQS::Queue', Properties: properties, ...others };
}

/** Fails when it is made: its queue does not exist. */
export const impossible = {
  Type: 'AWS::SQS::QueuePolicy',
  Properties: { Queues: ['http://127.0.0.1/000000000000/none'], PolicyDocument: { Statement: [] } },
};
