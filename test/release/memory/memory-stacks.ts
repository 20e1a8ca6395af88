import type { StackCalls } from '../../../src/release/cloud.ts';
import { type MemoryAws, nextId } from './memory-aws.ts';
import { refuse } from './memory-cloud.ts';

interface Template {
  readonly Resources: Record<string, { Type: string }>;
  readonly Outputs: Record<string, { Value: unknown }>;
}

export function memoryStacks(aws: MemoryAws): StackCalls {
  return {
    describeStack: async (name) => {
      const stack = aws.stacks.get(name);
      return stack && { name, accountId: aws.accountId, status: stack.status, outputs: stack.outputs };
    },
    stackResources: async (name) =>
      Object.entries(
        ((aws.stacks.get(name)?.template ?? '') &&
          (JSON.parse(aws.stacks.get(name)?.template ?? '{}') as Template).Resources) ||
          {},
      ).map(([logicalId, { Type }]) => ({ logicalId, physicalId: `${name}-${logicalId}`.toLowerCase(), type: Type })),
    readTemplate: async (name) => aws.stacks.get(name)?.template || undefined,
    createChangeSet: async ({ stackName, name, kind, template, tags }) => {
      const stack = aws.stacks.get(stackName);
      if (kind === 'UPDATE' && !stack)
        refuse('CreateChangeSet', 'ValidationError', `Stack [${stackName}] does not exist`);
      const made = stack ?? { status: 'REVIEW_IN_PROGRESS', outputs: {}, template: '', changeSets: new Map() };
      if (made.changeSets.has(name))
        refuse('CreateChangeSet', 'AlreadyExistsException', `ChangeSet ${name} already exists`);
      made.changeSets.set(name, { template, tags, executed: false });
      aws.stacks.set(stackName, made);
    },
    describeChangeSet: async (stackName, name) => {
      const stack = aws.stacks.get(stackName);
      const set = stack?.changeSets.get(name);
      if (!stack || !set) return undefined;
      if (set.template === stack.template)
        return {
          status: 'FAILED',
          executionStatus: 'UNAVAILABLE',
          reason:
            "The submitted information didn't contain changes. Submit different information to create a change set.",
          changes: [],
        };
      return { status: 'CREATE_COMPLETE', executionStatus: 'AVAILABLE', reason: '', changes: [] };
    },
    executeChangeSet: async (stackName, name) => {
      const stack = aws.stacks.get(stackName);
      const set = stack?.changeSets.get(name);
      if (!stack || !set)
        throw refuse('ExecuteChangeSet', 'ChangeSetNotFound', `ChangeSet [${name}] does not exist`, 404);
      if (set.executed)
        refuse(
          'ExecuteChangeSet',
          'InvalidChangeSetStatus',
          `ChangeSet [${name}] cannot be executed in its current status`,
        );
      set.executed = true;
      stack.status = stack.status === 'REVIEW_IN_PROGRESS' ? 'CREATE_COMPLETE' : 'UPDATE_COMPLETE';
      stack.template = set.template;
      stack.tags = set.tags;
      stack.outputs = outputsOf(aws, stackName, JSON.parse(set.template) as Template, stack.outputs);
    },
    deleteChangeSet: async (stackName, name) => void aws.stacks.get(stackName)?.changeSets.delete(name),
    deleteStack: async (name) => void aws.stacks.delete(name),
    stackEvents: async () => [],
  };
}

function outputsOf(
  aws: MemoryAws,
  stack: string,
  template: Template,
  before: Record<string, string>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(template.Outputs).map(([key, { Value }]) => {
      if (typeof Value === 'string') return [key, Value];
      const text = (Value as { 'Fn::Sub'?: unknown })['Fn::Sub'];
      if (typeof text === 'string') return [key, substitute(aws, text)];
      return [key, before[key] ?? valueOf(aws, stack, key)];
    }),
  );
}

function substitute({ accountId, region }: MemoryAws, text: string): string {
  const known: Record<string, string> = {
    'AWS::Partition': 'aws',
    'AWS::Region': region,
    'AWS::AccountId': accountId,
  };
  return text.replaceAll(/\$\{([^}]+)\}/g, (whole, name: string) => known[name] ?? whole);
}

function valueOf(aws: MemoryAws, stack: string, key: string): string {
  if (key === 'ApiId') {
    const id = nextId(aws, 'api');
    aws.apis.set(id, { draft: '', deployments: new Map(), stages: new Map() });
    return id;
  }
  if (key === 'ApiEndpoint') return `https://${stack}.example`;
  return `arn:aws:any:${aws.region}:${aws.accountId}:${stack}-${key}`;
}
