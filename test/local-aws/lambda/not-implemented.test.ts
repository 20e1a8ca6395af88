import {
  CreateCodeSigningConfigCommand,
  GetFunctionScalingConfigCommand,
  InvokeWithResponseStreamCommand,
} from '@aws-sdk/client-lambda';
import { givenLambda, refusal } from './given-lambda.ts';

const refused = (name: string): string => `501 NotImplemented: The local AWS does not implement lambda:${name}.`;

test('what Lambda has and this does not is refused by its name', async () => {
  const given = await givenLambda();
  const FunctionName = await given.aFunction();
  const AllowedPublishers = {
    SigningProfileVersionArns: ['arn:aws:signer:us-east-1:123456789012:/signing-profiles/p/1'],
  };
  const said = await Promise.all([
    refusal(given.lambda.send(new InvokeWithResponseStreamCommand({ FunctionName }))),
    refusal(given.lambda.send(new CreateCodeSigningConfigCommand({ AllowedPublishers }))),
    refusal(given.lambda.send(new GetFunctionScalingConfigCommand({ FunctionName, Qualifier: '1' }))),
  ]);
  expect(said).toEqual(
    ['InvokeWithResponseStream', 'CreateCodeSigningConfig', 'GetFunctionScalingConfig'].map(refused),
  );
  await given.stop();
});
