import { randomUUID } from 'node:crypto';
import type { World } from '../kernel/world.ts';
import { AlarmClock, type Appointment } from './alarm-clock.ts';
import { ruleArn, rules, type RuleRow } from './event-rows.ts';
import { envelope, sendToTargets } from './put-event.ts';
import { nextTime, parseSchedule } from './schedule-expression.ts';

const clocks = new WeakMap<World, AlarmClock>();

/** Starts the schedules of rules; to be called at the start and whenever a rule has changed. */
export function followSchedules(world: World): void {
  const clock = clocks.get(world);
  if (clock) clock.reset();
  else if (
    rules(world)
      .values()
      .some(({ scheduleExpression }) => scheduleExpression !== undefined)
  ) {
    clocks.set(world, new AlarmClock(world, (now) => appointments(world, now)));
  }
}

function appointments(world: World, now: number): Appointment[] {
  return rules(world)
    .values()
    .flatMap((rule) => {
      const schedule =
        rule.state === 'ENABLED' && rule.scheduleExpression !== undefined && parseSchedule(rule.scheduleExpression);
      const at = schedule ? nextTime(schedule, now, { since: rule.enabledAt }) : undefined;
      return at === undefined ? [] : [{ at, ring: () => ringRule(world, rule) }];
    });
}

/** Sends the event of a schedule now. */
export function ringRule(world: World, rule: RuleRow): string {
  const id = randomUUID();
  const event = envelope(
    world,
    {
      bus: rule.bus,
      source: 'aws.events',
      detailType: 'Scheduled Event',
      detail: {},
      resources: [ruleArn(world, rule.bus, rule.name)],
    },
    id,
  );
  sendToTargets(world, rule, event);
  return id;
}
