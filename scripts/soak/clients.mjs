import { ApiGatewayV2Client } from '@aws-sdk/client-apigatewayv2';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { IAMClient } from '@aws-sdk/client-iam';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';

export const waiter = { maxWaitTime: 30, minDelay: 0.02, maxDelay: 0.2 };

/** One of each, without retries: an error that a retry hides is an error. */
export function clientsOf(endpoint) {
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const config = { endpoint, region: 'us-east-1', credentials, maxAttempts: 1 };
  return {
    lambda: new LambdaClient(config),
    api: new ApiGatewayV2Client(config),
    iam: new IAMClient(config),
    s3: new S3Client(config),
    sqs: new SQSClient(config),
    cfn: new CloudFormationClient(config),
    logs: new CloudWatchLogsClient(config),
    cloudwatch: new CloudWatchClient(config),
  };
}
