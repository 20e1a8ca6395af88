import { stringOf, structuresOf } from '../kernel/members.ts';
import type { Operation, Params, RequestContext } from '../kernel/operation.ts';
import { flattened } from '../server/xml.ts';

// Clients from before November 2023 (aws-sdk v2 of Node.js for good) speak SQS's query protocol, whose lists and maps have names of
// their own: `Attribute.1.Name=..&Attribute.1.Value=..`. https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference

/** Lists: the name on the wire, and in the model. */
const LISTS: Readonly<Record<string, string>> = {
  AttributeName: 'AttributeNames',
  MessageAttributeName: 'MessageAttributeNames',
  MessageSystemAttributeName: 'MessageSystemAttributeNames',
  TagKey: 'TagKeys',
  SendMessageBatchRequestEntry: 'Entries',
  DeleteMessageBatchRequestEntry: 'Entries',
  ChangeMessageVisibilityBatchRequestEntry: 'Entries',
};
/** Maps: the same, and what a key is called. */
const MAPS: Readonly<Record<string, readonly [model: string, key: string]>> = {
  Attribute: ['Attributes', 'Name'],
  MessageAttribute: ['MessageAttributes', 'Name'],
  MessageSystemAttribute: ['MessageSystemAttributes', 'Name'],
  Tag: ['Tags', 'Key'],
};

/** The operation for clients of both protocols. */
export function speakingQuery(operation: Operation): Operation {
  return {
    ...operation,
    handle: async (params, world, context) => {
      if (!isQuery(context)) return operation.handle(params, world, context);
      const reply = await operation.handle(fromQuery(operation.name, params), world, context);
      return reply.body === undefined ? reply : { ...reply, body: toQuery(operation.name, reply.body as Params) };
    },
  };
}

function isQuery({ internal, headers }: RequestContext): boolean {
  return !internal && headers['x-amz-target'] === undefined && headers['smithy-protocol'] === undefined;
}

function fromQuery(operation: string, params: Params): Params {
  const members = Object.entries(params).map(([name, value]): [string, unknown] => {
    const map = MAPS[name];
    if (map) return [operation === 'CreateQueue' && name === 'Tag' ? 'tags' : map[0], mapFrom(params, name, map[1])];
    const list = LISTS[name];
    if (list === 'Entries') return [list, structuresOf(params, name).map((entry) => fromQuery(operation, entry))];
    return [list ?? name, value];
  });
  // The queue is the path, for clients that post to its URL without naming it.
  return Object.fromEntries(members);
}

function mapFrom(params: Params, name: string, key: string): Params {
  return Object.fromEntries(structuresOf(params, name).map((item) => [stringOf(item, key) ?? '', item['Value']]));
}

const RESULTS: Readonly<Record<string, string>> = {
  SendMessageBatch: 'SendMessageBatchResultEntry',
  DeleteMessageBatch: 'DeleteMessageBatchResultEntry',
  ChangeMessageVisibilityBatch: 'ChangeMessageVisibilityBatchResultEntry',
};

function toQuery(operation: string, body: Params): Params {
  const result = RESULTS[operation];
  if (result)
    return {
      [result]: flattened(structuresOf(body, 'Successful')),
      BatchResultErrorEntry: flattened(structuresOf(body, 'Failed')),
    };
  if (operation === 'ReceiveMessage') return { Message: flattened(structuresOf(body, 'Messages').map(messageTo)) };
  if (operation === 'ListQueues' || operation === 'ListDeadLetterSourceQueues') {
    const { QueueUrls = body['queueUrls'] ?? [], NextToken } = body;
    return { QueueUrl: flattened(QueueUrls as unknown[]), NextToken };
  }
  if (operation === 'GetQueueAttributes') return { Attribute: mapTo(body['Attributes'], 'Name') };
  if (operation === 'ListQueueTags') return { Tag: mapTo(body['Tags'], 'Key') };
  return body;
}

function messageTo({ Attributes, MessageAttributes, ...message }: Params): Params {
  return { ...message, Attribute: mapTo(Attributes, 'Name'), MessageAttribute: mapTo(MessageAttributes, 'Name') };
}

function mapTo(map: unknown, key: string): unknown {
  return flattened(Object.entries(map ?? {}).map(([name, Value]) => ({ [key]: name, Value: Value as unknown })));
}
