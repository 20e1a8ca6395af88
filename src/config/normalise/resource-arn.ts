import { logicalIds } from '../../model/logical-ids.ts';

export type Reference = string | Readonly<Record<string, unknown>>;

export type ResourceKind = 'table' | 'bucket' | 'queue' | 'topic' | 'bus' | 'secret' | 'parameter' | 'function';

/** What a policy may refer to by name. */
export interface PolicyPlace {
  /** Logical ids of the user's own resources. */
  readonly resources: ReadonlySet<string>;
  /** Their types. */
  readonly types: ReadonlyMap<string, string>;
  /** Those of them whose given name begins with a slash. */
  readonly rooted: ReadonlySet<string>;
  /** Names of the service's own queues. */
  readonly queues: ReadonlySet<string>;
  /** Names of the service's own topics. */
  readonly topics: ReadonlySet<string>;
  /** Function key -> lambda name. */
  readonly lambdaNames: ReadonlyMap<string, string>;
}

const here = '${AWS::Region}:${AWS::AccountId}';

const typesOf: Readonly<Record<ResourceKind, RegExp>> = {
  table: /^AWS::DynamoDB::(Global)?Table$/,
  bucket: /^AWS::S3::Bucket$/,
  queue: /^AWS::SQS::Queue$/,
  topic: /^AWS::SNS::Topic$/,
  bus: /^AWS::Events::EventBus$/,
  secret: /^AWS::SecretsManager::Secret$/,
  parameter: /^AWS::SSM::Parameter$/,
  function: /^AWS::Lambda::/,
};

/** Type of an own resource that is surely none of that kind; custom types may be anything. */
export function otherType(kind: ResourceKind, reference: Reference, { types }: PolicyPlace): string | undefined {
  const type = types.get(ownName(reference) ?? '');
  return type?.startsWith('AWS::') === true && !typesOf[kind].test(type) ? type : undefined;
}

/** `Table` and `{ Ref: 'Table' }` are one: what a policy wants is the ARN, which Ref gives of few types. */
function ownName(reference: Reference): string | undefined {
  if (typeof reference === 'string') return reference;
  const { Ref } = reference;
  return typeof Ref === 'string' && Object.keys(reference).length === 1 ? Ref : undefined;
}

/** ARNs and CloudFormation values stay; names become the CloudFormation value that gives the ARN. */
export function resourceArn(kind: ResourceKind, reference: Reference, place: PolicyPlace): unknown {
  const own = ownName(reference);
  if (own !== undefined && place.resources.has(own)) return ofOwnResource(kind, own, place);
  if (typeof reference !== 'string' || reference.startsWith('arn:')) return reference;
  if (kind === 'queue') return { 'Fn::GetAtt': [logicalIds.queue(reference), 'Arn'] };
  if (kind === 'topic') return { Ref: logicalIds.topic(reference) };
  return { 'Fn::Sub': `arn:\${AWS::Partition}:${byName(kind, reference, place)}` };
}

/** Whether a name says something: of an own resource, queue or function, or of what AWS itself knows by name. */
export function isKnownReference(kind: ResourceKind, reference: Reference, place: PolicyPlace): boolean {
  if (typeof reference !== 'string' || reference.startsWith('arn:') || place.resources.has(reference)) return true;
  if (kind === 'queue') return place.queues.has(reference);
  if (kind === 'topic') return place.topics.has(reference);
  if (kind === 'function') return place.lambdaNames.has(reference);
  return kind === 'secret' || kind === 'parameter' || (kind === 'bus' && reference === 'default');
}

// Ref of a topic and of a secret is its ARN; GetAtt knows no Arn of them, and of parameters neither knows one.
function ofOwnResource(kind: ResourceKind, logicalId: string, { rooted }: PolicyPlace): unknown {
  const path = `\${${logicalId}}`;
  if (kind === 'parameter')
    return { 'Fn::Sub': `arn:\${AWS::Partition}:ssm:${here}:parameter${rooted.has(logicalId) ? '' : '/'}${path}` };
  return kind === 'topic' || kind === 'secret' ? { Ref: logicalId } : { 'Fn::GetAtt': [logicalId, 'Arn'] };
}

function byName(kind: ResourceKind, name: string, place: PolicyPlace): string {
  if (kind === 'function') return `lambda:${here}:function:${place.lambdaNames.get(name) ?? name}`;
  if (kind === 'parameter') return `ssm:${here}:parameter/${name.replace(/^\//, '')}`;
  // Secrets Manager ends every ARN with a hyphen and six characters of its own.
  if (kind === 'secret') return `secretsmanager:${here}:secret:${name}-??????`;
  return `events:${here}:event-bus/${name}`;
}
