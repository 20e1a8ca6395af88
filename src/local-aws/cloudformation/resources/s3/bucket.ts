import { AwsError, notImplemented } from '../../../kernel/aws-error.ts';
import { escapeXml } from '../../../server/xml.ts';
import { call, tagList, textOf, unlessMissing, unlessResumed } from '../call.ts';
import { corsXml } from './cors-xml.ts';
import { notificationXml } from './notification-xml.ts';
import type { Made, Properties, ResourceContext, ResourceType } from '../resource-type.ts';

/** Nothing here depends on them: who encrypts, owns or may see objects makes no difference on loopback. */
const WITHOUT_EFFECT = [
  'AccessControl',
  'BucketEncryption',
  'LifecycleConfiguration',
  'OwnershipControls',
  'PublicAccessBlockConfiguration',
];
const NOT_IMPLEMENTED = [
  'AccelerateConfiguration',
  'AnalyticsConfigurations',
  'IntelligentTieringConfigurations',
  'InventoryConfigurations',
  'LoggingConfiguration',
  'MetricsConfigurations',
  'ObjectLockConfiguration',
  'ObjectLockEnabled',
  'ReplicationConfiguration',
  'WebsiteConfiguration',
];

export const bucket: ResourceType = {
  type: 'AWS::S3::Bucket',
  properties: [
    ...WITHOUT_EFFECT,
    ...NOT_IMPLEMENTED,
    'BucketName',
    'CorsConfiguration',
    'NotificationConfiguration',
    'Tags',
    'VersioningConfiguration',
  ],
  createOnly: ['BucketName'],
  nameProperty: 'BucketName',
  attributes: ['Arn', 'DomainName', 'DualStackDomainName', 'RegionalDomainName', 'WebsiteURL'],
  taggable: true,
  create: async (context) => {
    refuse(context.properties);
    const Bucket = textOf(context.properties, 'BucketName') ?? context.generateName(63).toLowerCase();
    await unlessResumed(context.isResumed, create(context, Bucket));
    context.claim(Bucket);
    await configure(context, Bucket);
    return describe(context, Bucket);
  },
  update: async (context) => {
    refuse(context.properties);
    await configure(context, context.physicalId);
    return describe(context, context.physicalId);
  },
  remove: async ({ world, physicalId: Bucket }) => {
    await unlessMissing(call(world, 's3', 'DeleteBucket', { Bucket }));
  },
};

function refuse(properties: Properties): void {
  const name = NOT_IMPLEMENTED.find((candidate) => candidate in properties);
  if (name !== undefined) throw notImplemented('cloudformation', `AWS::S3::Bucket with ${name}`);
}

/** Creating one's own bucket again succeeds in us-east-1; a second resource must not take it over all the same. */
async function create({ world }: ResourceContext, Bucket: string): Promise<void> {
  const existing = await unlessMissing(call(world, 's3', 'HeadBucket', { Bucket }));
  if (existing) throw new AwsError('BucketAlreadyOwnedByYou', 409, `${Bucket} already exists`);
  await call(world, 's3', 'CreateBucket', { Bucket });
}

async function configure(context: ResourceContext, Bucket: string): Promise<void> {
  const { world, properties, tags } = context;
  const versioning = properties['VersioningConfiguration'] as { Status?: string } | undefined;
  if (versioning !== undefined) {
    const Body = `<VersioningConfiguration><Status>${versioning.Status ?? ''}</Status></VersioningConfiguration>`;
    await call(world, 's3', 'PutBucketVersioning', { Bucket, Body });
  }
  await call(world, 's3', 'PutBucketTagging', { Bucket, Body: taggingXml(tags) });
  await allowOrigins(context, Bucket);
  await notify(context, Bucket);
}

/** Set only by a template that says so, or did: others may have set their own. */
async function allowOrigins(context: Changing, Bucket: string): Promise<void> {
  const { world, properties, previous } = context;
  const wanted = properties['CorsConfiguration'] as Properties | undefined;
  if (wanted) await call(world, 's3', 'PutBucketCors', { Bucket, Body: corsXml(wanted) });
  else if (previous?.['CorsConfiguration']) await call(world, 's3', 'DeleteBucketCors', { Bucket });
}

type Changing = ResourceContext & { readonly previous?: Properties };

/** As with origins: only what a template says, or said. */
async function notify(context: Changing, Bucket: string): Promise<void> {
  const { world, properties, previous } = context;
  const wanted = properties['NotificationConfiguration'];
  if (wanted === undefined && previous?.['NotificationConfiguration'] === undefined) return;
  const Body = notificationXml(wanted as Properties | undefined);
  await call(world, 's3', 'PutBucketNotificationConfiguration', { Bucket, Body });
}

function taggingXml(tags: Readonly<Record<string, string>>): string {
  const rows = tagList(tags).map(
    ({ Key, Value }) => `<Tag><Key>${escapeXml(Key)}</Key><Value>${escapeXml(Value)}</Value></Tag>`,
  );
  return `<Tagging><TagSet>${rows.join('')}</TagSet></Tagging>`;
}

function describe({ world }: ResourceContext, name: string): Made {
  const { region } = world.config;
  const attributes = {
    Arn: `arn:aws:s3:::${name}`,
    DomainName: `${name}.s3.amazonaws.com`,
    DualStackDomainName: `${name}.s3.dualstack.${region}.amazonaws.com`,
    RegionalDomainName: `${name}.s3.${region}.amazonaws.com`,
    WebsiteURL: `http://${name}.s3-website-${region}.amazonaws.com`,
  };
  return { physicalId: name, attributes };
}
