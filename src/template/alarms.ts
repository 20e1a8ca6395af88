import { logicalIds } from '../model/logical-ids.ts';
import { stackName } from '../model/names.ts';
import { liveStage } from '../model/release.ts';
import type { AlarmKind, FunctionDefinition, QueueEvent, Service } from '../model/service.ts';
import { getAtt, ref } from './expressions.ts';
import { ownQueues } from './queues.ts';
import type { Resource } from './template.ts';

/** One alarm per function or queue and kind: its name says where to look. */
export function alarmResources(service: Service): Record<string, Resource> {
  const { alarms = {}, notify = [] } = service.watch ?? {};
  const all = [...functionAlarms(service), ...queueAlarms(service), ...gatewayAlarms(service)];
  return Object.fromEntries(
    all.flatMap((subject) => {
      const threshold = alarms[subject.kind];
      if (threshold === undefined) return [];
      return [[logicalIds.alarm(subject.kind, subject.of), alarm(service, subject, threshold, notify)] as const];
    }),
  );
}

interface Subject {
  readonly kind: AlarmKind;
  /** Key of the function or name of the queue. */
  readonly of: string;
  readonly dimensions: Readonly<Record<string, unknown>>;
}

interface Measure {
  readonly namespace: string;
  readonly metric: string;
  readonly statistic: 'Sum' | 'Maximum';
  readonly why: string;
}

const measures: Readonly<Record<AlarmKind, Measure>> = {
  errors: { namespace: 'AWS/Lambda', metric: 'Errors', statistic: 'Sum', why: 'invocations fail' },
  throttles: { namespace: 'AWS/Lambda', metric: 'Throttles', statistic: 'Sum', why: 'invocations are throttled' },
  loops: {
    namespace: 'AWS/Lambda',
    metric: 'RecursiveInvocationsDropped',
    statistic: 'Sum',
    why: 'invocations are stopped: the function calls itself in a loop',
  },
  gateway5xx: { namespace: 'AWS/ApiGateway', metric: '5xx', statistic: 'Sum', why: 'callers get 5xx answers' },
  queueAge: {
    namespace: 'AWS/SQS',
    metric: 'ApproximateAgeOfOldestMessage',
    statistic: 'Maximum',
    why: 'messages wait too long',
  },
  deadLetters: {
    namespace: 'AWS/SQS',
    metric: 'ApproximateNumberOfMessagesVisible',
    statistic: 'Maximum',
    why: 'messages were given up',
  },
};

function functionAlarms(service: Service): readonly Subject[] {
  return service.functions.flatMap((definition) =>
    kindsOf(definition).map((kind) => ({ kind, of: definition.key, dimensions: functionDimensions(definition) })),
  );
}

// Lambda finds loops through SQS, SNS and S3, so only functions with events can be in one.
// https://docs.aws.amazon.com/lambda/latest/dg/invocation-recursion.html
function kindsOf({ events }: FunctionDefinition): readonly AlarmKind[] {
  return events.length > 0 ? ['errors', 'throttles', 'loops'] : ['errors', 'throttles'];
}

// By function alone: dimensions that name the alias stay without data where routes call versions.
function functionDimensions({ lambdaName }: FunctionDefinition): Readonly<Record<string, unknown>> {
  return { FunctionName: lambdaName };
}

function queueAlarms(service: Service): readonly Subject[] {
  return ownQueues(service).flatMap(({ name }: QueueEvent): readonly Subject[] => [
    { kind: 'queueAge', of: name, dimensions: { QueueName: getAtt(logicalIds.queue(name), 'QueueName') } },
    { kind: 'deadLetters', of: name, dimensions: { QueueName: getAtt(logicalIds.deadLetterQueue(name), 'QueueName') } },
  ]);
}

// The live stage only: what fails on the preview is what the preview is for.
function gatewayAlarms(service: Service): readonly Subject[] {
  if (service.routes.length === 0) return [];
  return [{ kind: 'gateway5xx', of: '', dimensions: { ApiId: ref(logicalIds.api), Stage: liveStage } }];
}

function alarm(
  service: Service,
  { kind, of, dimensions }: Subject,
  threshold: number,
  notify: readonly unknown[],
): Resource {
  const { namespace, metric, statistic, why } = measures[kind];
  const name = [stackName(service), of, kind].filter((part) => part !== '').join('-');
  return {
    Type: 'AWS::CloudWatch::Alarm',
    Properties: {
      AlarmName: name,
      AlarmDescription: `${[stackName(service), of].filter((part) => part !== '').join(' ')}: ${why}`,
      Namespace: namespace,
      MetricName: metric,
      Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
      Statistic: statistic,
      Period: 300,
      EvaluationPeriods: 1,
      Threshold: threshold,
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      TreatMissingData: 'notBreaching',
      ...(notify.length > 0 && { AlarmActions: notify, OKActions: notify }),
    },
  };
}
