import { AwsError } from '../kernel/aws-error.ts';
import { stringOf } from '../kernel/members.ts';
import type { Params } from '../kernel/operation.ts';
import type { World } from '../kernel/world.ts';
import { buses, ruleKey, rules, type BusRow, type RuleRow } from './event-rows.ts';

/** The bus that the request names (name or ARN; `default` without). Throws ResourceNotFoundException. */
export function findBus(world: World, nameOrArn: string | undefined): BusRow {
  const name = (nameOrArn ?? 'default').split('/').at(-1) as string;
  const bus = buses(world).get(name);
  if (bus) return bus;
  if (name === 'default') return { name, tags: {}, createdAt: 0 };
  throw notFound(`Event bus ${name} does not exist.`);
}

export function findRule(world: World, params: Params, member = 'Name'): RuleRow {
  const name = stringOf(params, member) ?? '';
  const bus = findBus(world, stringOf(params, 'EventBusName'));
  const rule = rules(world).get(ruleKey(bus.name, name));
  if (!rule) throw notFound(`Rule ${name} does not exist on EventBus ${bus.name}.`);
  return rule;
}

export function notFound(message: string): AwsError {
  return new AwsError('ResourceNotFoundException', 400, message);
}

export function validation(message: string): AwsError {
  return new AwsError('ValidationException', 400, message);
}
