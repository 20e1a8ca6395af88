import { asList, asObject, asText, compact, type Settings } from './draft.ts';
import { referredId } from './references.ts';

/** What every function of ship may do anyway: write logs, be in a VPC, trace. */
const builtIn =
  /^(xray:Put|logs:(CreateLog|PutLogEvents)|ec2:(Create|Describe|Delete|Assign|Unassign)(NetworkInterface|PrivateIp))/;
const builtInManaged = /\/(AWSLambdaBasicExecutionRole|AWSLambdaVPCAccessExecutionRole|AWSXRayDaemonWriteAccess)$/;
const consumesQueue = /^sqs:(ReceiveMessage|ChangeMessageVisibility|DeleteMessage|GetQueue(Url|Attributes))$/;
const readsStream =
  /^(dynamodb|kinesis):(ListStreams|DescribeStream\w*|GetRecords|GetShardIterator|SubscribeToShard|ListShards)$/;

/** Policies of the role that a function names, and of what is attached to it, where the role is in the same file. */
export function readRolePolicies(role: unknown, resources: Settings, note: (text: string) => void): readonly unknown[] {
  const id = roleIdOf(role, resources);
  if (role !== undefined && id === undefined)
    note(
      `Role ${typeof role === 'string' ? role : JSON.stringify(role)}: it is not in this file; write what it allows as policies`,
    );
  if (id === undefined) return [];
  const attached = Object.values(resources)
    .map(asObject)
    .filter(({ Type }) => /^AWS::IAM::(Managed)?Policy$/.test(asText(Type)))
    .map(({ Properties }) => asObject(Properties))
    .filter(({ Roles }) => asList(Roles).some((each) => referredId(each) === id));
  const own = asObject(asObject(resources[id])['Properties']);
  const documents = [...asList(own['Policies']).map(asObject), ...attached];
  return [...documents.flatMap((one) => readDocument(one, note)), ...readManaged(own, note)];
}

/** The Serverless Framework names a role by its logical id alone. */
export function roleIdOf(role: unknown, resources: Settings): string | undefined {
  const id = typeof role === 'string' ? role : referredId(role);
  return id !== undefined && asObject(resources[id])['Type'] === 'AWS::IAM::Role' ? id : undefined;
}

function readManaged(role: Settings, note: (text: string) => void): readonly string[] {
  return asList(role['ManagedPolicyArns']).flatMap((arn) => {
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
