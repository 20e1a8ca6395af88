import { logicalIds } from '../model/logical-ids.ts';
import { stackName } from '../model/names.ts';
import { liveStage } from '../model/release.ts';
import type { Service } from '../model/service.ts';
import { ownQueues } from './queues.ts';
import type { Resource } from './template.ts';

/**
 * One dashboard per service. It names no release: the graph of versions shows every release by itself, for a release is
 * where one version's line ends and the next one's begins.
 */
export function dashboardResources(service: Service): Record<string, Resource> {
  if (service.watch?.dashboard !== true) return {};
  const body = JSON.stringify({ start: '-PT12H', periodOverride: 'auto', widgets: inRows(graphs(service)) });
  return {
    [logicalIds.dashboard]: {
      Type: 'AWS::CloudWatch::Dashboard',
      Properties: { DashboardName: stackName(service), DashboardBody: { 'Fn::Sub': body } },
    },
  };
}

interface Graph {
  readonly title: string;
  readonly metrics: readonly (readonly unknown[])[];
  readonly stat?: string;
  readonly stacked?: boolean;
}

function graphs(service: Service): readonly Graph[] {
  return [
    { title: 'Errors', metrics: perFunction(service, 'Errors'), stat: 'Sum' },
    { title: 'Concurrent executions', metrics: perFunction(service, 'ConcurrentExecutions'), stat: 'Maximum' },
    { title: 'Invocations', metrics: perFunction(service, 'Invocations'), stat: 'Sum', stacked: true },
    { title: 'Invocations by version: a new line is a release', metrics: perVersion(service), stacked: true },
    { title: 'Duration, half of all (p50)', metrics: perFunction(service, 'Duration'), stat: 'p50' },
    { title: 'Duration, slowest (p99)', metrics: perFunction(service, 'Duration'), stat: 'p99' },
    { title: 'Throttles', metrics: perFunction(service, 'Throttles'), stat: 'Sum' },
    ...queueGraphs(service),
    ...gatewayGraphs(service),
  ];
}

function perFunction(service: Service, metric: string): Graph['metrics'] {
  return service.functions.map(({ key, lambdaName }) => [
    'AWS/Lambda',
    metric,
    'FunctionName',
    lambdaName,
    { label: key },
  ]);
}

// Routes call versions by number, so `Resource` is `function:7`; a search finds those that do not exist yet, too.
function perVersion(service: Service): Graph['metrics'] {
  return service.functions.map(({ key, lambdaName }, index) => {
    const filter = `{AWS/Lambda,FunctionName,Resource} MetricName="Invocations" FunctionName="${lambdaName}"`;
    return [{ id: `v${index}`, expression: `SEARCH('${filter}', 'Sum', 300)`, label: `${key} ` }];
  });
}

function queueGraphs(service: Service): readonly Graph[] {
  const queues = ownQueues(service);
  if (queues.length === 0) return [];
  const ages = queues.map(({ name }) => sqs('ApproximateAgeOfOldestMessage', logicalIds.queue(name), name));
  const dead = queues.map(({ name }) =>
    sqs('ApproximateNumberOfMessagesVisible', logicalIds.deadLetterQueue(name), name),
  );
  return [
    { title: 'Seconds that the oldest message has waited', metrics: ages, stat: 'Maximum' },
    { title: 'Dead letters', metrics: dead, stat: 'Maximum' },
  ];
}

function sqs(metric: string, logicalId: string, label: string): readonly unknown[] {
  return ['AWS/SQS', metric, 'QueueName', `\${${logicalId}.QueueName}`, { label }];
}

function gatewayGraphs(service: Service): readonly Graph[] {
  if (service.routes.length === 0) return [];
  return [
    {
      title: 'Gateway: answers',
      metrics: ['Count', '4xx', '5xx'].map((metric) => ofLive(metric, { label: metric })),
      stat: 'Sum',
    },
    {
      title: 'Gateway: latency, ms',
      metrics: ['p50', 'p99'].flatMap((stat) => [
        ofLive('Latency', { label: `whole ${stat}`, stat }),
        ofLive('IntegrationLatency', { label: `function ${stat}`, stat }),
      ]),
    },
  ];
}

function ofLive(metric: string, options: object): readonly unknown[] {
  return ['AWS/ApiGateway', metric, 'ApiId', `\${${logicalIds.api}}`, 'Stage', liveStage, options];
}

const width = 12;
const height = 6;

function inRows(all: readonly Graph[]): readonly unknown[] {
  return all.map(({ title, metrics, stat, stacked = false }, index) => ({
    type: 'metric',
    x: (index % 2) * width,
    y: Math.floor(index / 2) * height,
    width,
    height,
    properties: {
      title,
      region: '${AWS::Region}',
      view: 'timeSeries',
      stacked,
      period: 300,
      ...(stat !== undefined && { stat }),
      metrics,
      yAxis: { left: { min: 0 } },
    },
  }));
}
