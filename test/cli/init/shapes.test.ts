import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { findMistakes } from '../../../src/cli/commands/init/find-mistakes.ts';
import { findSource } from '../../../src/cli/init/find-source.ts';
import { makeConfig, type MadeConfig } from '../../../src/cli/init/make-config.ts';

// Shapes that were met in the files of others, each as small as it can be.

const work = mkdtempSync(join(tmpdir(), 'ship-shapes-'));
afterAll(() => rmSync(work, { recursive: true, force: true }));

const code = 'export const handler = async () => ({ statusCode: 200 });\n';
let count = 0;

/** What `ship init` makes of these files; the config it writes has no mistakes. */
async function init(files: Readonly<Record<string, string>>): Promise<MadeConfig> {
  const root = join(work, String(count++));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  const made = makeConfig(root, findSource(root, undefined), { entry: undefined, name: undefined });
  writeFileSync(join(root, 'services.config.ts'), made.text);
  expect(await findMistakes(join(root, 'services.config.ts'))).toEqual([]);
  return made;
}

const sam = (resources: string, rest = ''): string =>
  `Transform: AWS::Serverless-2016-10-31\n${rest}Resources:\n${resources}`;

test('functions and resources in files of their own are read, and their variables', async () => {
  const { text, notTaken } = await init({
    'serverless.yml': `service: auth
provider:
  name: aws
  stage: \${opt:stage, us-west-1}
  environment: { APP_ENV: "\${file(./env/\${self:provider.stage}.yml):env}", OTHER: "\${file(./env.js):other}" }
functions:
  - \${file(resources/functions.yml)}
  - \${file(more.js)}
resources:
  - \${file(resources/tables.yml)}
`,
    'env/us-west-1.yml': 'env: of-${self:service}\n',
    'resources/functions.yml': 'login: { handler: src/login.handler, events: [{ httpApi: POST /login }] }\n',
    'resources/tables.yml':
      'Resources: { Users: { Type: AWS::DynamoDB::Table, Properties: { TableName: "${self:service}-users" } } }\n',
    'src/login.ts': code,
  });
  expect(text).toContain("APP_ENV: 'of-auth'");
  expect(text).toContain("main: 'src/login.ts'");
  expect(text).toContain("TableName: 'auth-users'");
  expect(notTaken.join('\n')).toMatch(/functions \$\{file\(more\.js\)\}: they are in a file that was not read/);
});

test('a role written by hand becomes the permissions of those that name it', async () => {
  const { text, notTaken } = await init({
    'serverless.yml': `service: shelf
provider: { name: aws, role: arn:aws:iam::123456789012:role/old }
functions:
  list: { handler: list.handler, role: byHand, events: [{ http: { path: books, method: get, authorizer: null } }] }
resources:
  Resources:
    byHand:
      Type: AWS::IAM::Role
      Properties:
        ManagedPolicyArns: ['arn:aws:iam::aws:policy/AmazonSESFullAccess']
        Policies:
          - PolicyDocument:
              Statement:
                - { Effect: Allow, Action: ['logs:CreateLogStream', 'logs:PutLogEvents'], Resource: '*' }
                - { Effect: Allow, Action: 's3:*', Resource: '*' }
`,
    'list.js': code,
  });
  expect(text).toContain(
    "policies: [{ Action: 's3:*', Resource: '*' }, 'arn:aws:iam::aws:policy/AmazonSESFullAccess']",
  );
  // `authorizer: null` is an open route.
  expect(text).toContain("'GET /books': 'main'");
  expect(text).not.toContain('byHand');
  expect(notTaken).toEqual([expect.stringContaining('role/old: it is not in this file')]);
});

test('a user pool becomes an authorizer that accepts nobody until its audience is known', async () => {
  const pool = 'arn:aws:cognito-idp:eu-west-2:123456789012:userpool/eu-west-2_Abc';
  const { text, notTaken } = await init({
    'serverless.yml': `service: dwelling
provider: { name: aws }
functions:
  get: { handler: get.handler, events: [{ http: { path: a, method: get, authorizer: { arn: '${pool}' } } }] }
`,
    'get.js': code,
  });
  expect(text).toContain("issuer: 'https://cognito-idp.eu-west-2.amazonaws.com/eu-west-2_Abc'");
  expect(text).toContain("audience: [process.env['USERS_AUDIENCE'] ?? 'not-set']");
  expect(text).toContain("'GET /a': { function: 'main', authorizer: 'users' }");
  expect(notTaken.join()).toContain('until then none is accepted');
});

