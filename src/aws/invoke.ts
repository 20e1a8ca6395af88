import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { CloudError, type FunctionCalls, type InvokeResult } from '../release/cloud.ts';
import type { Connection } from './connection.ts';
import { supervise } from './supervise.ts';

/** Its own client: sent once, for an invocation whose answer was lost may have run, and without a socket time-out. */
export function makeInvoke({ clientConfig, supervision }: Connection): FunctionCalls['invoke'] {
  const once = { ...clientConfig, maxAttempts: 1, requestHandler: { socketTimeout: 0, requestTimeout: 0 } };
  // A function may take its fifteen minutes; how long is waited is the caller's to say.
  const bounds = { ...supervision.bounds, answerMs: 16 * 60_000 };
  const client = supervise(new LambdaClient(once), 'Lambda', { ...supervision, bounds });
  return async (name, qualifier, payload, timeoutMs) => {
    const request = {
      FunctionName: name,
      Qualifier: qualifier,
      Payload: Buffer.from(payload),
      LogType: 'Tail',
    } as const;
    const abortSignal = AbortSignal.timeout(timeoutMs);
    try {
      return toInvokeResult(await client.send(new InvokeCommand(request), { abortSignal }));
    } catch (error) {
      if (!abortSignal.aborted) throw error;
      const text = `${name}:${qualifier} did not answer within ${timeoutMs} ms`;
      throw new CloudError('INVOKE_TIMEOUT', text, { operation: 'Invoke', uncertain: true });
    }
  };
}

interface InvokeAnswer {
  readonly ExecutedVersion?: string | undefined;
  readonly FunctionError?: string | undefined;
  readonly Payload?: Uint8Array | undefined;
  readonly LogResult?: string | undefined;
}

const toInvokeResult = (answer: InvokeAnswer): InvokeResult => ({
  executedVersion: answer.ExecutedVersion ?? '',
  ...(answer.FunctionError && { functionError: answer.FunctionError }),
  payload: Buffer.from(answer.Payload ?? []).toString('utf8'),
  logTail: Buffer.from(answer.LogResult ?? '', 'base64').toString('utf8'),
});
