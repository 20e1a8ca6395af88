import { asList, asObject, compact, isObject, type Settings } from '../draft.ts';

/** SAM's policy templates that ship has a short form for: its name, and the parameter with the resource. */
const templates: Readonly<Record<string, readonly [string, string]>> = {
  DynamoDBCrudPolicy: ['writeTable', 'TableName'],
  DynamoDBWritePolicy: ['writeTable', 'TableName'],
  DynamoDBReadPolicy: ['readTable', 'TableName'],
  S3CrudPolicy: ['writeBucket', 'BucketName'],
  S3WritePolicy: ['writeBucket', 'BucketName'],
  S3ReadPolicy: ['readBucket', 'BucketName'],
  SQSSendMessagePolicy: ['sendToQueue', 'QueueName'],
  SNSPublishMessagePolicy: ['publishToTopic', 'TopicName'],
  EventBridgePutEventsPolicy: ['putEvents', 'EventBusName'],
  SSMParameterReadPolicy: ['readParameter', 'ParameterName'],
};

/** What every function of ship may do anyway. */
const builtIn =
  /^(AWSLambdaBasicExecutionRole|AWSLambdaVPCAccessExecutionRole|AWSXRayDaemonWriteAccess|SQSPollerPolicy)$/;

export function readSamPolicies(written: unknown, note: (text: string) => void): readonly unknown[] {
  return asList(written).flatMap((one): readonly unknown[] => {
    if (typeof one === 'string') return ofName(one);
    const policy = asObject(one);
    if (policy['Statement'] !== undefined)
      return asList(policy['Statement']).flatMap((each) => ofStatement(each, note));
    const [[name, parameters] = ['', undefined]] = Object.entries(policy);
    return builtIn.test(name) ? [] : ofTemplate(name, asObject(parameters), note);
  });
}

function ofName(name: string): readonly string[] {
  if (builtIn.test(name)) return [];
  return [name.startsWith('arn:') ? name : `arn:aws:iam::aws:policy/${name}`];
}

function ofStatement(written: unknown, note: (text: string) => void): readonly Settings[] {
  const { Effect, Action, Resource, Condition } = asObject(written);
  if (Action !== undefined && Resource !== undefined)
    return [compact({ Effect: Effect === 'Deny' ? Effect : undefined, Action, Resource, Condition })];
  note('a permission without Action or Resource: write it with both');
  return [];
}

/** `{ DynamoDBCrudPolicy: { TableName: !Ref Table } }` -> `{ writeTable: 'Table' }` */
function ofTemplate(name: string, parameters: Settings, note: (text: string) => void): readonly Settings[] {
  const [short, parameter] = templates[name] ?? [];
  const resource = parameter === undefined ? undefined : parameters[parameter];
  const own = isObject(resource) ? (resource['Ref'] ?? asList(resource['Fn::GetAtt'])[0]) : undefined;
  if (short && typeof own === 'string') return [{ [short]: own }];
  note(`policy template ${name}: write what it allows as a statement, with the ARN`);
  return [];
}
