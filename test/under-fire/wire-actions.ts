import type { WireCall } from './wire-proxy.ts';

/** An IAM action on a resource that a call asks for, and to whom it hands a role. */
export interface NeededRight {
  readonly action: string;
  readonly resource: string;
  readonly passedTo?: string;
}

const place = 'us-east-1:000000000000';

/** What AWS would ask of the caller, after the Service Authorization Reference. */
export function neededRights(call: WireCall): readonly NeededRight[] {
  if (call.service === 'sts') return [];
  const of = byService[call.service];
  if (!of) throw new Error(`a call to ${call.service}, for which no policy is known: ${call.method} ${call.path}`);
  return of(call);
}

type Reader = (call: WireCall) => readonly NeededRight[];

const one = (action: string, resource: string): readonly NeededRight[] => [{ action, resource }];

const byService: Readonly<Record<string, Reader>> = {
  lambda: lambdaRights,
  apigateway: gatewayRights,
  cloudformation: stackRights,
  s3: ({ method, path, query }) => {
    const [, bucket = '', key = ''] = /^\/([^/]+)\/?(.*)$/.exec(path) ?? [];
    const arn = `arn:aws:s3:::${bucket}`;
    if (query.has('notification')) return one(`s3:${method === 'GET' ? 'Get' : 'Put'}BucketNotification`, arn);
    if (method === 'HEAD') return [...one('s3:GetObject', `${arn}/${key}`), ...one('s3:ListBucket', arn)];
    if (method === 'PUT') return one('s3:PutObject', `${arn}/${key}`);
    if (method === 'DELETE') return one('s3:DeleteObject', `${arn}/${key}`);
    if (query.has('list-type')) return one('s3:ListBucket', arn);
    if (query.has('versions')) return one('s3:ListBucketVersions', arn);
    if (query.has('delete'))
      return [...one('s3:DeleteObject', `${arn}/x`), ...one('s3:DeleteObjectVersion', `${arn}/x`)];
    throw new Error(`an unknown call to S3: ${method} ${path}?${query.toString()}`);
  },
  iam: ({ body }) => {
    const form = new URLSearchParams(body);
    return one(`iam:${form.get('Action')}`, `arn:aws:iam::000000000000:role/${form.get('RoleName')}`);
  },
  logs: ({ body }) => {
    const { logGroupName = '' } = JSON.parse(body) as { logGroupName?: string };
    return one('logs:FilterLogEvents', `arn:aws:logs:${place}:log-group:${logGroupName}:log-stream:`);
  },
  sns: ({ body }) => one(`sns:${new URLSearchParams(body).get('Action')}`, '*'),
  events: ({ body }) => {
    const { Name, Rule, EventBusName: bus } = JSON.parse(body) as Readonly<Record<string, string | undefined>>;
    const action = Rule === undefined ? 'events:DescribeRule' : 'events:ListTargetsByRule';
    return one(action, `arn:aws:events:${place}:rule/${bus ? `${bus}/` : ''}${Rule ?? Name}`);
  },
  monitoring: () => one('cloudwatch:GetMetricData', '*'),
};

function stackRights({ body }: WireCall): readonly NeededRight[] {
  const form = new URLSearchParams(body);
  const action = `cloudformation:${form.get('Action')}`;
  const name = form.get('StackName') ?? '';
  const stack = name.startsWith('arn:') ? name : `arn:aws:cloudformation:${place}:stack/${name}/id`;
  const tags = form.has('Tags.member.1.Key') ? one('cloudformation:TagResource', stack) : [];
  return [...one(action, stack), ...tags];
}

function gatewayRights({ method, path, body }: WireCall): readonly NeededRight[] {
  const asked = one(`apigateway:${method}`, `arn:aws:apigateway:us-east-1::${path.replace(/^\/v2/, '')}`);
  const roles = [...body.matchAll(/\\"credentials\\":\s*\\"(arn:[^"\\]+)\\"/g)].map(([, role = '']) => role);
  return [...asked, ...[...new Set(roles)].map((role) => passed(role, 'apigateway.amazonaws.com'))];
}

const passed = (role: string, passedTo: string): NeededRight => ({ action: 'iam:PassRole', resource: role, passedTo });

