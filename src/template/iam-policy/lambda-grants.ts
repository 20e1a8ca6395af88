import type { Service } from '../../model/service.ts';
import { eventGrants } from './event-grants.ts';
import { arnIn, type Grant, type PolicyPlace } from './grant.ts';

/** Functions, versions, aliases, layers. Qualified calls name `function:name:7`, all others the plain function. */
export function lambdaGrants(service: Service, place: PolicyPlace): readonly Grant[] {
  const functions = [arnIn(place, 'lambda', `function:${place.prefix}-*`)];
  return [
    {
      sid: 'ReadFunctions',
      for: ['deploy', 'promote', 'rollback', 'status', 'prune', 'destroy'],
      actions: reads,
      resources: functions,
    },
    {
      sid: 'Lock',
      for: ['deploy', 'rollback', 'prune', 'destroy'],
      actions: ['lambda:CreateAlias', 'lambda:GetAlias', 'lambda:UpdateAlias'],
      resources: functions,
    },
    { sid: 'FetchCode', for: ['promote'], actions: ['lambda:GetFunction'], resources: functions },
    { sid: 'PublishVersions', for: ['deploy'], actions: publishes, resources: functions },
    ...(isInvoked(service)
      ? [{ sid: 'Invoke', for: ['deploy' as const], actions: ['lambda:InvokeFunction'], resources: functions }]
      : []),
    ...concurrencyGrants(service, functions),
    ...accountGrants(),
    ...layerGrants(service, place),
    ...networkGrants(service),
    {
      sid: 'DeleteVersions',
      for: ['prune'],
      actions: ['lambda:DeleteAlias', 'lambda:DeleteFunction'],
      resources: functions,
    },
    { sid: 'DeleteFunctions', for: ['destroy'], actions: ['lambda:DeleteFunction'], resources: functions },
    ...eventGrants(service, place, functions),
  ];
}

const reads = [
  'lambda:GetFunctionConcurrency',
  'lambda:GetPolicy',
  'lambda:ListAliases',
  'lambda:ListProvisionedConcurrencyConfigs',
  'lambda:ListVersionsByFunction',
];

// CreateFunction with tags asks for TagResource as well; which tags the config will lose one day is not known.
const publishes = [
  'lambda:CreateFunction',
  'lambda:GetFunction',
  'lambda:PublishVersion',
  'lambda:TagResource',
  'lambda:UntagResource',
  'lambda:UpdateFunctionCode',
  'lambda:UpdateFunctionConfiguration',
];

const isInvoked = ({ smoke, hooks }: Service): boolean =>
  hooks.length > 0 || smoke.some(({ kind }) => kind === 'invoke');

function concurrencyGrants({ functions: all }: Service, functions: readonly string[]): readonly Grant[] {
  const provisions = all.some(({ provisionedConcurrency }) => provisionedConcurrency !== undefined);
  const reserves = all.some(({ reservedConcurrency }) => reservedConcurrency !== undefined);
  return [
    // The room that the account has; cannot be narrowed.
    ...(provisions || reserves
      ? [grant('ReadLimits', ['deploy', 'status'], ['lambda:GetAccountSettings'], ['*'])]
      : []),
    ...(provisions ? [grant('ProvisionConcurrency', ['deploy', 'rollback'], provisioning, functions)] : []),
    // What the config has forgotten too. A statement of its own: services share one by its name.
    grant('GiveBackConcurrency', ['deploy', 'rollback'], givesBack, functions),
    ...(reserves
      ? [grant('ReserveConcurrency', ['deploy', 'rollback'], ['lambda:PutFunctionConcurrency'], functions)]
      : []),
  ];
}

const givesBack = ['lambda:DeleteFunctionConcurrency', 'lambda:DeleteProvisionedConcurrencyConfig'];

const provisioning = ['lambda:PutProvisionedConcurrencyConfig', 'lambda:GetProvisionedConcurrencyConfig'];

const grant = (
  sid: string,
  purposes: Grant['for'],
  actions: readonly string[],
  resources: readonly string[],
): Grant => ({ sid, for: purposes, actions, resources });

// Lambda looks the network up with the rights of who configures it; none of the three can be narrowed.
// https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html#configuration-vpc-permissions
function networkGrants({ functions }: Service): readonly Grant[] {
  if (!functions.some(({ vpc }) => vpc !== undefined)) return [];
  const actions = ['ec2:DescribeSecurityGroups', 'ec2:DescribeSubnets', 'ec2:DescribeVpcs'];
  return [{ sid: 'LookUpNetwork', for: ['deploy'], actions, resources: ['*'] }];
}

/** Cannot be narrowed. */
function accountGrants(): readonly Grant[] {
  return [{ sid: 'ReadLimits', for: ['deploy'], actions: ['lambda:GetAccountSettings'], resources: ['*'] }];
}

/** A function's configuration is refused when who writes it may not read its layers. */
function layerGrants({ functions }: Service, place: PolicyPlace): readonly Grant[] {
  const layers = functions.flatMap(({ source }) => source.layers);
  const own = layers.some(({ kind }) => kind === 'local') ? [arnIn(place, 'lambda', `layer:${place.prefix}-*`)] : [];
  const others = layers.flatMap((layer) => (layer.kind === 'arn' ? [layer.arn] : []));
  if (own.length + others.length === 0) return [];
  return [
    {
      sid: 'ReadLayers',
      for: ['deploy'],
      actions: ['lambda:GetLayerVersion'],
      resources: [...own.map((arn) => `${arn}:*`), ...new Set(others)],
    },
    ...(own.length > 0 ? ownLayerGrants(own) : []),
  ];
}

function ownLayerGrants(layers: readonly string[]): readonly Grant[] {
  const versions = layers.map((arn) => `${arn}:*`);
  return [
    { sid: 'PublishLayers', for: ['deploy'], actions: ['lambda:PublishLayerVersion'], resources: layers },
    { sid: 'FetchLayers', for: ['promote'], actions: ['lambda:GetLayerVersion'], resources: versions },
    // Cannot be narrowed to a layer.
    { sid: 'ListLayers', for: ['deploy', 'prune', 'destroy'], actions: ['lambda:ListLayerVersions'], resources: ['*'] },
    { sid: 'DeleteLayers', for: ['prune', 'destroy'], actions: ['lambda:DeleteLayerVersion'], resources: versions },
  ];
}
