/**
 * Generated from the TSDoc in `written/` by test/config/key-docs.test.ts: `name | text | default, or what it extends`.
 */
export const keyDocs = `
QueueEventConfig | Messages of an SQS queue, in batches.
QueueEventConfig.name | Names the queue within the service; ship makes it, with a queue for dead letters, unless \`arn\` is given.
QueueEventConfig.arn | ARN of a queue that exists.
QueueEventConfig.batchSize |  | 10
QueueEventConfig.batchWindow | Seconds to wait for a batch to fill, 0 to 300. | 0
QueueEventConfig.partialFailures | The function answers which messages failed (\`batchItemFailures\`); without it one failure repeats the batch. | true
QueueEventConfig.maximumConcurrency | Executions this queue may start at once, 2 to 1000.
QueueEventConfig.visibilityTimeout | Seconds that a received message is hidden from others. | six times the function's time-out, as AWS advises
QueueEventConfig.maxReceives | Tries before a message goes to the dead letters. | 5
QueueEventConfig.filters | Event filter patterns; a message that matches none is dropped.
BusEventConfig | Events of an EventBridge bus that match a pattern.
BusEventConfig.name | Names the rule within the service.
BusEventConfig.bus | Name or ARN of the bus. | 'default'
BusEventConfig.pattern | EventBridge event pattern.
ScheduleEventConfig | By the clock.
ScheduleEventConfig.name | Names the rule within the service.
ScheduleEventConfig.schedule | \`rate(5 minutes)\` or \`cron(0 8 * * ? *)\`, in UTC.
ScheduleEventConfig.input | The event the function gets, instead of EventBridge's own.
TopicEventConfig | Messages of an SNS topic, one at a time.
TopicEventConfig.name | Names the topic within the service; ship makes it unless \`arn\` is given.
TopicEventConfig.arn | A topic that exists: its ARN, or a CloudFormation value such as \`{ Ref: 'News' }\`.
TopicEventConfig.filter | SNS filter policy; a message that does not match is not delivered.
TopicEventConfig.filterScope | What the filter looks at: the message's attributes, or its body as JSON. | 'attributes'
DynamodbEventConfig | What happens to the items of a DynamoDB table, read from its stream. | StreamEventConfig
DynamodbEventConfig.table | Logical id of one of \`resources\` (a table with \`StreamSpecification\`); or the stream's ARN, or a CloudFormation value that gives it.
DynamodbEventConfig.start | Where a new consumer begins: at the oldest record that the stream still holds, or at what comes from now on. | 'trim-horizon'
KinesisEventConfig | Records of a Kinesis stream. | StreamEventConfig
KinesisEventConfig.stream | Logical id of one of \`resources\`; or the stream's ARN, or a CloudFormation value that gives it.
KinesisEventConfig.start | Where a new consumer begins: at the oldest record that the stream still holds, at what comes from now on, or at a time (ISO 8601). | 'trim-horizon'
StreamEventConfig | What DynamoDB and Kinesis streams have in common.
StreamEventConfig.name | Names the event within the service.
StreamEventConfig.batchSize |  | 100
StreamEventConfig.batchWindow | Seconds to wait for a batch to fill, 0 to 300. | 0
StreamEventConfig.partialFailures | The function answers which record failed (\`batchItemFailures\`); without it one failure repeats the batch. | true
StreamEventConfig.bisect | A failed batch is tried again in halves. | false
StreamEventConfig.retries | Tries after the first one, 0 to 10,000. Without it a failing record is tried until it expires, and blocks what comes behind it.
StreamEventConfig.maxAge | Seconds after which a record is given up, 60 to 604,800.
StreamEventConfig.parallelization | Batches of one shard that are worked on at once, 1 to 10. | 1
StreamEventConfig.onFailure | Told about records that are given up: the name of one of the service's own queues or topics, one of \`resources\`, or an ARN.
StreamEventConfig.filters | Event filter patterns; a record that matches none is passed over.
S3EventConfig | What happens to the objects of an S3 bucket, one at a time.
S3EventConfig.name | Names the notification within the service.
S3EventConfig.bucket | Logical id of one of \`resources\`, the name of a bucket of this account and region, or a CloudFormation value that gives it.
S3EventConfig.events | \`created\`, \`removed\`, or S3's own words: \`s3:ObjectTagging:*\`. | ['created']
S3EventConfig.prefix | Only objects whose key begins so.
S3EventConfig.suffix | Only objects whose key ends so.
FunctionSettings | Settings that can be given for all functions, for one, and per environment.
FunctionSettings.runtime | Lambda's runtime identifier. | 'nodejs22.x'
FunctionSettings.architecture | Native modules are chosen for the machine that builds, so arm64 is a decision of yours. | 'x86_64'
FunctionSettings.memory | Memory in MB, 128 to 10240; the share of CPU grows with it. | 512
FunctionSettings.timeout | Time-out in seconds, 1 to 900. Behind a route the gateway waits 30 seconds at most. | 15
FunctionSettings.storage | Size of /tmp in MB, 512 to 10240. | 512
FunctionSettings.environment | Environment variables: text, number, boolean, or a CloudFormation value such as \`{ Ref: 'Table' }\`.
FunctionSettings.layers | Layers, at most five: ARN with version, or one that lies beside the code. The local AWS goes without those of other accounts.
FunctionSettings.vpc | Runs the function inside a VPC.
FunctionSettings.reservedConcurrency | Executions this function may have at once, taken from the account's share: one number for all versions, so it grows before a switch and shrinks after it.
FunctionSettings.provisionedConcurrency | Environments kept warm for the live version.
FunctionSettings.warm | Times that the function's first smoke test is run at once before the switch, so that so many environments wait for callers.
FunctionSettings.policies | What the function may do, beyond its own logs and queues. Lists of several places are joined.
FunctionSettings.tracing | Traces with X-Ray. | false
FunctionSettings.logRetention | Days that logs are kept. | 30
FunctionConfig | One Lambda. Exactly one of \`entry\`, \`folder\` and \`zip\` says where its code is. | FunctionSettings
FunctionConfig.entry | TypeScript or JavaScript file to bundle, relative to the service's root.
FunctionConfig.folder | Folder to zip as it is, relative to the service's root.
FunctionConfig.include | Patterns of the paths inside \`folder\` that are shipped. | everything
FunctionConfig.exclude | Patterns of paths in the zip that are left out: of \`folder\`, or of what \`bundle.nodeModules\` and \`assets\` ship.
FunctionConfig.zip | Zip file made by something else, relative to the service's root.
FunctionConfig.handler | With \`entry\`: name of the export. Else \`file.export\`, as Lambda wants it. | 'handler', without entry 'index.handler'
FunctionConfig.description | One sentence; shown in the Lambda console.
FunctionConfig.bundle | How \`entry\` is bundled.
FunctionConfig.assets | Files to ship beside the bundle, relative to the service's root: templates, views, certificates.
FunctionConfig.events | What else invokes the function, besides routes.
FunctionConfig.payload | Payload format of this function's routes; see the service's \`payload\`.
LayerConfig | A layer by ARN, with what only its owner knows.
LayerConfig.arn | Layer version ARN.
LayerConfig.unzippedBytes | Size when unpacked; saves downloading the layer once to find out.
LocalLayerConfig | A layer made from files of the service.
LocalLayerConfig.name | Names the layer within the service.
LocalLayerConfig.path | Folder or zip with what is to lie under /opt, relative to the service's root.
VpcConfig | Subnets and security groups of a VPC.
VpcConfig.subnets | Ids of at least one subnet; two in different zones survive the loss of one.
VpcConfig.securityGroups | Ids of at least one security group.
BundleConfig | How esbuild bundles an entry.
BundleConfig.minify | Makes the bundle small. | true
BundleConfig.sourcemap | Ships a source map beside the code. | false
BundleConfig.format | Module format of the bundle. | 'esm' where the service's package.json says \`"type": "module"\`, 'cjs' otherwise and for \`.cjs\` and \`.cts\`
BundleConfig.external | Imports to leave as they are: the runtime or a layer has them.
BundleConfig.nodeModules | Packages to ship unbundled in node_modules: native modules, and what reads its own files.
BundleConfig.awsSdk | Whether the AWS SDK is shipped, or left to the version that Lambda's runtime happens to bring. | 'bundled'
BundleConfig.define | Global names to replace by constants.
BundleConfig.loader | esbuild's loader by file extension: \`{ '.html': 'text' }\`.
BundleConfig.mainFields | Fields of a package.json that name its main file, in this order. | ['module', 'main']
BundleConfig.target | Syntax that the bundle may use, as esbuild writes it. | that of the runtime
BundleConfig.tsconfig | TypeScript settings other than the nearest tsconfig.json, relative to the service's root.
BundleConfig.banner | Text to put in front of the bundle.
BundleConfig.outdir | Folder inside the zip that the bundle comes to lie in: \`src\` for code that reads \`../views\` from there. | the zip's root
BundleConfig.stripStage | Takes \`/ship-preview\` off the paths of events, for routers that go by the whole path. Unless it is said, done where the bundle holds a known one. Also beside \`folder\`, for Node.js. | by what is bundled
AssetConfig | A file or folder to ship, and where it comes to lie in the zip.
AssetConfig.from | File, folder or pattern, relative to the service's root.
AssetConfig.to | Folder inside the zip. | the same relative path
NotifyConfig | Whom to tell about runs. A run never fails because nobody could be told.
NotifyConfig.urlFrom | Name of the environment variable that holds the webhook's URL; the URL is a secret and is never written or shown.
NotifyConfig.format | \`slack\`: \`{ text }\`, which Slack, Mattermost and others take. \`json\`: the facts as well, see docs/machine-output.md. | 'slack'
NotifyConfig.on | Which moments are told. \`on-preview\`: a release waits there for somebody to promote or abort it. | ['live', 'on-preview', 'undone', 'needs-person']
NotifyConfig.environments | Names of the environments it is about. | all whose target is aws
StatementConfig | A statement of an IAM policy.
StatementConfig.Effect |  | 'Allow'
StatementConfig.Action | One action or several: \`dynamodb:GetItem\`.
StatementConfig.Resource | ARNs or CloudFormation values.
StatementConfig.Condition | As IAM writes it.
PolicyShorthand | Least privilege in one line; the value is an ARN, a CloudFormation value, or the logical id of one of \`resources\`.
PolicyShorthand.readTable | DynamoDB table and its indexes: get, query, scan.
PolicyShorthand.writeTable | DynamoDB table and its indexes: everything \`readTable\` may, put, update, delete.
PolicyShorthand.readBucket | S3 bucket: list, get.
PolicyShorthand.writeBucket | S3 bucket: everything \`readBucket\` may, put, delete.
PolicyShorthand.sendToQueue | SQS queue: send. Also the name of one of this service's own queues.
PolicyShorthand.publishToTopic | SNS topic: publish. Also the name of one of this service's own topics.
PolicyShorthand.putEvents | EventBridge bus: put events.
PolicyShorthand.readSecret | Secrets Manager secret: read its value.
PolicyShorthand.readParameter | Parameter Store: read; a name starting with a slash, or an ARN.
PolicyShorthand.invokeFunction | Lambda function: invoke.
RouteConfig | All about one route.
RouteConfig.function | Key of the function that answers; or else give \`proxy\`.
RouteConfig.proxy | URL of an HTTP service that answers instead: \`https://legacy.example.com/{path}\` for a route \`ANY /{path+}\`.
RouteConfig.authorizer | Name of one of the service's \`authorizers\`.
RouteConfig.scopes | One of them must be in the token; JWT authorizers only.
RouteConfig.payload | Payload format of this route; see the service's \`payload\`.
RouteConfig.timeout | Seconds the gateway waits, 0.05 to 30. | 30
RouteConfig.openapi | Members of the OpenAPI operation, kept as they are: summary, tags, requestBody, responses.
IamAuthorizerConfig | Requests signed with AWS credentials, allowed by IAM (\`execute-api:Invoke\`).
JwtAuthorizerConfig | Tokens that the gateway itself checks.
JwtAuthorizerConfig.issuer | Issuer of the tokens, an https URL; for the local AWS also one on loopback.
JwtAuthorizerConfig.audience | Who the tokens must be for.
JwtAuthorizerConfig.identitySource |  | '$request.header.Authorization'
LambdaAuthorizerConfig | A Lambda that says who may.
LambdaAuthorizerConfig.function | Key of a function of this service, or \`service.export\` of another one.
LambdaAuthorizerConfig.payload |  | '2.0'
LambdaAuthorizerConfig.simpleResponses | The function answers \`{ isAuthorized, context }\` instead of an IAM policy. Payload 2.0 only. | true with payload 2.0
LambdaAuthorizerConfig.identitySources | Where the identity is; a request that lacks one of them is 401 without asking the function. | ['$request.header.Authorization']
LambdaAuthorizerConfig.cacheSeconds | Seconds that an answer is remembered per identity, 0 to 3600. | 0
CorsConfig | Which browsers may call the API.
CorsConfig.origins |  | ['*']
CorsConfig.methods |  | ['*']
CorsConfig.headers |  | ['*'], with credentials []
CorsConfig.exposeHeaders | Response headers that scripts may read.
CorsConfig.credentials | Lets browsers send cookies; needs \`origins\` by name. | false
CorsConfig.maxAge | Seconds a browser may remember the answer, up to 86400.
ServiceConfig | One service: a main Lambda, handlers broken out of it, and how people and events reach them. They go live as one.
ServiceConfig.description | One sentence; shown in the public OpenAPI document.
ServiceConfig.root | Folder of the service, relative to the config file. Paths of its functions are relative to it. | \`services/{name}\`
ServiceConfig.main | The main Lambda, key \`main\`: its entry file, or all about it.
ServiceConfig.functions | Handlers broken out into Lambdas of their own, by key: the entry file, or all about it.
ServiceConfig.defaults | Settings for every function of this service.
ServiceConfig.payload | Format of the events that routes send: \`2.0\` (HTTP API) or \`1.0\` (as REST APIs send). | '2.0'
ServiceConfig.routes | Routes by key (\`GET /orders/{id}\`, \`ANY /files/{path+}\`, \`$default\`): the function's key, or all about it.
ServiceConfig.openapi | Own OpenAPI 3.0 file (YAML or JSON), relative to the service's root: what it says of an operation is joined to the route of that method and path, its schemas are kept.
ServiceConfig.authorizers | Who may call routes, by the name that routes use.
ServiceConfig.cors | Lets browsers of other origins call the API; \`true\` is every origin, method and header. | false
ServiceConfig.smoke | Tests of a release: over HTTP on the preview and on the live URL, or by invoking a function directly.
ServiceConfig.hooks | Functions that are invoked once per release, in this order, before anything is switched: a migration.
ServiceConfig.budgets | Sizes this service does not want to exceed.
ServiceConfig.strategy | How a release goes live: \`all-at-once\`, \`manual\` (it waits on the preview for \`promote-preview\`), \`canary:10%/10m\` or \`linear:20%/2m\`, or the last two as an object. | 'all-at-once'
ServiceConfig.bake | How a new release is watched, and when it is taken back.
ServiceConfig.exports | Functions that other services may use as \`service.name\`: export name -> function key.
ServiceConfig.imports | Functions of other services that this one invokes: environment variable -> \`service.export\`. Every function gets the ARN to invoke in that variable, and may invoke it.
ServiceConfig.resources | Own CloudFormation resources, by logical id; environment variables and policies may \`Ref\` them.
ServiceConfig.tags | Tags of the service's stack, which hands them on, and of its functions; a change of them alone is deployed too.
ServiceConfig.keepReleases | How many releases one can go back to. | 10
ServiceConfig.ignore | What \`ship doctor\` says and does not apply here: code -> the reason.
ServiceConfig.watch | Alarms and a dashboard. | true
HookConfig | A function that is invoked once per release before anything is switched.
HookConfig.function | Key of the function.
HookConfig.name |  | the function's key
HookConfig.event |  | {}
HookConfig.timeout | Seconds to wait for it to end. | the function's time-out
BudgetsConfig | Sizes to stay under, besides Lambda's own limit of 250 MB unzipped.
BudgetsConfig.unzipped | Function key -> code and layers unzipped: bytes, or text such as \`40 MB\` (1 MB = 1024 * 1024 bytes).
BudgetsConfig.growth | Growth against the last release that is refused: \`0.1\` is ten per cent.
ResourceConfig | A CloudFormation resource as CloudFormation writes it.
ResourceConfig.Type | \`AWS::DynamoDB::Table\`.
ResourceConfig.Properties | As CloudFormation documents them for that type.
ServicesConfig | What \`services.config.ts\` exports. Every key that has a default may be left out.
ServicesConfig.$schema | For JSON files: where the JSON Schema is that editors shall use.
ServicesConfig.environments | Named targets. \`local\` is always there: a local AWS on this machine that needs no account. | { local: { target: 'local' } }
ServicesConfig.defaults | Settings for every function of every service. The more specific place wins.
ServicesConfig.notify | Whom to tell when a release goes live or does not.
ServicesConfig.services | The services, by name: lower-case letters, digits and hyphens.
EnvironmentConfig | A named target: where services go, and what is different there.
EnvironmentConfig.target | \`local\`: the local AWS that ship brings along. \`aws\`: an account. | 'aws', for the environment called \`local\`: 'local'
EnvironmentConfig.account | The account's 12 digits, in quotes. Credentials of another account are refused before anything is done.
EnvironmentConfig.region | Needed when the target is \`aws\`.
EnvironmentConfig.profile | Profile of the AWS configuration files to take credentials from.
EnvironmentConfig.role | ARN of a role to assume before anything else.
EnvironmentConfig.template | Pattern such as \`pr-*\`. This is then no environment of its own but the template of every one whose name fits: \`--env pr-123\`, made by the first deploy and taken away by \`ship destroy --env pr-123\`.
EnvironmentConfig.base | Environment of the same account and region in which a service is called that is not deployed in this one: its exports are then imported from there.
EnvironmentConfig.ttlDays | Of a template: days, written as the tag \`ship:ttl-days\` on everything that is made, for whoever cleans up.
EnvironmentConfig.protected | Asks for the typed name before something is removed. | false
EnvironmentConfig.defaults | Settings for every function in this environment.
EnvironmentConfig.watch | Alarms and dashboards in this environment: whom they tell, for one. Services may say otherwise.
EnvironmentConfig.services | What single services have different in this environment, by service name.
ServiceOverrides | What a service has different in one environment.
ServiceOverrides.defaults | Settings for every function of the service in this environment.
ServiceOverrides.functions | Settings of single functions in this environment, by key (\`main\` for the main Lambda).
ServiceOverrides.cors | Replaces the service's \`cors\`.
ServiceOverrides.authorizers | Members to replace in the service's JWT authorizers, by name: issuer and audience differ between environments.
ServiceOverrides.strategy | Replaces the service's \`strategy\`.
ServiceOverrides.bake | Members to replace in the service's \`bake\`.
ServiceOverrides.keepReleases | Replaces the service's \`keepReleases\`.
ServiceOverrides.watch | Members to replace in the service's \`watch\`.
JwtOverrides | What a JWT authorizer has different in one environment.
JwtOverrides.issuer | Issuer of the tokens, an https URL; for the local AWS also one on loopback.
JwtOverrides.audience | Who the tokens must be for.
HttpSmokeConfig | A request through the real gateway, and what must come back.
HttpSmokeConfig.request | \`GET /orders/1\`.
HttpSmokeConfig.name |  | the request
HttpSmokeConfig.headers | Request headers; values are never shown.
HttpSmokeConfig.body | Text, or anything else to send as JSON.
HttpSmokeConfig.expect | What must come back. | { status: 200 }
HttpSmokeConfig.on | Where it runs: before the switch on the preview, after it on the live URL. | ['preview', 'live']
HttpSmokeConfig.timeout | Seconds to wait for the answer. | 10
HttpSmokeConfig.tries | How often it is tried before it has failed. | 3
HttpExpectationConfig | What an answer must look like; what is not named may be anything.
HttpExpectationConfig.status |  | 200
HttpExpectationConfig.headers | Name -> exact value, or \`/regular expression/\`.
HttpExpectationConfig.json | Every member named here must be in the body, with this value.
HttpExpectationConfig.text | Text that the body must contain.
HttpExpectationConfig.bytes | First bytes of the body in hex: \`25504446\` for a PDF.
InvokeSmokeConfig | A direct invocation of a function without routes, and what it must answer.
InvokeSmokeConfig.invoke | Key of the function.
InvokeSmokeConfig.name |  | the function's key
InvokeSmokeConfig.event |  | {}
InvokeSmokeConfig.result | Every member named here must be in the result; left out: the function must only not fail.
InvokeSmokeConfig.timeout | Seconds to wait for the result. | the function's time-out
StrategyConfig | Another release gets a share of the calls first: \`canary\` once, \`linear\` more and more.
StrategyConfig.kind | One share and then all, or more and more.
StrategyConfig.percent | Share of all calls: of a canary 1 to 99 per cent, of linear what is added each time, 5 to 50. | 10 for a canary, 20 for linear
StrategyConfig.for | How long each step lasts: \`30s\`, \`10m\`, \`2h\`, at most a day. | '10m' for a canary, '2m' for linear
BakeConfig | How a new release is watched beside the one that is live; when it is worse, all calls go back with one write.
BakeConfig.for | How long it is watched after the switch. The steps of a strategy are watched besides. | '0s'
BakeConfig.alarms | CloudWatch alarms that must not go off, by name. What was red before says nothing about the release and is not judged. | []
BakeConfig.errorRate | Share of failed invocations that a new version may have more than the live one: \`0.01\` is one in a hundred. | 0.01
BakeConfig.latency | How many times as long as the live version's an invocation may take: of p99, below 1,000 requests of the median. | 2
BakeConfig.throttles | Share of throttled requests that a new version may have more than the live one. | 0.01
BakeConfig.minRequests | With fewer requests than this a version's numbers decide nothing. | 20
BakeConfig.probesPerMinute | Requests per minute that ship makes itself while there are fewer: the GET smoke tests, on the preview. \`0\`: none. | 30
WatchConfig | What watches a service: \`true\` is everything, \`false\` nothing.
WatchConfig.dashboard | One graph each of errors, invocations, duration, concurrency, throttles, versions, queues and the gateway. | true
WatchConfig.alarms | Alarms, each with its threshold or \`false\`; \`false\` for all is none. | true
WatchConfig.notify | SNS topics that alarms tell: ARN or CloudFormation value, one or several.
AlarmsConfig | From how many on an alarm goes off; \`false\`: never.
AlarmsConfig.errors | Failed invocations of one function in five minutes. | 5
AlarmsConfig.throttles | Throttled invocations of one function in five minutes. | 1
AlarmsConfig.gateway5xx | Answers of 500 and above by the live stage in five minutes. | 5
AlarmsConfig.loops | Invocations of one function that Lambda stopped in five minutes because they are a loop. | 1
AlarmsConfig.queueAge | Seconds that the oldest message of a queue has waited. | 900
AlarmsConfig.deadLetters | Messages among the dead letters of a queue. | 1
`;
