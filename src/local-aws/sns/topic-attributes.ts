/** What SetTopicAttributes takes. */
export const SETTABLE =
  /^(Policy|DisplayName|DeliveryPolicy|KmsMasterKeyId|TracingConfig|SignatureVersion|ContentBasedDeduplication|ArchivePolicy|FifoThroughputScope|(HTTP|Firehose|Lambda|Application|SQS)(SuccessFeedbackRoleArn|SuccessFeedbackSampleRate|FailureFeedbackRoleArn))$/;

/** What CreateTopic takes. */
export function isTopicAttribute(name: string): boolean {
  return name === 'FifoTopic' || SETTABLE.test(name);
}