test('what a compiler would write into dist is found in src', async () => {
  const { text } = await init({
    'serverless.yml':
      'service: nest\nprovider: { name: aws }\nfunctions: { index: { handler: dist/handler.handler } }\n',
    'src/handler.ts': code,
  });
  expect(text).toContain("main: 'src/handler.ts'");
});

test('a parameter from Parameter Store, however it is written, and one without a default, are read from the environment of the deploy', async () => {
  const { text } = await init({
    'template.yaml': sam(
      `  Movies:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src
      Handler: functions/movie.handler
      Environment: { Variables: { HOST: !Ref Host, SENDER: !Ref Sender, KIND: !Ref Kind, KEY: '{{resolve:ssm:/key}}' } }
      Events: { Get: { Type: Api, Properties: { Path: /movies, Method: get, Auth: { Authorizer: AWS_IAM } } } }
    Metadata: { BuildMethod: esbuild, BuildProperties: { EntryPoints: [functions/movie.ts] } }
`,
      `Parameters:
  Host: { Type: 'AWS::SSM::Parameter::Value<String>', Default: /Host }
  Sender: { Type: String }
  Kind: { Type: String, Default: short }
`,
    ),
    'src/functions/movie.ts': code,
  });
  for (const line of [
    "HOST: process.env['HOST'] ?? ''",
    "SENDER: process.env['SENDER'] ?? ''",
    "KIND: 'short'",
    "KEY: process.env['KEY'] ?? ''",
  ])
    expect(text).toContain(`${line},\n`);
  expect(text).toContain("{ function: 'main', authorizer: 'iam' }");
});

test('topics of SAM are those of the template or of others', async () => {
  const { text } = await init({
    'template.yaml': sam(`  Hear:
    Type: AWS::Serverless::Function
    Properties:
      Handler: hear.handler
      Events:
        Own: { Type: SNS, Properties: { Topic: !Ref News, FilterPolicy: { kind: [a] } } }
        Other: { Type: SNS, Properties: { Topic: 'arn:aws:sns:eu-west-1:123456789012:all' } }
  News: { Type: AWS::SNS::Topic }
`),
    'hear.js': code,
  });
  expect(text).toContain("{ type: 'topic', name: 'Hear-Own', arn: { Ref: 'News' }, filter: { kind: ['a'] } }");
  expect(text).toContain("{ type: 'topic', name: 'Hear-Other', arn: 'arn:aws:sns:eu-west-1:123456789012:all' }");
});

test('names too long for AWS are cut at a word, those of functions, queues and rules alike', async () => {
  const long = 'TheFunctionThatReceivesEverythingFromTheWarehouseQueue';
  const { text } = await init({
    'template.yaml': sam(`  ${long}:
    Type: AWS::Serverless::Function
    Properties:
      Handler: hear.handler
      Events: { Get: { Type: HttpApi }, Also: { Type: HttpApi, Properties: { Path: /x, Method: get } } }
  Second${long}:
    Type: AWS::Serverless::Function
    Properties:
      Handler: hear.handler
      Environment: { Variables: { QUEUE: !Ref QueueOf${long} } }
      Events:
        ThatComesEveryNightFromTheWarehouse: { Type: Schedule, Properties: { Schedule: rate(1 day) } }
        Jobs: { Type: SQS, Properties: { Queue: !GetAtt QueueOf${long}.Arn } }
  QueueOf${long}: { Type: AWS::SQS::Queue }
`),
    'hear.js': code,
  });
  expect(text).toMatch(/QUEUE: \{ Ref: 'Queue\w+' \}/);
});

test('a CDK app without paths of constructs still gets names that people can read', async () => {
  const template = {
    Resources: {
      OrdersTableA9B65338: { Type: 'AWS::DynamoDB::Table', Properties: {} },
      ListOrders12345678: {
        Type: 'AWS::Lambda::Function',
        Properties: {
          Handler: 'index.handler',
          Runtime: 'nodejs22.x',
          Code: { S3Bucket: 'b', S3Key: `${'a'.repeat(64)}.zip` },
          Environment: { Variables: { TABLE: { Ref: 'OrdersTableA9B65338' } } },
        },
      },
    },
  };
  const artifacts = { Shop: { type: 'aws:cloudformation:stack', properties: { templateFile: 'Shop.template.json' } } };
  const { text, services } = await init({
    'cdk.json': '{ "app": "node app.js", "output": "build/cdk" }',
    'build/cdk/manifest.json': JSON.stringify({ version: '36.0.0', artifacts }),
    'build/cdk/Shop.template.json': JSON.stringify(template),
    'functions/list-orders/index.mjs': code,
  });
  expect(services).toEqual(['shop']);
  expect(text).toContain("entry: 'functions/list-orders/index.mjs'");
  expect(text).toContain("TABLE: { Ref: 'OrdersTable' }");
});

