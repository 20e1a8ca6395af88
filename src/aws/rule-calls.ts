import {
  DescribeRuleCommand,
  EventBridgeClient,
  ListTargetsByRuleCommand,
  type Target,
} from '@aws-sdk/client-eventbridge';
import type { RuleState } from '../model/snapshot.ts';
import type { Cloud } from '../release/cloud.ts';
import { absentAs } from './absent-as.ts';
import type { Connection } from './connection.ts';
import { supervise } from './supervise.ts';

export function makeRuleCalls({ clientConfig, supervision }: Connection): Pick<Cloud, 'readRule'> {
  const client = supervise(new EventBridgeClient(clientConfig), 'EventBridge', supervision);
  return {
    readRule: (name, bus) =>
      absentAs(undefined, ['ResourceNotFoundException'], async () => {
        const [is, targets] = await Promise.all([
          client.send(new DescribeRuleCommand({ Name: name, EventBusName: bus })),
          listTargets(client, name, bus),
        ]);
        return toRuleState(is, targets);
      }),
  };
}

async function listTargets(
  client: EventBridgeClient,
  name: string,
  bus: string | undefined,
): Promise<readonly Target[]> {
  const targets: Target[] = [];
  let NextToken: string | undefined;
  do {
    const page = await client.send(new ListTargetsByRuleCommand({ Rule: name, EventBusName: bus, NextToken }));
    targets.push(...(page.Targets ?? []));
    NextToken = page.NextToken;
  } while (NextToken);
  return targets;
}

const toRuleState = (
  is: { State?: string | undefined; EventPattern?: string | undefined; ScheduleExpression?: string | undefined },
  targets: readonly Target[],
): RuleState => ({
  isEnabled: is.State !== 'DISABLED',
  ...(is.EventPattern && { pattern: JSON.parse(is.EventPattern) as unknown }),
  ...(is.ScheduleExpression && { schedule: is.ScheduleExpression }),
  targets: targets.map(({ Id = '', Arn = '', Input }) => ({
    id: Id,
    arn: Arn,
    ...(Input !== undefined && { input: Input }),
  })),
});
