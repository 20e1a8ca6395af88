import { asList, asObject, asText, compact, type Settings } from '../draft.ts';
import { referredId } from './follow.ts';
import type { Resource, Resources } from './whole-template.ts';

/** What every function of ship may do anyway: write logs, be in a VPC, trace. */
const builtIn =
  /^(xray:Put|logs:(CreateLog|PutLogEvents)|ec2:(Create|Describe|Delete|Assign|Unassign)(NetworkInterface|PrivateIp))/;
const builtInManaged = /\/(AWSLambdaBasicExecutionRole|AWSLambdaVPCAccessExecutionRole|AWSXRayDaemonWriteAccess)$/;
const consumesQueue = /^sqs:(ReceiveMessage|ChangeMessageVisibility|DeleteMessage|GetQueue(Url|Attributes))$/;
const readsStream =
  /^(dynamodb|kinesis):(ListStreams|DescribeStream\w*|GetRecords|GetShardIterator|SubscribeToShard|ListShards)$/;

/** Policies of a function, from its role and what is attached to it. */
export function readCdkPolicies(
  { Properties }: Resource,
  resources: Resources,
  note: (text: string) => void,
): readonly unknown[] {
  const id = referredId(Properties['Role']);
  const role = id === undefined ? undefined : resources[id];
  if (Properties['Role'] !== undefined && role === undefined) note('Role is not taken over: it is not in this stack');
  if (id === undefined || role === undefined) return [];
  const attached = Object.values(resources).filter(
    (one) =>
      /^AWS::IAM::(Managed)?Policy$/.test(one.Type) &&
      asList(one.Properties['Roles']).some((each) => referredId(each) === id),
  );
  const documents = [...asList(role.Properties['Policies']).map(asObject), ...attached.map((one) => one.Properties)];
  return [...documents.flatMap((one) => readDocument(one, note)), ...readManaged(role, note)];
}

function readManaged({ Properties }: Resource, note: (text: string) => void): readonly string[] {
  return asList(Properties['ManagedPolicyArns']).flatMap((arn) => {
    if (typeof arn !== 'string') return [];
    if (arn.endsWith(':policy/') || !arn.startsWith('arn:')) note(`managed policy ${arn}: name it by its ARN`);
    return builtInManaged.test(arn) ? [] : [arn];
  });
}

function readDocument({ PolicyDocument }: Settings, note: (text: string) => void): readonly Settings[] {
  return asList(asObject(PolicyDocument)['Statement']).flatMap((one): readonly Settings[] => {
    const { Effect, Action, Resource, Condition } = asObject(one);
    const actions = asList(Action).map((action) => asText(action));
    const isGiven = (test: RegExp): boolean => actions.length > 0 && actions.every((action) => test.test(action));
    // What its event sources read, the function may read because of them.
    if (isGiven(builtIn) || isGiven(consumesQueue) || isGiven(readsStream)) return [];
    if (Action !== undefined && Resource !== undefined)
      return [compact({ Effect: Effect === 'Deny' ? Effect : undefined, Action, Resource, Condition })];
    note('a permission without Action or Resource: write it with both');
    return [];
  });
}
