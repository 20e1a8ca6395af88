import { AwsError } from '../kernel/aws-error.ts';
import { recordOf, stringOf } from '../kernel/members.ts';
import type { Params } from '../kernel/operation.ts';
import type { World } from '../kernel/world.ts';
import { ringSchedule } from '../scheduler/run-schedules.ts';
import { scheduleArn, schedules } from '../scheduler/schedule-rows.ts';
import { ruleArn, rules, type RuleRow } from './event-rows.ts';
import { sendToTargets } from './put-event.ts';
import { ringRule } from './scheduled-rules.ts';

export interface Triggered {
  readonly arn: string;
  /** ARNs of what is called. */
  readonly targets: readonly string[];
}

/**
 * Rings a rule or a schedule by hand, by its name: `{rule, event?}`. A scheduled rule sends its scheduled event, any rule the whole
 * event that is given. Disabled ones ring too. Throws AwsError.
 */
export function trigger(world: World, params: Params): Triggered {
  const name = stringOf(params, 'rule') ?? '';
  const rule = rules(world)
    .values()
    .find((candidate) => candidate.name === name);
  if (rule) return triggerRule(world, rule, recordOf<unknown>(params, 'event'));
  const schedule = schedules(world)
    .values()
    .find((candidate) => candidate.name === name);
  if (!schedule)
    throw new AwsError('ResourceNotFoundException', 404, `There is no rule and no schedule named ${name}.`);
  ringSchedule(world, schedule);
  return { arn: scheduleArn(world, schedule.group, schedule.name), targets: [schedule.target.Arn] };
}

function triggerRule(world: World, rule: RuleRow, event: Params | undefined): Triggered {
  if (event) sendToTargets(world, rule, { ...event });
  else if (rule.scheduleExpression !== undefined) ringRule(world, rule);
  else {
    throw new AwsError(
      'ValidationException',
      400,
      `Rule ${rule.name} has no schedule: give the event that it is to get.`,
    );
  }
  return { arn: ruleArn(world, rule.bus, rule.name), targets: rule.targets.map(({ Arn }) => Arn) };
}
