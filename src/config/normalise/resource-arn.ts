import { logicalIds } from '../../model/logical-ids.ts';

export type Reference = string | Readonly<Record<string, unknown>>;

export type ResourceKind = 'table' | 'bucket' | 'queue' | 'topic' | 'bus' | 'secret' | 'parameter' | 'function';

/** What a policy may refer to by name. */
export interface PolicyPlace {
  /** Logical ids of the user's own resources. */
  readonly resources: ReadonlySet<string>;
  /** Their types. */
  readonly types: ReadonlyMap<string, string>;
  /** Names of the service's own queues. */
  readonly queues: ReadonlySet<string>;
  /** Names of the service's own topics. */
  readonly topics: ReadonlySet<string>;
  /** Function key -> lambda name. */
  readonly lambdaNames: ReadonlyMap<string, string>;
}

/** ARNs and CloudFormation values stay; names become the CloudFormation value that gives the ARN. */
export function resourceArn(kind: ResourceKind, reference: Reference, place: PolicyPlace): unknown {
  if (typeof reference !== 'string' || reference.startsWith('arn:')) return reference;
  if (place.resources.has(reference)) return ofOwnResource(kind, reference);
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

// Ref of a topic and of a secret is its ARN; GetAtt knows no Arn of them.
function ofOwnResource(kind: ResourceKind, logicalId: string): unknown {
  return kind === 'topic' || kind === 'secret' ? { Ref: logicalId } : { 'Fn::GetAtt': [logicalId, 'Arn'] };
}

const here = '${AWS::Region}:${AWS::AccountId}';

function byName(kind: ResourceKind, name: string, place: PolicyPlace): string {
  if (kind === 'function') return `lambda:${here}:function:${place.lambdaNames.get(name) ?? name}`;
  if (kind === 'parameter') return `ssm:${here}:parameter/${name.replace(/^\//, '')}`;
  // Secrets Manager ends every ARN with a hyphen and six characters of its own.
  if (kind === 'secret') return `secretsmanager:${here}:secret:${name}-??????`;
  return `events:${here}:event-bus/${name}`;
}
