import { AwsError } from '../../kernel/aws-error.ts';
import { stringOf } from '../../kernel/members.ts';
import type { Operation, Params } from '../../kernel/operation.ts';
import { ruleArn, ruleKey, rules, type RuleRow } from '../event-rows.ts';
import { findBus, validation } from '../find.ts';
import { parsePattern } from '../pattern/parse-pattern.ts';
import { parseSchedule } from '../schedule-expression.ts';
import { followSchedules } from '../scheduled-rules.ts';
import { tagsIn } from '../tags.ts';

/** Creates or replaces a rule; its targets stay. Tags count only at creation. */
export const putRule: Operation = {
  name: 'PutRule',
  writes: true,
  handle: (params, world) => {
    const name = stringOf(params, 'Name') ?? '';
    const bus = findBus(world, stringOf(params, 'EventBusName')).name;
    check(params, name, bus);
    const existing = rules(world).get(ruleKey(bus, name));
    const state = (stringOf(params, 'State') ?? 'ENABLED') as RuleRow['state'];
    const isSameClock =
      existing?.state === state && existing.scheduleExpression === stringOf(params, 'ScheduleExpression');
    rules(world).set(ruleKey(bus, name), {
      name,
      bus,
      state,
      ...optional(params),
      targets: existing?.targets ?? [],
      tags: existing?.tags ?? tagsIn(params),
      enabledAt: existing && isSameClock ? existing.enabledAt : world.clock.now(),
    });
    followSchedules(world);
    return { body: { RuleArn: ruleArn(world, bus, name) } };
  },
};

function optional(params: Params): Partial<RuleRow> {
  const eventPattern = stringOf(params, 'EventPattern');
  const scheduleExpression = stringOf(params, 'ScheduleExpression');
  const description = stringOf(params, 'Description');
  const roleArn = stringOf(params, 'RoleArn');
  return {
    ...(eventPattern !== undefined && { eventPattern }),
    ...(scheduleExpression !== undefined && { scheduleExpression }),
    ...(description !== undefined && { description }),
    ...(roleArn !== undefined && { roleArn }),
  };
}

function check(params: Params, name: string, bus: string): void {
  if (!/^[.\-_A-Za-z0-9]{1,64}$/.test(name)) {
    throw validation(
      `1 validation error detected: Value '${name}' at 'name' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\.\\-_A-Za-z0-9]+`,
    );
  }
  const pattern = stringOf(params, 'EventPattern');
  const expression = stringOf(params, 'ScheduleExpression');
  if (pattern === undefined && expression === undefined) {
    throw validation('Parameter(s) EventPattern or ScheduleExpression must be specified.');
  }
  if (pattern !== undefined) parsePattern(pattern);
  if (expression === undefined) return;
  if (bus !== 'default') throw validation('ScheduleExpression is supported only on the default event bus.');
  const schedule = parseSchedule(expression);
  if (!schedule || schedule.kind === 'at')
    throw new AwsError('ValidationException', 400, 'Parameter ScheduleExpression is not valid.');
}
