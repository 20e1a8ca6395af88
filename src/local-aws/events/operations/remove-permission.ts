import { booleanOf, stringOf } from '../../kernel/members.ts';
import type { Operation } from '../../kernel/operation.ts';
import { buses } from '../event-rows.ts';
import { findBus, notFound } from '../find.ts';
import { policyOf } from './put-permission.ts';

export const removePermission: Operation = {
  name: 'RemovePermission',
  writes: true,
  handle: (params, world) => {
    const bus = findBus(world, stringOf(params, 'EventBusName'));
    const { policy: _, ...bare } = bus;
    const statements = policyOf(bus).Statement;
    const sid = stringOf(params, 'StatementId');
    const left = booleanOf(params, 'RemoveAllPermissions') ? [] : statements.filter(({ Sid }) => Sid !== sid);
    if (left.length === statements.length && sid !== undefined)
      throw notFound('Statement with the provided id does not exist.');
    const policy = JSON.stringify({ Version: '2012-10-17', Statement: left });
    buses(world).set(bus.name, left.length > 0 ? { ...bare, policy } : bare);
    return {};
  },
};
