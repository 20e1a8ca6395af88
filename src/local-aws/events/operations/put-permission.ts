import { stringOf } from '../../kernel/members.ts';
import type { Operation, Params } from '../../kernel/operation.ts';
import type { World } from '../../kernel/world.ts';
import { busArn, buses, type BusRow } from '../event-rows.ts';
import { findBus } from '../find.ts';

/** A whole policy, or one statement. Kept and shown; there are no other accounts here that it could let in. */
export const putPermission: Operation = {
  name: 'PutPermission',
  writes: true,
  handle: (params, world) => {
    const bus = findBus(world, stringOf(params, 'EventBusName'));
    buses(world).set(bus.name, { ...bus, policy: stringOf(params, 'Policy') ?? withStatement(params, world, bus) });
    return {};
  },
};

interface Policy {
  readonly Version: string;
  readonly Statement: readonly { readonly Sid?: string }[];
}

export function policyOf(bus: BusRow): Policy {
  return bus.policy === undefined ? { Version: '2012-10-17', Statement: [] } : (JSON.parse(bus.policy) as Policy);
}

function withStatement(params: Params, world: World, bus: BusRow): string {
  const Sid = stringOf(params, 'StatementId') ?? '';
  const principal = stringOf(params, 'Principal') ?? '*';
  const statement = {
    Sid,
    Effect: 'Allow',
    Principal: principal === '*' ? '*' : { AWS: `arn:aws:iam::${principal}:root` },
    Action: stringOf(params, 'Action') ?? 'events:PutEvents',
    Resource: busArn(world, bus.name),
  };
  const policy = policyOf(bus);
  const others = policy.Statement.filter((item) => item.Sid !== Sid);
  return JSON.stringify({ ...policy, Statement: [...others, statement] });
}
