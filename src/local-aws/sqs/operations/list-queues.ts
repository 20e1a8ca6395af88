import { numberOf, stringOf } from '../../kernel/members.ts';
import type { Operation } from '../../kernel/operation.ts';
import { invalidParameter } from '../sqs-error.ts';
import { queueUrl, queues } from '../queue-rows.ts';

/** Without MaxResults at most 1,000 are answered and no token. */
export const listQueues: Operation = {
  name: 'ListQueues',
  writes: false,
  handle: (params, world) => {
    const prefix = stringOf(params, 'QueueNamePrefix') ?? '';
    const size = numberOf(params, 'MaxResults');
    const names = queues(world)
      .keys()
      .filter((name) => name.startsWith(prefix))
      .toSorted();
    const after = readToken(stringOf(params, 'NextToken'));
    const rest = after === undefined ? names : names.filter((name) => name > after);
    const page = rest.slice(0, size ?? 1000);
    const more = size !== undefined && rest.length > page.length;
    return {
      body: {
        ...(page.length > 0 && { QueueUrls: page.map((name) => queueUrl(world, name)) }),
        ...(more && { NextToken: Buffer.from(page.at(-1) as string).toString('base64') }),
      },
    };
  },
};

/** The name that the last page ended with. */
function readToken(token: string | undefined): string | undefined {
  const name = token === undefined ? undefined : Buffer.from(token, 'base64').toString('utf8');
  if (name === undefined || /^[\w-]{1,80}(\.fifo)?$/.test(name)) return name;
  throw invalidParameter(`Value ${token} for parameter NextToken is invalid. Reason: Invalid or expired next token.`);
}
