import type { RuleState } from '../../../src/model/snapshot.ts';
import type { MemoryAws } from './memory-aws.ts';

interface RuleTemplate {
  readonly Resources: Readonly<Record<string, { readonly Properties?: RuleProperties }>>;
}
interface RuleProperties {
  readonly EventPattern?: unknown;
  readonly ScheduleExpression?: string;
  readonly Targets?: readonly { readonly Id: string; readonly Arn: { 'Fn::Sub': string }; readonly Input?: string }[];
}

/** As the template of its stack says, or as a test has edited it. */
export function readMemoryRule(aws: MemoryAws, name: string, _bus?: string): RuleState | undefined {
  if (aws.editedRules.has(name)) return aws.editedRules.get(name);
  for (const [stack, { template }] of aws.stacks) {
    const { Resources } = JSON.parse(template || '{"Resources":{}}') as RuleTemplate;
    const found = Object.entries(Resources).find(([id]) => `${stack}-${id}`.toLowerCase() === name);
    if (found) return stateOf(aws, found[1].Properties ?? {});
  }
  return undefined;
}

function stateOf(
  { region, accountId }: MemoryAws,
  { EventPattern, ScheduleExpression, Targets = [] }: RuleProperties,
): RuleState {
  const here: Readonly<Record<string, string>> = { Partition: 'aws', Region: region, AccountId: accountId };
  const arnOf = (text: string): string => text.replaceAll(/\$\{AWS::(\w+)\}/g, (_, word: string) => here[word] ?? '');
  return {
    isEnabled: true,
    ...(EventPattern !== undefined && { pattern: EventPattern }),
    ...(ScheduleExpression !== undefined && { schedule: ScheduleExpression }),
    targets: Targets.map(({ Id, Arn, Input }) => ({
      id: Id,
      arn: arnOf(Arn['Fn::Sub']),
      ...(Input !== undefined && { input: Input }),
    })),
  };
}