/** Path below the date -> the action of each method. */
const lambdaPaths: readonly (readonly [RegExp, Readonly<Record<string, string>>])[] = [
  [/^functions$/, { POST: 'CreateFunction' }],
  [/^functions\/[^/]+$/, { GET: 'GetFunction', DELETE: 'DeleteFunction' }],
  [/^functions\/[^/]+\/code$/, { PUT: 'UpdateFunctionCode' }],
  [/^functions\/[^/]+\/configuration$/, { PUT: 'UpdateFunctionConfiguration' }],
  [/^functions\/[^/]+\/versions$/, { GET: 'ListVersionsByFunction', POST: 'PublishVersion' }],
  [/^functions\/[^/]+\/aliases$/, { GET: 'ListAliases', POST: 'CreateAlias' }],
  [/^functions\/[^/]+\/aliases\/[^/]+$/, { GET: 'GetAlias', PUT: 'UpdateAlias', DELETE: 'DeleteAlias' }],
  [/^functions\/[^/]+\/invocations$/, { POST: 'InvokeFunction' }],
  [/^functions\/[^/]+\/policy$/, { GET: 'GetPolicy', POST: 'AddPermission' }],
  [/^functions\/[^/]+\/policy\/[^/]+$/, { DELETE: 'RemovePermission' }],
  [
    /^functions\/[^/]+\/concurrency$/,
    { GET: 'GetFunctionConcurrency', PUT: 'PutFunctionConcurrency', DELETE: 'DeleteFunctionConcurrency' },
  ],
  [
    /^functions\/[^/]+\/provisioned-concurrency$/,
    {
      GET: 'GetProvisionedConcurrencyConfig',
      PUT: 'PutProvisionedConcurrencyConfig',
      DELETE: 'DeleteProvisionedConcurrencyConfig',
    },
  ],
  [/^event-source-mappings\/?$/, { GET: 'ListEventSourceMappings', POST: 'CreateEventSourceMapping' }],
  [
    /^event-source-mappings\/[^/]+$/,
    { GET: 'GetEventSourceMapping', PUT: 'UpdateEventSourceMapping', DELETE: 'DeleteEventSourceMapping' },
  ],
  [/^layers$/, { GET: 'GetLayerVersion' }],
  [/^layers\/[^/]+\/versions$/, { GET: 'ListLayerVersions', POST: 'PublishLayerVersion' }],
  [/^layers\/[^/]+\/versions\/\d+$/, { DELETE: 'DeleteLayerVersion' }],
  [/^tags\/.+$/, { POST: 'TagResource', DELETE: 'UntagResource' }],
  [/^account-settings$/, { GET: 'GetAccountSettings' }],
];

function lambdaRights(call: WireCall): readonly NeededRight[] {
  const path = call.path.replace(/^\/[\d-]+\//, '').replace(/\/$/, '');
  const name = actionOf(call, path);
  const body = call.body.startsWith('{') ? (JSON.parse(call.body) as LambdaBody) : {};
  return [...one(`lambda:${name}`, lambdaResource(call, path, body)), ...alsoNeeded(name, body)];
}

interface LambdaBody {
  readonly FunctionName?: string;
  readonly Role?: string;
  readonly Layers?: readonly string[];
  readonly Tags?: unknown;
  readonly S3Bucket?: string;
  readonly S3Key?: string;
  readonly Code?: { readonly S3Bucket?: string; readonly S3Key?: string };
}

function actionOf({ method, path: whole, query }: WireCall, path: string): string {
  const methods = lambdaPaths.find(([pattern]) => pattern.test(path))?.[1];
  const name = methods?.[method];
  if (!name) throw new Error(`an unknown call to Lambda: ${method} ${whole}`);
  if (path.endsWith('/provisioned-concurrency') && method === 'GET')
    return query.get('List') === 'ALL' ? 'ListProvisionedConcurrencyConfigs' : 'GetProvisionedConcurrencyConfig';
  return name;
}

/** Only invocations are asked for by version; lists that AWS cannot narrow are asked for on everything. */
function lambdaResource({ query }: WireCall, path: string, body: LambdaBody): string {
  const [kind = '', name = '', more, number] = path.split('/');
  if (kind === 'tags') return decodeURIComponent(path.slice('tags/'.length));
  if (path === 'layers') return query.get('Arn') ?? '*';
  if (kind === 'layers')
    return more && number ? `arn:aws:lambda:${place}:layer:${name}:${number}` : layerResource(name, body);
  if (kind !== 'functions') return '*';
  const plain = `arn:aws:lambda:${place}:function:${(body.FunctionName ?? name).replace(/:.*$/, '')}`;
  const qualifier = more === 'invocations' ? query.get('Qualifier') : undefined;
  return qualifier ? `${plain}:${qualifier}` : plain;
}

const layerResource = (name: string, body: LambdaBody): string =>
  Object.keys(body).length === 0 ? '*' : `arn:aws:lambda:${place}:layer:${name}`;

function alsoNeeded(name: string, body: LambdaBody): readonly NeededRight[] {
  const { S3Bucket, S3Key } = body.Code ?? body;
  const configures = name === 'CreateFunction' || name === 'UpdateFunctionConfiguration';
  return [
    ...(configures && body.Role ? [passed(body.Role, 'lambda.amazonaws.com')] : []),
    ...(configures ? (body.Layers ?? []).flatMap((layer) => one('lambda:GetLayerVersion', layer)) : []),
    ...(body.Tags && body.FunctionName
      ? one('lambda:TagResource', `arn:aws:lambda:${place}:function:${body.FunctionName}`)
      : []),
    ...(S3Bucket ? one('s3:GetObject', `arn:aws:s3:::${S3Bucket}/${S3Key}`) : []),
  ];
}
