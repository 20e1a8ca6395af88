import { roleMark } from '../model/identities.ts';
import { logicalIds } from '../model/logical-ids.ts';
import { outputs, stackName } from '../model/names.ts';
import type { Service } from '../model/service.ts';
import { tagsMetadata } from '../model/tags.ts';
import { alarmResources } from './alarms.ts';
import { artifactBucket } from './artifact-bucket.ts';
import { dashboardResources } from './dashboard.ts';
import { executionRole } from './execution-role.ts';
import { foundationDigest } from './foundation-digest.ts';
import { gatewayResources } from './gateway.ts';
import { connectionsMetadata } from './kept-connections.ts';
import { logGroup } from './log-group.ts';
import { foundationOutputs } from './outputs.ts';
import { queueResources } from './queues.ts';
import { ruleResources } from './rules.ts';
import { topicResources } from './topics.ts';
import type { FoundationOptions, Resource, Template } from './template.ts';

/**
 * What outlives releases, as one CloudFormation template: roles, log groups, the HTTP API, queues, rules, alarms, a dashboard, the user's own
 * resources. It names no version, no deployment and no stage. The same service gives the same text.
 */
export function renderFoundation(service: Service, options: FoundationOptions): Template {
  const metadata = { ...connectionsMetadata(service), ...tagsMetadata(service) };
  const template: Template = {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: `Foundation of ${stackName(service)}, made by ship: what outlives its releases.`,
    ...(Object.keys(metadata).length > 0 && { Metadata: metadata }),
    Resources: { ...ownResources(service, options), ...(service.resources as Record<string, Resource>) },
    Outputs: foundationOutputs(service, options),
  };
  const digest = { Description: 'Tells ship whether the foundation is up to date.', Value: foundationDigest(template) };
  return { ...template, Outputs: { ...template.Outputs, [outputs.foundationDigest]: digest } };
}

/** Logical ids that the user's own `resources` may refer to, but not define. */
export function ownResources(service: Service, options: FoundationOptions): Record<string, Resource> {
  const perFunction = service.functions.flatMap((definition) => [
    [logicalIds.logGroup(definition.key), logGroup(definition)] as const,
    [logicalIds.role(definition.key, roleMark(service, definition)), executionRole(definition)] as const,
  ]);
  return {
    ...gatewayResources(service),
    ...Object.fromEntries(perFunction),
    ...queueResources(service),
    ...ruleResources(service),
    ...topicResources(service),
    ...alarmResources(service),
    ...dashboardResources(service),
    ...(options.needsBucket && { [logicalIds.artifactBucket]: artifactBucket }),
  };
}