const table = '{ Type: AWS::DynamoDB::Table, Properties: { StreamSpecification: { StreamViewType: NEW_IMAGE } } }';

test('buckets and streams of a serverless.yml; a bucket without a resource gets one', async () => {
  const { text, notTaken } = await init({
    'serverless.yml': `service: photos
provider: { name: aws }
functions:
  hear:
    handler: hear.handler
    events:
      - s3: { bucket: my-photos, event: 's3:ObjectCreated:*', rules: [{ prefix: in/ }, { suffix: .jpg }] }
      - s3: { bucket: old-photos, event: 's3:ObjectRemoved:*', existing: true }
      - stream: { type: dynamodb, arn: !GetAtt Items.StreamArn, startingPosition: LATEST, maximumRetryAttempts: 2 }
      - stream: arn:aws:kinesis:eu-west-1:123456789012:stream/clicks
      - stream: { type: dynamodb, arn: !GetAtt Elsewhere.StreamArn }
resources: { Resources: { Items: ${table} } }
`,
    'hear.js': code,
  });
  expect(text.replaceAll(/\s+/g, ' ')).toContain(
    "{ type: 's3', name: 'hear-1', bucket: 'S3BucketMyPhotos', prefix: 'in/', suffix: '.jpg', }",
  );
  expect(text).toContain("S3BucketMyPhotos: { Type: 'AWS::S3::Bucket' }");
  expect(text).toContain("{ type: 's3', name: 'hear-2', bucket: 'old-photos', events: ['removed'] }");
  expect(text.replaceAll(/\s+/g, ' ')).toContain("type: 'dynamodb', name: 'hear-3', table: 'Items', start: 'latest',");
  expect(text).toContain("stream: 'arn:aws:kinesis:eu-west-1:123456789012:stream/clicks'");
  expect(notTaken.join('\n')).toContain('event hear-5 of hear: it comes from Elsewhere, which is not taken over');
});

test('buckets and streams of a SAM template', async () => {
  const { text } = await init({
    'template.yaml': sam(`  Hear:
    Type: AWS::Serverless::Function
    Properties:
      Handler: hear.handler
      Events:
        Photo: { Type: S3, Properties: { Bucket: !Ref Photos, Events: 's3:ObjectCreated:Put', Filter: { S3Key: { Rules: [{ Name: prefix, Value: in/ }] } } } }
        Item: { Type: DynamoDB, Properties: { Stream: !GetAtt Items.StreamArn, StartingPosition: TRIM_HORIZON, BatchSize: 5 } }
        Click: { Type: Kinesis, Properties: { Stream: !GetAtt Clicks.Arn, StartingPosition: LATEST, BisectBatchOnFunctionError: true } }
  Photos: { Type: AWS::S3::Bucket }
  Clicks: { Type: AWS::Kinesis::Stream, Properties: { ShardCount: 1 } }
  Items: ${table}
`),
    'hear.js': code,
  });
  const line = text.replaceAll(/\s+/g, ' ');
  expect(line).toContain(
    "type: 's3', name: 'Hear-Photo', bucket: 'Photos', events: ['s3:ObjectCreated:Put'], prefix: 'in/'",
  );
  expect(line).toContain("type: 'dynamodb', name: 'Hear-Item', table: 'Items', batchSize: 5, partialFailures: false");
  expect(line).toContain(
    "type: 'kinesis', name: 'Hear-Click', stream: 'Clicks', start: 'latest', partialFailures: false, bisect: true",
  );
});

test('what package.patterns names becomes assets and packages; what the bundler takes along needs none', async () => {
  const { text, notTaken } = await init({
    'serverless.yml': `service: patterns
provider: { name: aws }
package:
  individually: true
  patterns: ['!**', 'src/**', ./templates/**, certs/*.pem, '!certs/key.pem', node_modules/sharp/**, node_modules/.prisma/**, gone/**]
functions:
  a: { handler: src/a.handler, events: [{ httpApi: GET /a }] }
  b: { handler: src/b.handler, package: { include: [fonts/**], exclude: [templates/**] } }
`,
    'src/a.ts': code,
    'src/b.ts': code,
    'src/mail/hello.hbs': 'hello',
    'templates/page.html': '<p>',
    'certs/ca.pem': 'public',
    'certs/key.pem': 'secret',
    'fonts/a.ttf': 'font',
    'node_modules/sharp/package.json': '{"name":"sharp"}',
  });
  expect(text).toContain("assets: ['src/**/*.hbs', 'templates/**', 'certs/ca.pem']");
  expect(text).toContain("assets: ['src/**/*.hbs', 'certs/ca.pem', 'fonts/**']");
  expect(text).toContain("bundle: { nodeModules: ['sharp'] }");
  expect(notTaken).toEqual([
    expect.stringMatching(/^package.patterns gone/),
    expect.stringMatching(/^package.patterns node_modules\/.prisma/),
  ]);
});

