import type { LambdaClient } from '@aws-sdk/client-lambda';

/** The client, and the queue through which every write to one function goes. */
export interface LambdaLine {
  readonly client: LambdaClient;
  readonly write: <T>(functionName: string, work: () => Promise<T>) => Promise<T>;
}

export const absentFunction = ['ResourceNotFoundException'];
