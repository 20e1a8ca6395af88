const logs = ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'];
const xray = [
  'xray:PutTraceSegments',
  'xray:PutTelemetryRecords',
  'xray:GetSamplingRules',
  'xray:GetSamplingTargets',
  'xray:GetSamplingStatisticSummaries',
];
const vpc = [
  'ec2:CreateNetworkInterface',
  'ec2:DescribeNetworkInterfaces',
  'ec2:DescribeSubnets',
  'ec2:DeleteNetworkInterface',
  'ec2:AssignPrivateIpAddresses',
  'ec2:UnassignPrivateIpAddresses',
];

/** What AWS's own policies allow, for those that serverless projects attach; another one allows nothing here, and says so nowhere. */
const actions: Readonly<Record<string, readonly string[]>> = {
  AdministratorAccess: ['*'],
  PowerUserAccess: ['*'],
  ReadOnlyAccess: ['*:Get*', '*:List*', '*:Describe*'],
  AmazonS3FullAccess: ['s3:*', 's3-object-lambda:*'],
  AmazonS3ReadOnlyAccess: ['s3:Get*', 's3:List*', 's3:Describe*'],
  AmazonSQSFullAccess: ['sqs:*'],
  AmazonSNSFullAccess: ['sns:*'],
  AmazonDynamoDBFullAccess: ['dynamodb:*'],
  AmazonEventBridgeFullAccess: ['events:*', 'scheduler:*'],
  CloudWatchFullAccess: ['cloudwatch:*', 'logs:*', 'sns:*'],
  CloudWatchLogsFullAccess: ['logs:*', 'cloudwatch:GenerateQuery'],
  AWSXRayDaemonWriteAccess: xray,
  AWSXrayWriteOnlyAccess: xray,
  AWSLambda_FullAccess: ['lambda:*', 'logs:*', 'cloudwatch:*', 'iam:PassRole'],
  AWSLambda_ReadOnlyAccess: ['lambda:Get*', 'lambda:List*'],
  CloudWatchLambdaInsightsExecutionRolePolicy: logs,
  'service-role/AWSLambdaBasicExecutionRole': logs,
  'service-role/AWSLambdaVPCAccessExecutionRole': [...logs, ...vpc],
  'service-role/AWSLambdaSQSQueueExecutionRole': [
    ...logs,
    'sqs:ReceiveMessage',
    'sqs:DeleteMessage',
    'sqs:GetQueueAttributes',
  ],
  'service-role/AWSLambdaDynamoDBExecutionRole': [
    ...logs,
    'dynamodb:DescribeStream',
    'dynamodb:GetRecords',
    'dynamodb:GetShardIterator',
    'dynamodb:ListStreams',
  ],
  'service-role/AWSLambdaKinesisExecutionRole': [...logs, 'kinesis:Describe*', 'kinesis:Get*', 'kinesis:List*'],
  'service-role/AWSLambdaRole': ['lambda:InvokeFunction'],
  'service-role/AmazonAPIGatewayPushToCloudWatchLogs': [...logs, 'logs:Describe*', 'logs:Get*', 'logs:FilterLogEvents'],
  'service-role/AmazonEC2ContainerRegistryReadOnly': ['ecr:Get*', 'ecr:Describe*', 'ecr:List*'],
  AmazonEC2ContainerRegistryReadOnly: ['ecr:Get*', 'ecr:Describe*', 'ecr:List*'],
};

/** `arn:aws:iam::aws:policy/service-role/X` -> its document; undefined for a policy of a customer. */
export function awsManagedDocument(arn: string): string | undefined {
  const name = /^arn:aws[\w-]*:iam::aws:policy\/(.+)$/.exec(arn)?.[1];
  if (name === undefined) return undefined;
  const Action = actions[name];
  const Statement = Action ? [{ Effect: 'Allow', Action, Resource: '*' }] : [];
  return JSON.stringify({ Version: '2012-10-17', Statement });
}