test('of a folder that is shipped as it is the patterns stay; without source a zip is shipped', async () => {
  const python = await init({
    'serverless.yml': `service: py
provider: { name: aws, runtime: python3.13 }
package: { patterns: ['!ui/**', '!test/**'] }
functions: { api: { handler: api.handler } }
`,
  });
  expect(python.text).toContain("exclude: ['ui/**', 'test/**']");
  const zipped = await init({
    'serverless.yml': `service: zipped
provider: { name: aws }
functions: { api: { handler: built.handler, package: { artifact: ./api.zip } } }
`,
  });
  expect(zipped.text).toContain("zip: 'api.zip', handler: 'built.handler'");
});

test('nothing of a serverless.yml is lost without a word', async () => {
  const { notTaken, text } = await init({
    'serverless.yml': `service: left
provider:
  name: aws
  region: eu-west-1
  kmsKeyArn: arn:aws:kms:eu-west-1:123456789012:key/a
  apiGateway: { restApiId: abc }
  environment: { QUEUE_URL: "\${construct:jobs.queueUrl}" }
constructs: { jobs: { type: queue } }
custom: { prune: { automatic: true }, used: x }
functions:
  a:
    handler: a.handler
    tracing: Active
    url: true
    description: \${self:custom.used}
    events:
      - http: { path: a, method: get, integration: lambda, request: { schemas: {} } }
      - http: { path: b, method: get, integration: lambda-proxy }
      - sqs: { arn: 'arn:aws:sqs:eu-west-1:123456789012:q', enabled: false }
`,
    'a.js': code,
  });
  for (const left of [
    'event http of a: integration, request of it is not taken over',
    'event sqs of a: it is switched off',
    'a: url is not taken over',
    'constructs: ship knows nothing like it; it stays behind',
    'provider.kmsKeyArn is not taken over',
    'provider.apiGateway.restApiId is not taken over',
    'custom (prune): these are settings of plugins',
    expect.stringMatching(/^provider.region eu-west-1: say it in environments/),
    expect.stringMatching(/^variable QUEUE_URL/),
  ])
    expect(notTaken).toContainEqual(left);
  expect(notTaken).toHaveLength(9);
  expect(text).toContain('tracing: true');
  expect(text).toContain("QUEUE_URL: process.env['QUEUE_URL'] ?? ''");
});

test('nothing of a SAM template is lost without a word', async () => {
  const { notTaken } = await init({
    'template.yaml':
      sam(`  Api: { Type: AWS::Serverless::Api, Properties: { StageName: prod, DefinitionUri: swagger.yaml } }
  Flow: { Type: AWS::Serverless::StateMachine, Properties: { DefinitionUri: flow.asl.json } }
  Go:
    Type: AWS::Serverless::Function
    Properties: { CodeUri: ., Handler: go.handler, PackageType: Image, ImageConfig: { Command: [a] } }
    Metadata: { BuildMethod: makefile }
`),
    'go.js': code,
  });
  expect(notTaken).toEqual([
    'Go: PackageType is not taken over',
    'Go: ImageConfig is not taken over',
    expect.stringMatching(/^Go: BuildMethod makefile/),
    expect.stringMatching(/^Api: routes that only its OpenAPI document names \(swagger.yaml\)/),
    expect.stringMatching(/^resource Flow: AWS::Serverless::StateMachine stays/),
  ]);
});

test.each([
  ['serverless.yml', 'service: a\nprovider: { name: azure }\n', 'azure'],
  ['serverless.yml', 'service: a\nprovider: { name: aws }\n', 'no function'],
  ['template.yaml', 'AWSTemplateFormatVersion: 2010-09-09\nResources: {}\n', 'AWS::Serverless::Function'],
])('a %s without anything for ship is refused: %j', async (file, content, why) => {
  await expect(init({ [file]: content })).rejects.toMatchObject({
    code: 'INIT_UNREADABLE',
    why: expect.stringContaining(why),
  });
});
