import {
  CreateFunctionCommand,
  PublishLayerVersionCommand,
  PublishVersionCommand,
  UpdateFunctionCodeCommand,
} from '@aws-sdk/client-lambda';
import { layerVersions, type LayerVersionRow } from '../../../src/local-aws/lambda/layer-rows.ts';
import { givenLambda, refusal, type GivenLambda } from './given-lambda.ts';
import { codeZip } from './zip-of.ts';

const TOTAL = 322_122_547_200;

describe('the limits of an account', () => {
  let given: GivenLambda;
  beforeAll(async () => {
    given = await givenLambda();
  });
  afterAll(() => given.stop());

  const inProcess = (FunctionName: string, Code: object): Promise<string> =>
    given.aws.world.call('lambda', 'CreateFunction', { ...given.createInput({ FunctionName, Code }) }).then(
      () => 'accepted',
      (error: Error) => `${error.name}: ${error.message}`,
    );

  test('an uploaded zip may have 50 MiB', async () => {
    expect(await inProcess('large', { ZipFile: Buffer.alloc(52_428_801) })).toBe(
      'RequestEntityTooLargeException: Zipped size must be smaller than 52428800 bytes',
    );
  });

  test('a request to create a function may have 70167211 bytes', async () => {
    const answer = await fetch(`${given.aws.endpoint}/2015-03-31/functions`, {
      method: 'POST',
      body: JSON.stringify({ ...given.createInput({ Code: {} }), Ignored: 'x'.repeat(70_167_211) }),
    });
    expect([answer.status, answer.headers.get('x-amzn-errortype'), await answer.json()]).toEqual([
      413,
      'RequestEntityTooLargeException',
      { message: 'Request must be smaller than 70167211 bytes for the CreateFunction operation' },
    ]);
  });

  test('code storage is full at 300 GB, whatever adds to it', async () => {
    const name = await given.aFunction({ Code: { ZipFile: codeZip() } });
    const { world } = given.aws;
    const code = { blob: '', sha256: '', sizeBytes: TOTAL - codeZip().length, unzippedBytes: 1 };
    const filler: LayerVersionRow = { name: 'filler', version: 1, description: '', createdDate: '', code };
    layerVersions(world).set('filler:1', filler);
    const full = '400 CodeStorageExceededException: Code storage limit exceeded.';
    const said = await Promise.all([
      refusal(given.lambda.send(new CreateFunctionCommand(given.createInput()))),
      refusal(given.lambda.send(new PublishVersionCommand({ FunctionName: name }))),
      refusal(given.lambda.send(new PublishLayerVersionCommand({ LayerName: 'l', Content: { ZipFile: codeZip() } }))),
      refusal(
        given.lambda.send(new UpdateFunctionCodeCommand({ FunctionName: name, ZipFile: codeZip('a longer one') })),
      ),
    ]);
    expect(said).toEqual([full, full, full, full]);
    const same = new UpdateFunctionCodeCommand({ FunctionName: name, ZipFile: codeZip('two') });
    expect(await refusal(given.lambda.send(same))).toBe('accepted');
    layerVersions(world).delete('filler:1');
  });
});
