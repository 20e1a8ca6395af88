import {
  DeleteParameterCommand,
  GetParameterCommand,
  GetParametersByPathCommand,
  GetParametersCommand,
  PutParameterCommand,
  SSMClient,
} from '@aws-sdk/client-ssm';
import { startLocalAws, type StartedLocalAws } from '../start-local-aws.ts';

let aws: StartedLocalAws;
let ssm: SSMClient;

beforeAll(async () => {
  aws = await startLocalAws();
  ssm = new SSMClient(aws.clientConfig);
});
afterAll(() => aws.stop());

test('parameters are put, overwritten on request, read by name and by path, and deleted', async () => {
  const put = (Name: string, Value: string, Overwrite = false) =>
    ssm.send(new PutParameterCommand({ Name, Value, Type: 'String', Overwrite }));
  await put('/app/a', '1');
  await put('/app/deep/b', '2');
  await expect(put('/app/a', '3')).rejects.toMatchObject({ name: 'ParameterAlreadyExists' });
  expect((await put('/app/a', '3', true)).Version).toBe(2);
  const { Parameter } = await ssm.send(new GetParameterCommand({ Name: '/app/a' }));
  expect(Parameter).toMatchObject({
    Value: '3',
    Version: 2,
    ARN: 'arn:aws:ssm:us-east-1:123456789012:parameter/app/a',
  });
  const several = await ssm.send(new GetParametersCommand({ Names: ['/app/a', '/none'] }));
  expect([several.Parameters?.length, several.InvalidParameters]).toEqual([1, ['/none']]);
  const byPath = await ssm.send(new GetParametersByPathCommand({ Path: '/app', Recursive: true }));
  expect(byPath.Parameters?.map(({ Name }) => Name)).toEqual(['/app/a', '/app/deep/b']);
  await ssm.send(new DeleteParameterCommand({ Name: '/app/a' }));
  await expect(ssm.send(new GetParameterCommand({ Name: '/app/a' }))).rejects.toMatchObject({
    name: 'ParameterNotFound',
  });
});
