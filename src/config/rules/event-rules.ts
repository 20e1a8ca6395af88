import { stackName } from '../../model/names.ts';
import type { QueueEvent } from '../../model/service.ts';
import type { Mistake } from '../check/mistake.ts';
import { forEachFunction, functionPath, type Rule } from './rule.ts';

const eventNamesDiffer: Rule = (context) => {
  const seen = new Set<string>();
  return context.service.functions.flatMap((definition) =>
    definition.events.flatMap(({ name }, index) => {
      const isFirst = !seen.has(name);
      seen.add(name);
      const path = [...functionPath(context, definition.key), 'events', index, 'name'];
      return isFirst ? [] : [{ path, message: 'must be unique within the service', got: `"${name}"` }];
    }),
  );
};

const queuesFit: Rule = forEachFunction((definition) =>
  definition.events.flatMap((event, index) => {
    if (event.kind !== 'queue') return [];
    const mistakes = [...checkVisibility(event, definition.timeoutSeconds), ...checkBatch(event)];
    return mistakes.map((mistake) => ({ ...mistake, path: ['events', index, ...mistake.path] }));
  }),
);

// Lambda refuses the mapping when the queue hides messages for less long than the function may run.
// https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
function checkVisibility(event: QueueEvent, timeoutSeconds: number): readonly Mistake[] {
  const seconds = event.visibilityTimeoutSeconds;
  if (event.arn !== undefined || seconds >= 6 * timeoutSeconds || seconds === 43_200) return [];
  const path = ['visibilityTimeout'];
  if (seconds < timeoutSeconds)
    return [{ path, message: `must be at least the function's time-out of ${timeoutSeconds}`, got: String(seconds) }];
  const message = `should be six times the function's time-out of ${timeoutSeconds}`;
  return [{ path, message, got: String(seconds), isWarning: true, lesson: 'QUEUE_VISIBILITY' }];
}

function checkBatch(event: QueueEvent): readonly Mistake[] {
  const isFifo = event.arn?.endsWith('.fifo') ?? false;
  const got = String(event.batchSize);
  if (isFifo && event.batchWindowSeconds > 0)
    return [
      { path: ['batchWindow'], message: 'has no meaning for a FIFO queue', got: String(event.batchWindowSeconds) },
    ];
  if (isFifo && event.batchSize > 10)
    return [{ path: ['batchSize'], message: 'must be 10 at most for a FIFO queue', got }];
  if (event.batchSize > 10 && event.batchWindowSeconds === 0)
    return [{ path: ['batchSize'], message: 'above 10 needs a batchWindow of at least 1', got }];
  return [];
}

const patternsSaySomething: Rule = forEachFunction((definition) =>
  definition.events.flatMap((event, index) =>
    event.kind === 'bus' && Object.keys(event.pattern).length === 0
      ? [{ path: ['events', index, 'pattern'], message: 'must name at least one field' }]
      : [],
  ),
);

const eventNamesFit: Rule = forEachFunction((definition, context) =>
  definition.events.flatMap((event, index) => {
    const name = `${stackName(context.service)}-${event.name}`;
    // Queues: 80 characters, and the one for dead letters has five more than its queue.
    const limit = event.kind === 'queue' ? 75 : 64;
    if (name.length <= limit) return [];
    const message = `makes a name on AWS that is longer than ${limit} characters`;
    return [{ path: ['events', index, 'name'], message, got: `${name.length}: ${name}` }];
  }),
);

export const eventRules: readonly Rule[] = [eventNamesDiffer, queuesFit, patternsSaySomething, eventNamesFit];
