import type { Policy, PolicyStatement } from '../../model/service.ts';
import type { Settings } from './merge-settings.ts';
import { resourceArn, type PolicyPlace, type Reference, type ResourceKind } from './resource-arn.ts';

type PolicyInput = NonNullable<Settings['policies']>[number];
type StatementInput = Extract<PolicyInput, { Action: unknown }>;

/** Short forms become statements; managed policies keep their ARN. */
export function makePolicies(policies: readonly PolicyInput[], place: PolicyPlace): readonly Policy[] {
  return policies.flatMap((policy): readonly Policy[] => {
    if (typeof policy === 'string') return [{ kind: 'managed', arn: policy }];
    const statements = 'Action' in policy ? [makeStatement(policy)] : expand(policy, place);
    return statements.map((statement) => ({ kind: 'statement', statement }));
  });
}

function makeStatement(policy: StatementInput): PolicyStatement {
  const { Effect = 'Allow', Action, Resource, Condition } = policy;
  return { Effect, Action, Resource, ...(Condition !== undefined && { Condition }) };
}

interface Shorthand {
  readonly kind: ResourceKind;
  /** What is allowed on the resource itself. */
  readonly actions: readonly string[];
  /** Allowed too on what lies below it. */
  readonly below?: string;
  /** Allowed only on what lies below it. */
  readonly actionsBelow?: readonly string[];
}

const readItems = ['BatchGetItem', 'ConditionCheckItem', 'DescribeTable', 'GetItem', 'Query', 'Scan'];
const writeItems = ['BatchWriteItem', 'DeleteItem', 'PutItem', 'UpdateItem'];

export const shorthands: Readonly<Record<string, Shorthand>> = {
  readTable: { kind: 'table', actions: prefixed('dynamodb', readItems), below: '/index/*' },
  writeTable: { kind: 'table', actions: prefixed('dynamodb', [...readItems, ...writeItems]), below: '/index/*' },
  readBucket: { kind: 'bucket', actions: ['s3:ListBucket'], actionsBelow: ['s3:GetObject'] },
  writeBucket: {
    kind: 'bucket',
    actions: ['s3:ListBucket'],
    actionsBelow: ['s3:AbortMultipartUpload', 's3:DeleteObject', 's3:GetObject', 's3:PutObject'],
  },
  sendToQueue: { kind: 'queue', actions: prefixed('sqs', ['GetQueueAttributes', 'GetQueueUrl', 'SendMessage']) },
  publishToTopic: { kind: 'topic', actions: ['sns:Publish'] },
  putEvents: { kind: 'bus', actions: ['events:PutEvents'] },
  readSecret: { kind: 'secret', actions: prefixed('secretsmanager', ['DescribeSecret', 'GetSecretValue']) },
  readParameter: {
    kind: 'parameter',
    actions: prefixed('ssm', ['GetParameter', 'GetParameters', 'GetParametersByPath']),
  },
  invokeFunction: { kind: 'function', actions: ['lambda:InvokeFunction'], below: ':*' },
};

function expand(
  policy: Readonly<Record<string, Reference | undefined>>,
  place: PolicyPlace,
): readonly PolicyStatement[] {
  return Object.entries(policy).flatMap(([name, reference]) => {
    const shorthand = shorthands[name];
    if (shorthand === undefined || reference === undefined) return [];
    return statementsFor(shorthand, resourceArn(shorthand.kind, reference, place));
  });
}

function statementsFor(shorthand: Shorthand, arn: unknown): readonly PolicyStatement[] {
  const { actions, below, actionsBelow } = shorthand;
  const Resource = below === undefined ? arn : [arn, joined(arn, below)];
  const itself: PolicyStatement = { Effect: 'Allow', Action: actions, Resource };
  if (actionsBelow === undefined) return [itself];
  return [itself, { Effect: 'Allow', Action: actionsBelow, Resource: joined(arn, '/*') }];
}

function joined(arn: unknown, suffix: string): unknown {
  return typeof arn === 'string' ? `${arn}${suffix}` : { 'Fn::Join': ['', [arn, suffix]] };
}

function prefixed(service: string, actions: readonly string[]): readonly string[] {
  return actions.toSorted().map((action) => `${service}:${action}`);
}
