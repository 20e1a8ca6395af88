import { AwsError } from '../../kernel/aws-error.ts';
import type { World } from '../../kernel/world.ts';
import { alarms, type AlarmRow } from './alarm-rows.ts';

/** The alarm of an ARN. */
export function findTagged(world: World, arn: string): AlarmRow {
  const alarm = alarms(world).get(arn.replace(/^arn:aws:cloudwatch:[^:]*:\d+:alarm:/, ''));
  if (alarm) return alarm;
  throw new AwsError('ResourceNotFoundException', 404, `Resource ${arn} does not exist`, {
    queryErrorCode: 'ResourceNotFoundException',
  });
}
