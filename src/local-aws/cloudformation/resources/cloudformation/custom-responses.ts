import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AwsError } from '../../../kernel/aws-error.ts';
import type { World } from '../../../kernel/world.ts';

export interface AwaitedResponse {
  /** Where the function puts its answer. */
  readonly url: string;
  /** The JSON it put. Rejects when none came in time. */
  readonly answer: Promise<unknown>;
  /** No answer is to be expected any more. */
  readonly giveUp: (why: string) => void;
}

/**
 * A loopback port of its own for one answer; on AWS the URL is a signed one of S3. The path names the port too: the Node.js
 * runtimes lead requests there that took nothing but host name and path of the URL.
 */
export async function awaitResponse(world: World, timeoutMs: number): Promise<AwaitedResponse> {
  const server = createServer();
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const path = `/cloudformation-custom-resource-response/${port}/${randomUUID()}`;
  let giveUp: AwaitedResponse['giveUp'] = () => undefined;
  const answer = new Promise<unknown>((resolve, reject) => {
    giveUp = (why) => reject(lost(why));
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      const isExpected = request.method === 'PUT' && request.url === path;
      response.writeHead(isExpected ? 200 : 403).end();
      if (isExpected) readJson(request).then(resolve, reject);
      else request.resume();
    });
    const timer = setTimeout(() => reject(lost()), timeoutMs).unref();
    server.on('close', () => clearTimeout(timer));
  });
  server.unref();
  const close = (): void => {
    server.close();
    server.closeIdleConnections();
  };
  world.onStop(close);
  return { url: `http://127.0.0.1:${port}${path}`, answer: answer.finally(close), giveUp };
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    throw new AwsError('ValidationError', 400, 'Invalid JSON in the response of the custom resource.');
  }
}

function lost(why = ''): AwsError {
  return new AwsError(
    'ValidationError',
    400,
    `CloudFormation did not receive a response from your Custom Resource. Please check your logs for requestId. If you are using the Python cfn-response module, you may need to update your Lambda function code so that CloudFormation can attach the updated version.${why}`,
  );
}
