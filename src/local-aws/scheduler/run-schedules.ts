import { randomUUID } from 'node:crypto';
import { numberOf, recordOf, stringOf } from '../kernel/members.ts';
import type { World } from '../kernel/world.ts';
import { AlarmClock, type Appointment } from '../events/alarm-clock.ts';
import { deliver } from '../events/delivery.ts';
import { nextTime, parseSchedule, type Schedule } from '../events/schedule-expression.ts';
import { scheduleArn, scheduleKey, schedules, type ScheduleRow } from './schedule-rows.ts';

const clocks = new WeakMap<World, AlarmClock>();

/** Starts the schedules; to be called at the start and whenever one has changed. */
export function followSchedules(world: World): void {
  const clock = clocks.get(world);
  if (clock) clock.reset();
  else if (schedules(world).values().length > 0) {
    clocks.set(world, new AlarmClock(world, (now) => appointments(world, now)));
  }
}

function appointments(world: World, now: number): Appointment[] {
  return schedules(world)
    .values()
    .flatMap((row) => {
      const at = row.state === 'ENABLED' ? nextOf(row, now) : undefined;
      return at === undefined ? [] : [{ at, ring: () => ringAndFinish(world, row, at) }];
    });
}

/** Flexible windows are not used: a schedule rings at the window's start. */
function nextOf(row: ScheduleRow, now: number): number | undefined {
  const schedule = parseSchedule(row.expression) as Schedule;
  const since = row.startDate ?? row.createdAt;
  const from = Math.max(now, (row.startDate ?? 0) - 1);
  const at = nextTime(schedule, from, { since, timezone: row.timezone });
  return at !== undefined && at <= (row.endDate ?? Infinity) ? at : undefined;
}

function ringAndFinish(world: World, row: ScheduleRow, at: number): void {
  ringSchedule(world, row);
  if (row.actionAfterCompletion === 'DELETE' && nextOf(row, at) === undefined) {
    schedules(world).delete(scheduleKey(row.group, row.name));
  }
}

/** Calls the target now. */
export function ringSchedule(world: World, row: ScheduleRow): void {
  const retry = recordOf<unknown>(row.target, 'RetryPolicy') ?? {};
  const deadLetterArn = stringOf(recordOf<unknown>(row.target, 'DeadLetterConfig') ?? {}, 'Arn');
  const messageGroupId = stringOf(recordOf<unknown>(row.target, 'SqsParameters') ?? {}, 'MessageGroupId');
  void deliver(world, {
    targetArn: row.target.Arn,
    roleArn: row.target.RoleArn,
    payload: payloadOf(world, row),
    principal: 'scheduler.amazonaws.com',
    sourceArn: scheduleArn(world, row.group, row.name),
    retries: numberOf(retry, 'MaximumRetryAttempts') ?? 185,
    maximumAgeSeconds: numberOf(retry, 'MaximumEventAgeInSeconds') ?? 86_400,
    ...(deadLetterArn !== undefined && { deadLetterArn }),
    ...(messageGroupId !== undefined && { messageGroupId }),
    count: (metric) =>
      world.metrics.record(
        'AWS/Scheduler',
        metric.replace('Invocations', 'InvocationAttemptCount'),
        { ScheduleGroup: row.group },
        1,
        'Count',
      ),
  });
}

/** To a bus an event is put, elsewhere the input is sent as it is, with the scheduler's own attributes replaced. */
function payloadOf(world: World, row: ScheduleRow): string {
  const now = new Date(world.clock.now()).toISOString().replace(/\.\d+Z$/, 'Z');
  const input = (stringOf(row.target, 'Input') ?? '{}')
    .replaceAll('<aws.scheduler.schedule-arn>', scheduleArn(world, row.group, row.name))
    .replaceAll('<aws.scheduler.scheduled-time>', now)
    .replaceAll('<aws.scheduler.execution-id>', randomUUID())
    .replaceAll('<aws.scheduler.attempt-number>', '1');
  const bus = recordOf(row.target, 'EventBridgeParameters');
  if (!bus) return input;
  return JSON.stringify({
    source: bus['Source'],
    'detail-type': bus['DetailType'],
    detail: JSON.parse(input) as unknown,
    resources: [],
  });
}
