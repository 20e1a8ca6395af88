import type { CloudFormationValue } from './function-config.ts';

/** A managed policy's ARN, a statement as IAM writes it, or one of the short forms. */
export type PolicyConfig = string | StatementConfig | PolicyShorthand;

/** A statement of an IAM policy. */
export interface StatementConfig {
  /** @default 'Allow' */
  readonly Effect?: 'Allow' | 'Deny';
  /** One action or several: `dynamodb:GetItem`. */
  readonly Action: string | readonly string[];
  /** ARNs or CloudFormation values. */
  readonly Resource: string | CloudFormationValue | readonly (string | CloudFormationValue)[];
  /** As IAM writes it. */
  readonly Condition?: Readonly<Record<string, unknown>>;
}

/** Least privilege in one line; the value is an ARN, a CloudFormation value, or the logical id of one of `resources`. */
export interface PolicyShorthand {
  /** DynamoDB table and its indexes: get, query, scan. */
  readonly readTable?: ResourceReference;
  /** DynamoDB table and its indexes: everything `readTable` may, put, update, delete. */
  readonly writeTable?: ResourceReference;
  /** S3 bucket: list, get. */
  readonly readBucket?: ResourceReference;
  /** S3 bucket: everything `readBucket` may, put, delete. */
  readonly writeBucket?: ResourceReference;
  /** SQS queue: send. Also the name of one of this service's own queues. */
  readonly sendToQueue?: ResourceReference;
  /** SNS topic: publish. Also the name of one of this service's own topics. */
  readonly publishToTopic?: ResourceReference;
  /** EventBridge bus: put events. */
  readonly putEvents?: ResourceReference;
  /** Secrets Manager secret: read its value. */
  readonly readSecret?: ResourceReference;
  /** Parameter Store: read; a name starting with a slash, or an ARN. */
  readonly readParameter?: ResourceReference;
  /** Lambda function: invoke. */
  readonly invokeFunction?: ResourceReference;
}

export type ResourceReference = string | CloudFormationValue;
