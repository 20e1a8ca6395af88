import { compact, type Settings } from '../draft.ts';
import { isFunction, type Resource, type Resources } from './whole-template.ts';

/** Functions that the CDK adds for its own custom resources: single ones have a hash of 32 digits in their name. */
const isHelper = (id: string, resource: Resource): boolean =>
  isFunction(resource) &&
  (/[0-9a-f]{32}|CustomResourceProvider|CustomCDK|AWS679f53fac/.test(
    `${id} ${String(resource.Metadata['aws:cdk:path'])}`,
  ) ||
    /^(__entrypoint__|framework)\./.test(String(resource.Properties['Handler'])));

/** The stack without what the CDK needs for itself; its custom resources go where they are listed. */
export const withoutHelpers = (resources: Resources): Resources =>
  Object.fromEntries(Object.entries(resources).filter(([id, one]) => !isHelper(id, one)));

/** What was read into functions, routes, events and permissions, or is ship's own work. */
const readElsewhere =
  /^(AWS::(Lambda::(?!CodeSigning)|ApiGatewayV2::(Api|Route|Stage|Integration|Authorizer)$|ApiGateway::(RestApi|Resource|Method|Deployment|Stage|Account|Authorizer|Model|RequestValidator|GatewayResponse)$|IAM::(Role|Policy|ManagedPolicy)$|CDK::|SNS::Subscription|Events::Rule|Scheduler::Schedule$|Logs::LogGroup$|CloudFormation::Stack$)|Custom::(LogRetention|S3BucketNotifications|S3AutoDeleteObjects)$)/;

/** The resources that stay resources: tables, buckets, topics, and what is to be listed as not taken over. */
export function ownParts(resources: Resources, queues: ReadonlySet<unknown>): Settings {
  const own = Object.entries(resources).filter(([id, { Type }]) => !readElsewhere.test(Type) && !queues.has(id));
  return Object.fromEntries(own.map(([id, resource]) => [id, compact({ ...resource, Metadata: undefined })]));
}
