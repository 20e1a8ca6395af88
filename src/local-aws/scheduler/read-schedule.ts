import { notImplemented } from '../kernel/aws-error.ts';
import { recordOf, stringOf } from '../kernel/members.ts';
import type { Params } from '../kernel/operation.ts';
import type { World } from '../kernel/world.ts';
import { isTimezone, parseSchedule } from '../events/schedule-expression.ts';
import { senders } from '../events/senders.ts';
import { canAssumeRole } from '../iam/role-allows.ts';
import { groups, type ScheduleRow } from './schedule-rows.ts';
import { notFound, validation } from './scheduler-error.ts';

/** What CreateSchedule and UpdateSchedule say; an update replaces everything. Throws ValidationException. */
export function readSchedule(world: World, params: Params): Omit<ScheduleRow, 'createdAt' | 'modifiedAt'> {
  const name = stringOf(params, 'Name') ?? '';
  if (!/^[0-9a-zA-Z-_.]{1,64}$/.test(name)) throw validation(`Value '${name}' at 'name' failed to satisfy constraint.`);
  const expression = stringOf(params, 'ScheduleExpression') ?? '';
  if (!parseSchedule(expression)) throw validation(`Invalid Schedule Expression ${expression}.`);
  const timezone = stringOf(params, 'ScheduleExpressionTimezone') ?? 'UTC';
  if (!isTimezone(timezone)) throw validation(`The time zone ${timezone} is not valid.`);
  const description = stringOf(params, 'Description');
  const group = findGroupName(world, params);
  return {
    name,
    group,
    expression,
    timezone,
    state: (stringOf(params, 'State') ?? 'ENABLED') as ScheduleRow['state'],
    ...(description !== undefined && { description }),
    target: readTarget(world, params),
    flexibleTimeWindow: readWindow(params),
    ...dateOf(params, 'StartDate', 'startDate'),
    ...dateOf(params, 'EndDate', 'endDate'),
    actionAfterCompletion: (stringOf(params, 'ActionAfterCompletion') ??
      'NONE') as ScheduleRow['actionAfterCompletion'],
  };
}

export function findGroupName(world: World, params: Params): string {
  const group = stringOf(params, 'GroupName') ?? stringOf(params, 'groupName') ?? 'default';
  if (group !== 'default' && !groups(world).has(group)) throw notFound(`Schedule group ${group} does not exist.`);
  return group;
}

function readTarget(world: World, params: Params): ScheduleRow['target'] {
  const target = recordOf<unknown>(params, 'Target') ?? {};
  const [Arn, RoleArn] = [stringOf(target, 'Arn'), stringOf(target, 'RoleArn')];
  if (!Arn || !RoleArn) throw validation('Target must have an Arn and a RoleArn.');
  const service = Arn.split(':')[2] ?? '';
  // "arn:aws:scheduler:::aws-sdk:service:action" would call any API.
  if (!(service in senders)) throw notImplemented('scheduler', `schedules with targets of ${service}`);
  if (!canAssumeRole(world, RoleArn, 'scheduler.amazonaws.com')) {
    throw validation('The execution role you provide must allow AWS EventBridge Scheduler to assume the role.');
  }
  return { ...target, Arn, RoleArn };
}

function readWindow(params: Params): Params {
  const window = recordOf<unknown>(params, 'FlexibleTimeWindow');
  const mode = window && stringOf(window, 'Mode');
  if (mode !== 'OFF' && mode !== 'FLEXIBLE') throw validation('FlexibleTimeWindow must have Mode OFF or FLEXIBLE.');
  return window as Params;
}

/** Epoch seconds, or text, on the wire. */
function dateOf<Name extends string>(params: Params, member: string, name: Name): Partial<Record<Name, number>> {
  const value = params[member];
  if (value === undefined || value === null) return {};
  const time = typeof value === 'number' ? value * 1000 : Date.parse(value as string);
  return { [name]: time } as Record<Name, number>;
}
