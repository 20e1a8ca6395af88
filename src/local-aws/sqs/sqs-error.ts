import { AwsError } from '../kernel/aws-error.ts';
import type { Reply, RequestContext } from '../kernel/operation.ts';

/** Codes that SQS's query protocol knew under another name; both are sent (the service is "query compatible"). */
const QUERY_CODES: Readonly<Record<string, string>> = {
  BatchEntryIdsNotDistinct: 'AWS.SimpleQueueService.BatchEntryIdsNotDistinct',
  BatchRequestTooLong: 'AWS.SimpleQueueService.BatchRequestTooLong',
  EmptyBatchRequest: 'AWS.SimpleQueueService.EmptyBatchRequest',
  InvalidBatchEntryId: 'AWS.SimpleQueueService.InvalidBatchEntryId',
  MessageNotInflight: 'AWS.SimpleQueueService.MessageNotInflight',
  PurgeQueueInProgress: 'AWS.SimpleQueueService.PurgeQueueInProgress',
  QueueDeletedRecently: 'AWS.SimpleQueueService.QueueDeletedRecently',
  QueueDoesNotExist: 'AWS.SimpleQueueService.NonExistentQueue',
  QueueNameExists: 'QueueAlreadyExists',
  TooManyEntriesInBatchRequest: 'AWS.SimpleQueueService.TooManyEntriesInBatchRequest',
  UnsupportedOperation: 'AWS.SimpleQueueService.UnsupportedOperation',
};

export function sqsError(code: string, message: string): AwsError {
  return new AwsError(code, 400, message);
}

export function queueDoesNotExist(): AwsError {
  return sqsError('QueueDoesNotExist', 'The specified queue does not exist.');
}

export function missingParameter(name: string): AwsError {
  return sqsError('MissingParameter', `The request must contain the parameter ${name}.`);
}

export function invalidParameter(message: string): AwsError {
  return sqsError('InvalidParameterValue', message);
}

/** JSON clients get the query protocol's code in a header beside the JSON one. */
export function renderSqsError(error: unknown, context: RequestContext): Reply {
  const known = error instanceof AwsError ? error : new AwsError('InternalFailure', 500, String(error));
  const queryCode = QUERY_CODES[known.code] ?? known.code;
  const fault = known.status < 500 ? 'Sender' : 'Receiver';
  if (!context.headers['x-amz-target']) return renderXml(queryCode, fault, known, context.requestId);
  return {
    status: known.status,
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amzn-requestid': context.requestId,
      'x-amzn-query-error': `${queryCode};${fault}`,
    },
    raw: JSON.stringify({ __type: `com.amazonaws.sqs#${known.code}`, message: known.message }),
  };
}

function renderXml(code: string, fault: string, error: AwsError, requestId: string): Reply {
  const message = error.message.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
  const detail = `<Type>${fault}</Type><Code>${code}</Code><Message>${message}</Message><Detail/>`;
  return {
    status: error.status,
    headers: { 'content-type': 'text/xml', 'x-amzn-requestid': requestId },
    raw: `<?xml version="1.0"?><ErrorResponse xmlns="http://queue.amazonaws.com/doc/2012-11-05/"><Error>${detail}</Error><RequestId>${requestId}</RequestId></ErrorResponse>`,
  };
}
