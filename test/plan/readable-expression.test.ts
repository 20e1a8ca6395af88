import { readableExpression } from '../../src/plan/readable-expression.ts';

const types: Readonly<Record<string, string>> = { OrdersQueue: 'AWS::SQS::Queue', Files: 'AWS::S3::Bucket' };
const read = (value: unknown): string => readableExpression(value, (logicalId) => types[logicalId]);

test.each([
  ['arn:aws:s3:::files/*', 'arn:aws:s3:::files/*'],
  [{ 'Fn::GetAtt': ['OrdersQueue', 'Arn'] }, 'queue OrdersQueue (arn)'],
  [{ 'Fn::GetAtt': 'OrdersQueue.Arn' }, 'queue OrdersQueue (arn)'],
  [{ Ref: 'Files' }, 'bucket Files'],
  [{ Ref: 'AWS::Region' }, 'AWS::Region'],
  [{ 'Fn::Sub': '${Files.Arn}/in/*' }, '{bucket Files (arn)}/in/*'],
  [{ 'Fn::Sub': ['${One}/${!Two}', { One: { Ref: 'Files' } }] }, '{bucket Files}/${!Two}'],
  [{ 'Fn::Sub': 'arn:${AWS::Partition}:s3:::x' }, 'arn:{AWS::Partition}:s3:::x'],
  [{ 'Fn::Join': ['/', [{ 'Fn::GetAtt': ['Files', 'Arn'] }, '*']] }, 'bucket Files (arn)/*'],
  [{ 'Fn::ImportValue': 'other-Table' }, 'export other-Table'],
  [{ 'Fn::Select': [0, ['a']] }, '{"Fn::Select":[0,["a"]]}'],
  [{ Bool: { 'aws:SecureTransport': 'true' } }, '{"Bool":{"aws:SecureTransport":"true"}}'],
])('%j is told as %s', (value, text) => {
  expect(read(value)).toBe(text);
});
