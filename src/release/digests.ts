import { outputs } from '../model/names.ts';
import type { Service } from '../model/service.ts';
import type { StackState } from '../model/snapshot.ts';
import { renderFoundation } from '../template/render-foundation.ts';
import { renderOpenApi } from '../template/render-openapi.ts';
import type { Template } from '../template/template.ts';
import { routesDigest } from '../template/routes-digest.ts';

/** What the stack will say about the template it was made from. A bucket once made stays. */
export function foundationOf(service: Service, stack: StackState | undefined, tooLargeToSend: boolean): Template {
  const hasBucket = stack?.outputs[outputs.artifactBucket] !== undefined;
  return renderFoundation(service, { needsBucket: hasBucket || tooLargeToSend });
}

/** Of the routes alone: account, versions and release number are fixed stand-ins. Empty for a service without routes. */
export function routesDigestOf(service: Service): string {
  if (service.routes.length === 0) return '';
  const versions = Object.fromEntries(service.functions.map(({ key }) => [key, '1']));
  const facts = {
    release: 0,
    accountId: '000000000000',
    region: service.environment.region,
    gatewayRoleArn: 'arn:aws:iam::000000000000:role/gateway',
    versions,
  };
  return routesDigest(renderOpenApi(service, facts));
}
