import type { LogEvent, World } from '../../kernel/world.ts';

interface Directive {
  readonly Namespace?: string;
  readonly Dimensions?: readonly (readonly string[])[];
  readonly Metrics?: readonly { readonly Name?: string; readonly Unit?: string }[];
}

type Embedded = Readonly<Record<string, unknown>>;

/** Undefined when the event does not have one of them. */
function dimensionsOf(event: Embedded, names: readonly string[]): Record<string, string> | undefined {
  if (names.some((name) => event[name] === undefined)) return undefined;
  return Object.fromEntries(names.map((name) => [name, String(event[name])]));
}

function record(world: World, event: Embedded, { Namespace, Dimensions = [[]], Metrics = [] }: Directive): void {
  for (const { Name, Unit } of Metrics) {
    if (Namespace === undefined || Name === undefined) continue;
    const values = [event[Name] ?? []].flat().map(Number).filter(Number.isFinite);
    for (const names of Dimensions) {
      const dimensions = dimensionsOf(event, names);
      if (dimensions) for (const value of values) world.metrics.record(Namespace, Name, dimensions, value, Unit);
    }
  }
}

function recordOf(world: World, message: string): void {
  const event = JSON.parse(message) as Embedded;
  const { CloudWatchMetrics = [] } = event['_aws'] as { CloudWatchMetrics?: readonly Directive[] };
  for (const directive of CloudWatchMetrics) record(world, event, directive);
}

/**
 * Metrics that events carry along, as Powertools write them.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export function recordEmbeddedMetrics(world: World, events: readonly LogEvent[]): void {
  for (const { message } of events) {
    // Before anything is parsed: nearly every line is none.
    if (!message.includes('"_aws"')) continue;
    try {
      recordOf(world, message);
    } catch {
      // Functions may write anything: what is malformed is only a line, as on AWS.
    }
  }
}
