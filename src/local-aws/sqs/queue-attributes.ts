import { sqsError } from './sqs-error.ts';

interface Range {
  readonly from: number;
  readonly to: number;
  readonly initial: string;
}

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html; sizes up to 1 MiB since August 2025. */
const RANGES: Readonly<Record<string, Range>> = {
  DelaySeconds: { from: 0, to: 900, initial: '0' },
  MaximumMessageSize: { from: 1024, to: 1_048_576, initial: '1048576' },
  MessageRetentionPeriod: { from: 60, to: 1_209_600, initial: '345600' },
  ReceiveMessageWaitTimeSeconds: { from: 0, to: 20, initial: '0' },
  VisibilityTimeout: { from: 0, to: 43_200, initial: '30' },
};
const FIFO_ONLY = ['FifoQueue', 'ContentBasedDeduplication', 'DeduplicationScope', 'FifoThroughputLimit'];
const OTHERS = [
  'Policy',
  'RedrivePolicy',
  'RedriveAllowPolicy',
  'KmsMasterKeyId',
  'KmsDataKeyReusePeriodSeconds',
  'SqsManagedSseEnabled',
];
export const READ_ONLY_ATTRIBUTES = [
  'QueueArn',
  'ApproximateNumberOfMessages',
  'ApproximateNumberOfMessagesNotVisible',
  'ApproximateNumberOfMessagesDelayed',
  'CreatedTimestamp',
  'LastModifiedTimestamp',
];

export function isAttributeName(name: string): boolean {
  return name in RANGES || FIFO_ONLY.includes(name) || OTHERS.includes(name) || READ_ONLY_ATTRIBUTES.includes(name);
}

export function defaultAttributes(isFifo: boolean): Record<string, string> {
  const ranged = Object.entries(RANGES).map(([name, range]): [string, string] => [name, range.initial]);
  return {
    ...Object.fromEntries(ranged),
    SqsManagedSseEnabled: 'true',
    ...(isFifo && {
      FifoQueue: 'true',
      ContentBasedDeduplication: 'false',
      DeduplicationScope: 'queue',
      FifoThroughputLimit: 'perQueue',
    }),
  };
}

/** Throws InvalidAttributeName or InvalidAttributeValue. */
export function checkAttributes(attributes: Readonly<Record<string, string>>, isFifo: boolean): void {
  for (const [name, value] of Object.entries(attributes)) {
    const range = RANGES[name];
    const isKnown = range || OTHERS.includes(name) || (isFifo && FIFO_ONLY.includes(name));
    if (!isKnown) throw sqsError('InvalidAttributeName', `Unknown Attribute ${name}.`);
    if (range && !isWithin(value, range)) throw invalidValue(name);
    if (name === 'Policy' && value !== '' && !isJsonMap(value)) throw invalidValue(name);
    if (name === 'RedrivePolicy' && value !== '') checkRedrivePolicy(value);
  }
}

function isJsonMap(text: string): boolean {
  try {
    const value = JSON.parse(text) as unknown;
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}

function isWithin(value: string, range: Range): boolean {
  return /^\d+$/.test(value) && Number(value) >= range.from && Number(value) <= range.to;
}

function invalidValue(name: string): Error {
  return sqsError('InvalidAttributeValue', `Invalid value for the parameter ${name}.`);
}

export interface RedrivePolicy {
  readonly deadLetterTargetArn: string;
  readonly maxReceiveCount: number;
}

export function parseRedrivePolicy(text: string | undefined): RedrivePolicy | undefined {
  if (!text) return undefined;
  const policy = JSON.parse(text) as { deadLetterTargetArn: string; maxReceiveCount: number | string };
  return { deadLetterTargetArn: policy.deadLetterTargetArn, maxReceiveCount: Number(policy.maxReceiveCount) };
}

function checkRedrivePolicy(text: string): void {
  const fail = (reason: string): Error =>
    sqsError('InvalidParameterValue', `Value ${text} for parameter RedrivePolicy is invalid. Reason: ${reason}`);
  let policy: RedrivePolicy | undefined;
  try {
    policy = parseRedrivePolicy(text);
  } catch {
    throw fail('Redrive policy is not a valid JSON map.');
  }
  if (!policy?.deadLetterTargetArn) {
    throw fail('Redrive policy does not contain mandatory attribute: deadLetterTargetArn.');
  }
  if (Number.isNaN(policy.maxReceiveCount)) {
    throw fail('Redrive policy does not contain mandatory attribute: maxReceiveCount.');
  }
  if (policy.maxReceiveCount < 1 || policy.maxReceiveCount > 1000) {
    throw fail('Invalid value for maxReceiveCount. Valid values are from 1 to 1000 both inclusive.');
  }
}
