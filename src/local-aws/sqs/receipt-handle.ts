import { sqsError } from './sqs-error.ts';

/** The message's id in a handle. Throws ReceiptHandleIsInvalid. */
export function parseReceiptHandle(handle: string): string {
  const [id, secret] = Buffer.from(handle, 'base64').toString().split(' ');
  if (!id || !/^[0-9a-f-]{36}$/.test(id) || !secret) {
    throw sqsError('ReceiptHandleIsInvalid', `The input receipt handle "${handle}" is not a valid receipt handle.`);
  }
  return id;
}
