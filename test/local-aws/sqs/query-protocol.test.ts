import { startLocalAws, type StartedLocalAws } from '../start-local-aws.ts';

let aws: StartedLocalAws;
beforeAll(async () => {
  aws = await startLocalAws();
});
afterAll(() => aws.stop());

/** As aws-sdk v2 sends it: a form, to the queue's own URL. */
async function post(url: string, form: Record<string, string>): Promise<{ status: number; xml: string }> {
  const body = new URLSearchParams({ Version: '2012-11-05', ...form });
  const response = await fetch(url, { method: 'POST', body });
  return { status: response.status, xml: await response.text() };
}
const textOf = (xml: string, element: string): string =>
  new RegExp(`<${element}>([^<]*)</${element}>`).exec(xml)?.[1] ?? '';

test('an older client sends, receives and deletes in its own form', async () => {
  const created = await post(aws.endpoint, {
    Action: 'CreateQueue',
    QueueName: 'older',
    'Attribute.1.Name': 'VisibilityTimeout',
    'Attribute.1.Value': '5',
  });
  const QueueUrl = textOf(created.xml, 'QueueUrl');
  const sent = await post(QueueUrl, {
    Action: 'SendMessage',
    QueueUrl,
    MessageBody: 'a <b>',
    'MessageAttribute.1.Name': 'kind',
    'MessageAttribute.1.Value.DataType': 'String',
    'MessageAttribute.1.Value.StringValue': 'x',
  });
  expect(sent.xml).toContain('<SendMessageResponse xmlns="http://queue.amazonaws.com/doc/2012-11-05/">');
  const received = await post(QueueUrl, {
    Action: 'ReceiveMessage',
    QueueUrl,
    'AttributeName.1': 'All',
    'MessageAttributeName.1': 'All',
  });
  expect(textOf(received.xml, 'Body')).toBe('a &lt;b&gt;');
  expect(textOf(received.xml, 'MD5OfMessageAttributes')).toBe(textOf(sent.xml, 'MD5OfMessageAttributes'));
  expect(received.xml).toContain('<Attribute><Name>ApproximateReceiveCount</Name><Value>1</Value></Attribute>');
  expect(received.xml).toContain(
    '<Name>kind</Name><Value><DataType>String</DataType><StringValue>x</StringValue></Value>',
  );
  const deleted = await post(QueueUrl, {
    Action: 'DeleteMessageBatch',
    QueueUrl,
    'DeleteMessageBatchRequestEntry.1.Id': 'one',
    'DeleteMessageBatchRequestEntry.1.ReceiptHandle': textOf(received.xml, 'ReceiptHandle'),
  });
  expect(deleted.xml).toContain('<DeleteMessageBatchResultEntry><Id>one</Id></DeleteMessageBatchResultEntry>');
  const attributes = await post(QueueUrl, {
    Action: 'GetQueueAttributes',
    QueueUrl,
    'AttributeName.1': 'VisibilityTimeout',
  });
  expect(attributes.xml).toContain('<Attribute><Name>VisibilityTimeout</Name><Value>5</Value></Attribute>');
});

test('errors have the codes of the query protocol', async () => {
  const { status, xml } = await post(aws.endpoint, { Action: 'GetQueueUrl', QueueName: 'none' });
  expect([status, textOf(xml, 'Code')]).toEqual([400, 'AWS.SimpleQueueService.NonExistentQueue']);
});
