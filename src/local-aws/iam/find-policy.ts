import type { Params } from '../kernel/operation.ts';
import type { Tables } from '../kernel/store.ts';
import { awsManagedDocument } from './aws-managed-policies.ts';
import { noSuchPolicy, noSuchVersion } from './iam-error.ts';
import { policies, roles, type PolicyRow, type PolicyVersion } from './iam-rows.ts';
import { required } from './read-params.ts';

const AWS_MANAGED_SINCE = '2015-02-06T18:40:59.000Z';

function awsManaged(arn: string): PolicyRow | undefined {
  const document = awsManagedDocument(arn);
  if (document === undefined) return undefined;
  const pathAndName = arn.slice(arn.indexOf('/'));
  const name = pathAndName.slice(pathAndName.lastIndexOf('/') + 1);
  return {
    name,
    path: pathAndName.slice(0, -name.length),
    id: `ANPA${Buffer.from(name).toString('hex').toUpperCase().padEnd(17, 'A').slice(0, 17)}`,
    arn,
    createdAt: AWS_MANAGED_SINCE,
    updatedAt: AWS_MANAGED_SINCE,
    tags: [],
    defaultVersionId: 'v1',
    lastVersion: 1,
    versions: [{ id: 'v1', document, createdAt: AWS_MANAGED_SINCE }],
  };
}

/** The policy that `PolicyArn` names, AWS's own included; throws NoSuchEntity. */
export function findPolicy(store: Tables, params: Params): PolicyRow {
  const arn = required(params, 'PolicyArn');
  const policy = policies(store).get(arn) ?? awsManaged(arn);
  if (!policy) throw noSuchPolicy(arn);
  return policy;
}

export function findVersion(policy: PolicyRow, params: Params): PolicyVersion {
  const id = required(params, 'VersionId');
  const version = policy.versions.find((candidate) => candidate.id === id);
  if (!version) throw noSuchVersion(policy.arn, id);
  return version;
}

/** Changes a policy of the customer; AWS's own cannot be changed and are not found. */
export function changePolicy(
  store: Tables,
  params: Params,
  change: (policy: PolicyRow) => Partial<PolicyRow>,
): PolicyRow {
  const arn = required(params, 'PolicyArn');
  const policy = policies(store).get(arn);
  if (!policy) throw noSuchPolicy(arn);
  const changed = { ...policy, ...change(policy) };
  policies(store).set(arn, changed);
  return changed;
}

export function countAttachments(store: Tables, arn: string): number {
  return roles(store)
    .values()
    .filter(({ attached }) => attached.includes(arn)).length;
}
