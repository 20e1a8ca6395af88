import type { Service } from '../../model/service.ts';
import type { PolicyPlace } from './grant.ts';

interface BucketResource {
  readonly Type?: string;
  readonly Properties?: { readonly BucketName?: unknown };
}

/** CloudFormation makes bucket names of stack, logical id and letters of its own, all in lower case. */
export function madeUpBucketArn({ partition, madeUpNames }: PolicyPlace, logicalId: string): string {
  const name = madeUpNames.replace(/-?\*$/, '').toLowerCase();
  return `arn:${partition}:s3:::${name}${madeUpNames.endsWith('-*') ? `-${logicalId.toLowerCase()}-*` : '*'}`;
}

/** Undefined: the service has no such bucket. */
export function ownBucketArn(service: Service, place: PolicyPlace, logicalId: string): string | undefined {
  const resource = service.resources[logicalId] as BucketResource | undefined;
  if (resource?.Type !== 'AWS::S3::Bucket') return undefined;
  const name = resource.Properties?.BucketName;
  return typeof name === 'string' ? `arn:${place.partition}:s3:::${name}` : madeUpBucketArn(place, logicalId);
}

export function ownBucketArns(service: Service, place: PolicyPlace): readonly string[] {
  return Object.keys(service.resources).flatMap((id) => ownBucketArn(service, place, id) ?? []);
}
