import { partitionOf, type Place } from '../model/arn.ts';
import { canonicalJson } from '../model/digest.ts';
import type { PlainTemplate } from './foundation-changes.ts';

/** A stack as CloudFormation tells it, besides its template. */
export interface DeployedStack extends Place {
  readonly name: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly resources: readonly DeployedResource[];
}

export interface DeployedResource {
  readonly logicalId: string;
  readonly physicalId: string;
  readonly type: string;
}

/** What a value of the template stands for in AWS; undefined: that cannot be told for sure. */
export type Resolve = (value: unknown) => string | undefined;

/** Knows what the stack's outputs say, and of the types below what follows from their names. Never guesses. */
export function makeResolve(template: PlainTemplate, stack: DeployedStack): Resolve {
  const told = new Map(
    Object.entries(template.Outputs ?? {}).map(([name, { Value }]) => [canonicalJson(Value), stack.outputs[name]]),
  );
  const resolve: Resolve = (value) => {
    if (typeof value === 'string') return value;
    if (typeof value !== 'object' || value === null) return undefined;
    const [name, argument] = Object.entries(value)[0] ?? [];
    return told.get(canonicalJson(value)) ?? called(name, argument, stack, resolve);
  };
  return resolve;
}

function called(
  name: string | undefined,
  argument: unknown,
  stack: DeployedStack,
  resolve: Resolve,
): string | undefined {
  switch (name) {
    case 'Ref':
      return reference(String(argument), stack);
    case 'Fn::GetAtt':
      return reference(Array.isArray(argument) ? argument.join('.') : String(argument), stack);
    case 'Fn::Sub':
      return typeof argument === 'string' ? substituted(argument, resolve) : undefined;
    case 'Fn::Join': {
      const [separator, parts] = argument as readonly [string, unknown];
      return Array.isArray(parts) ? joined(parts.map(resolve), separator) : undefined;
    }
    default:
      return undefined;
  }
}

function joined(parts: readonly (string | undefined)[], separator: string): string | undefined {
  return parts.includes(undefined) ? undefined : parts.join(separator);
}

/** `arn:${AWS::Partition}:sqs:...:${Queue.QueueName}`; `${!x}` stands for itself. */
function substituted(pattern: string, resolve: Resolve): string | undefined {
  const parts = pattern.split(/(\$\{[^}]+\})/).map((part) => {
    const name = /^\$\{(.+)\}$/.exec(part)?.[1];
    if (name === undefined) return part;
    if (name.startsWith('!')) return `\${${name.slice(1)}}`;
    return resolve(name.includes('.') ? { 'Fn::GetAtt': name.split(/\.(.*)/s, 2) } : { Ref: name });
  });
  return joined(parts, '');
}

/** Of `Table` or `Table.Arn`. */
function reference(name: string, stack: DeployedStack): string | undefined {
  const pseudo: Readonly<Record<string, string>> = {
    'AWS::Partition': partitionOf(stack.region),
    'AWS::Region': stack.region,
    'AWS::AccountId': stack.accountId,
    'AWS::StackName': stack.name,
  };
  if (Object.hasOwn(pseudo, name)) return pseudo[name];
  const [logicalId, attribute] = name.split(/\.(.*)/s, 2);
  const found = stack.resources.find((one) => one.logicalId === logicalId);
  const known = found && knownTypes[found.type];
  if (!known || found.physicalId === '') return undefined;
  if (attribute === undefined) return found.physicalId;
  const pattern = known[attribute];
  return pattern === undefined ? undefined : filled(pattern, found.physicalId, stack);
}

function filled(pattern: string, physicalId: string, { region, accountId }: Place): string {
  const words: Readonly<Record<string, string>> = {
    'arn:': `arn:${partitionOf(region)}:`,
    HERE: `${region}:${accountId}`,
    ID: physicalId,
    NAME: physicalId.slice(physicalId.lastIndexOf('/') + 1),
  };
  return pattern.replace(/arn:|HERE|ID|NAME/g, (word) => words[word] ?? word);
}

/** Types whose Ref is their physical id; attribute -> how it is made from that. A queue's physical id is its URL. */
const knownTypes: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'AWS::ApiGatewayV2::Api': {},
  'AWS::DynamoDB::Table': { Arn: 'arn:dynamodb:HERE:table/ID' },
  'AWS::Events::EventBus': { Arn: 'arn:events:HERE:event-bus/ID', Name: 'ID' },
  'AWS::Kinesis::Stream': { Arn: 'arn:kinesis:HERE:stream/ID' },
  'AWS::KMS::Key': { Arn: 'arn:kms:HERE:key/ID', KeyId: 'ID' },
  'AWS::Lambda::Function': { Arn: 'arn:lambda:HERE:function:ID' },
  'AWS::Logs::LogGroup': { Arn: 'arn:logs:HERE:log-group:ID:*' },
  'AWS::S3::Bucket': { Arn: 'arn:s3:::ID' },
  'AWS::SecretsManager::Secret': { Id: 'ID' },
  'AWS::SNS::Topic': { TopicArn: 'ID' },
  'AWS::SQS::Queue': { Arn: 'arn:sqs:HERE:NAME', QueueName: 'NAME', QueueUrl: 'ID' },
  'AWS::SSM::Parameter': {},
  'AWS::StepFunctions::StateMachine': { Arn: 'ID' },
};
