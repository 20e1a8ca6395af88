import type { Operation } from '../../kernel/operation.ts';
import type { World } from '../../kernel/world.ts';
import { ruleArn, type RuleRow } from '../event-rows.ts';
import { findRule } from '../find.ts';

export const describeRule: Operation = {
  name: 'DescribeRule',
  writes: false,
  handle: (params, world) => ({
    body: { ...renderRule(world, findRule(world, params)), CreatedBy: world.config.accountId },
  }),
};

export function renderRule(world: World, rule: RuleRow): Record<string, unknown> {
  return {
    Name: rule.name,
    Arn: ruleArn(world, rule.bus, rule.name),
    ...(rule.eventPattern !== undefined && { EventPattern: rule.eventPattern }),
    ...(rule.scheduleExpression !== undefined && { ScheduleExpression: rule.scheduleExpression }),
    State: rule.state,
    ...(rule.description !== undefined && { Description: rule.description }),
    ...(rule.roleArn !== undefined && { RoleArn: rule.roleArn }),
    EventBusName: rule.bus,
  };
}
