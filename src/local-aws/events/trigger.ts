import { AwsError } from '../kernel/aws-error.ts';
import { recordOf, stringOf } from '../kernel/members.ts';
import type { Params } from '../kernel/operation.ts';
import type { World } from '../kernel/world.ts';
import { ringSchedule } from '../scheduler/run-schedules.ts';
import { scheduleArn, schedules, type ScheduleRow } from '../scheduler/schedule-rows.ts';
import { ruleArn, rules, type RuleRow } from './event-rows.ts';
import { sendToTargets } from './put-event.ts';
import { ringRule } from './scheduled-rules.ts';

export interface Triggered {
  readonly arn: string;
  /** ARNs of what is called. */
  readonly targets: readonly string[];
}

interface Bell {
  readonly name: string;
  readonly ring: (event: Params | undefined) => Triggered;
}

function bellsOf(world: World): readonly Bell[] {
  return [
    ...rules(world)
      .values()
      .map((rule) => ({ name: rule.name, ring: (event?: Params) => triggerRule(world, rule, event) })),
    ...schedules(world)
      .values()
      .map((schedule) => ({ name: schedule.name, ring: () => triggerSchedule(world, schedule) })),
  ];
}

/** Tools that keep several states of a rule beside each other tell them apart by hex digits at the end. */
const unmarked = (name: string): string => name.replace(/-[0-9a-f]{8}$/, '');

/** More than one where they differ in that end alone: who may not call, does not. */
function findBells(bells: readonly Bell[], wanted: string): readonly [Bell, ...Bell[]] {
  const exact = bells.filter(({ name }) => name === wanted);
  const isEndOf = (name: string): boolean => name === wanted || name.endsWith(`-${wanted}`);
  const likely = bells.filter(({ name }) => wanted !== '' && (isEndOf(name) || isEndOf(unmarked(name))));
  const found = exact.length > 0 ? exact : likely;
  const [bell, ...others] = found;
  if (bell && new Set(found.map(({ name }) => unmarked(name))).size === 1) return [bell, ...others];
  const list = (some: readonly Bell[]): string => some.map(({ name }) => name).join(', ') || 'none';
  if (bell) throw new AwsError('ValidationException', 400, `${wanted} is not one of them alone: ${list(found)}.`);
  throw new AwsError(
    'ResourceNotFoundException',
    404,
    `There is no rule and no schedule named ${wanted}. There are: ${list(bells)}.`,
  );
}

/**
 * Rings a rule or a schedule by hand, by its name or the end of it after a dash, with or without its mark: `{rule, event?}`. A scheduled rule sends its scheduled
 * event, any rule the whole event that is given. Disabled ones ring too. Throws AwsError.
 */
export function trigger(worlds: readonly World[], params: Params): Triggered {
  const bells = findBells(worlds.flatMap(bellsOf), stringOf(params, 'rule') ?? '');
  const [first, ...others] = bells.map(({ ring }) => ring(recordOf<unknown>(params, 'event')));
  return { arn: first?.arn ?? '', targets: [first, ...others].flatMap((one) => one?.targets ?? []) };
}

function triggerSchedule(world: World, schedule: ScheduleRow): Triggered {
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
