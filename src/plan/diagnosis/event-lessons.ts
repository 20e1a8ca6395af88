import type { EventSource, QueueEvent } from '../../model/service.ts';
import { type Lesson, perFunction } from './lesson.ts';

/** https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html */
const queueVisibility: Lesson = {
  code: 'QUEUE_VISIBILITY',
  severity: 'warning',
  why: 'Messages come back while they are still being worked on, and are done twice; AWS advises six times the time-out.',
  next: `Leave visibilityTimeout out: it is then six times the function's time-out.`,
  find: (service) =>
    perFunction(service, ({ events, timeoutSeconds }) =>
      events.filter(isOwnQueue).flatMap(({ name, visibilityTimeoutSeconds: seconds }) =>
        seconds >= Math.min(6 * timeoutSeconds, 43_200)
          ? []
          : [
              {
                subject: `queue ${name}`,
                what: `It hides messages for ${seconds} s, the function may run ${timeoutSeconds} s.`,
              },
            ],
      ),
    ),
};

const noDeadLetters: Lesson = {
  code: 'NO_DEAD_LETTERS',
  severity: 'note',
  why: 'What fails for good is gone without a trace, or blocks what comes behind it.',
  next: `Put one of the service's own queues in between (a rule's target, a redrive policy): it has dead letters and an alarm.`,
  find: (service) =>
    perFunction(service, ({ events }) =>
      events.flatMap((event) => {
        // A stream keeps what fails: it has a lesson of its own.
        if (event.kind === 'dynamodb' || event.kind === 'kinesis') return [];
        if (event.kind === 'queue')
          return event.arn === undefined
            ? []
            : [
                {
                  subject: `queue ${event.name}`,
                  what: `It is not the service's own: whether it has dead letters is not seen here.`,
                },
              ];
        return [
          {
            subject: `${event.kind} ${event.name}`,
            what: 'Lambda tries an event three times, then drops it.',
            severity: event.kind === 'schedule' ? ('note' as const) : ('warning' as const),
          },
        ];
      }),
    ),
};

/** https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html */
const fifoOrder: Lesson = {
  code: 'FIFO_ORDER',
  severity: 'note',
  why: 'A FIFO queue keeps order per message group only, and only when a batch stops at its first failure.',
  next: 'Report the failed message and all that follow it in batchItemFailures; choose message groups so that they spread.',
  find: (service) =>
    perFunction(service, ({ events }) =>
      events.flatMap((event) =>
        event.kind === 'queue' && (event.arn?.endsWith('.fifo') ?? false)
          ? [{ subject: `queue ${event.name}`, what: 'It is a FIFO queue.' }]
          : [],
      ),
    ),
};

const maxEventBytes = 1024 * 1024;

/** https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const largeEvent: Lesson = {
  code: 'LARGE_EVENT',
  severity: 'warning',
  why: 'Asynchronous invocations and messages carry 1 MB at most.',
  next: 'Put the data into a bucket and send its key.',
  find: (service) =>
    service.smoke.flatMap((test) => {
      const bytes = test.kind === 'invoke' ? Buffer.byteLength(JSON.stringify(test.event) ?? '') : 0;
      return bytes > 0.8 * maxEventBytes
        ? [{ subject: `smoke test ${test.name}`, what: `Its event has ${bytes} bytes.` }]
        : [];
    }),
};

export const eventLessons: readonly Lesson[] = [queueVisibility, noDeadLetters, fifoOrder, largeEvent];

function isOwnQueue(event: EventSource): event is QueueEvent {
  return event.kind === 'queue' && event.arn === undefined;
}
