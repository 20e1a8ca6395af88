import { logicalIds } from '../../model/logical-ids.ts';
import type { Service } from '../../model/service.ts';
import { madeUpBucketArn, ownBucketArns } from './bucket-arns.ts';
import { arnIn, globalArn, type Grant, type PolicyPlace } from './grant.ts';

/** The stack, its bucket, its roles handed on, and what is read to look after the service. */
export function stackGrants(service: Service, place: PolicyPlace): readonly Grant[] {
  const stack = [arnIn(place, 'cloudformation', `stack/${place.prefix}/*`)];
  return [
    {
      sid: 'ReadStack',
      for: ['deploy', 'promote', 'rollback', 'status', 'prune', 'destroy'],
      actions: ['cloudformation:DescribeStacks', 'cloudformation:GetTemplate'],
      resources: stack,
    },
    { sid: 'ChangeStack', for: ['deploy', 'prune'], actions: changes, resources: stack },
    { sid: 'DeleteStack', for: ['deploy', 'destroy'], actions: ['cloudformation:DeleteStack'], resources: stack },
    {
      sid: 'ListResources',
      for: ['status', 'destroy'],
      actions: ['cloudformation:ListStackResources'],
      resources: stack,
    },
    {
      sid: 'ReadRoles',
      for: ['status'],
      actions: ['iam:GetRolePolicy', 'iam:ListAttachedRolePolicies', 'iam:ListRolePolicies'],
      resources: [globalArn(place, 'iam', `role/${place.madeUpNames}`)],
    },
    ...passRoles(service, place),
    ...bucketGrants(service, place),
    ...watchGrants(place),
    ...bakeGrants(service),
  ];
}

const changes = [
  'cloudformation:CreateChangeSet',
  'cloudformation:DeleteChangeSet',
  'cloudformation:DescribeChangeSet',
  'cloudformation:DescribeStackEvents',
  'cloudformation:ExecuteChangeSet',
  // Stacks carry tags, and CreateChangeSet with others than before asks for both.
  'cloudformation:TagResource',
  'cloudformation:UntagResource',
];

/** Handing a role to a service is what makes deploying powerful: these roles, to these services, nothing else. */
function passRoles(service: Service, place: PolicyPlace): readonly Grant[] {
  const role = globalArn(place, 'iam', `role/${place.madeUpNames}`);
  const to = (sid: string, principal: string): Grant => ({
    sid,
    for: ['deploy'],
    actions: ['iam:PassRole'],
    resources: [role],
    condition: { StringEquals: { 'iam:PassedToService': principal } },
  });
  return [
    to('PassToLambda', 'lambda.amazonaws.com'),
    ...(service.routes.length > 0 ? [to('PassToGateway', 'apigateway.amazonaws.com')] : []),
  ];
}

/** Zips above 50 MB; Lambda fetches them with the rights of who calls it. */
function bucketGrants(service: Service, place: PolicyPlace): readonly Grant[] {
  const bucket = madeUpBucketArn(place, logicalIds.artifactBucket);
  // `ship destroy --delete-data` empties the service's own ones too.
  const all = [bucket, ...ownBucketArns(service, place)];
  return [
    {
      sid: 'Artifacts',
      for: ['deploy'],
      actions: ['s3:GetObject', 's3:PutObject'],
      resources: [`${bucket}/artifacts/*`],
    },
    // Without it S3 answers 403, not 404, for an object that is not there.
    { sid: 'ListArtifacts', for: ['deploy', 'prune'], actions: ['s3:ListBucket'], resources: [bucket] },
    { sid: 'DeleteArtifacts', for: ['prune'], actions: ['s3:DeleteObject'], resources: [`${bucket}/artifacts/*`] },
    { sid: 'ListBucket', for: ['destroy'], actions: ['s3:ListBucketVersions'], resources: all },
    {
      sid: 'EmptyBucket',
      for: ['destroy'],
      actions: ['s3:DeleteObject', 's3:DeleteObjectVersion'],
      resources: all.map((arn) => `${arn}/*`),
    },
  ];
}

/**
 * A release that is watched on its way is judged by metrics, and by alarms; neither read can be narrowed. Always:
 * `--strategy` asks for it where the config does not.
 */
function bakeGrants({ bake }: Service): readonly Grant[] {
  const read = (sid: string, action: string): Grant => ({ sid, for: ['deploy'], actions: [action], resources: ['*'] });
  return [
    read('WatchRelease', 'cloudwatch:GetMetricData'),
    ...(bake.alarms.length > 0 ? [read('ReadAlarms', 'cloudwatch:DescribeAlarms')] : []),
  ];
}

/** `ship logs` and `ship metrics`. */
function watchGrants(place: PolicyPlace): readonly Grant[] {
  return [
    {
      sid: 'ReadLogs',
      for: ['status'],
      actions: ['logs:FilterLogEvents'],
      resources: [arnIn(place, 'logs', `log-group:/aws/lambda/${place.prefix}-*`)],
    },
    // CloudWatch's reads know no resources.
    { sid: 'ReadMetrics', for: ['status'], actions: ['cloudwatch:GetMetricData'], resources: ['*'] },
  ];
}
