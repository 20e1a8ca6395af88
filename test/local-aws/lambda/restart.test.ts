import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CreateEventSourceMappingCommand,
  CreateFunctionCommand,
  GetEventSourceMappingCommand,
  GetFunctionCommand,
  GetProvisionedConcurrencyConfigCommand,
  PutProvisionedConcurrencyConfigCommand,
  UpdateFunctionCodeCommand,
} from '@aws-sdk/client-lambda';
import { CreateQueueCommand, SQSClient } from '@aws-sdk/client-sqs';
import { noFaults } from '../../../src/local-aws/faults/fault-rule.ts';
import { givenLambda } from './given-lambda.ts';
import { codeZip } from './zip-of.ts';

const slow = { ...noFaults, durations: { 'lambda.update': 60_000, 'lambda.event-source': 60_000 } };

test('everything is there after a restart, and what was under way comes to its end', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'lambda-restart-'));
  const before = await givenLambda({ dir, faults: slow });
  const name = await before.aFunction({ Publish: true, Tags: { team: 'a' } });
  const sqs = new SQSClient(before.aws.clientConfig);
  await sqs.send(new CreateQueueCommand({ QueueName: 'q' }));
  sqs.destroy();
  const EventSourceArn = 'arn:aws:sqs:us-east-1:123456789012:q';
  const mapping = new CreateEventSourceMappingCommand({ FunctionName: name, EventSourceArn });
  const { UUID } = await before.lambda.send(mapping);
  await before.lambda.send(
    new PutProvisionedConcurrencyConfigCommand({
      FunctionName: name,
      Qualifier: '1',
      ProvisionedConcurrentExecutions: 1,
    }),
  );
  const { RevisionId } = await before.lambda.send(
    new UpdateFunctionCodeCommand({ FunctionName: name, ZipFile: codeZip('two') }),
  );
  await before.stop();

  const after = await givenLambda({ dir });
  const found = await after.lambda.send(new GetFunctionCommand({ FunctionName: name }));
  expect(found.Tags).toEqual({ team: 'a' });
  // Its end was fixed when it began: a restart does not shorten what AWS would take.
  expect(found.Configuration).toMatchObject({ LastUpdateStatus: 'InProgress', RevisionId });
  const zip = await fetch(found.Code?.Location ?? '');
  expect(Buffer.from(await zip.arrayBuffer())).toEqual(codeZip('two'));
  const read = new GetProvisionedConcurrencyConfigCommand({ FunctionName: name, Qualifier: '1' });
  let status = (await after.lambda.send(read)).Status;
  while (status === 'IN_PROGRESS') status = (await after.lambda.send(read)).Status;
  let state = 'Creating';
  while (state === 'Creating') {
    state = (await after.lambda.send(new GetEventSourceMappingCommand({ UUID }))).State ?? '';
  }
  expect(state).toBe('Enabled');
  const again = new CreateFunctionCommand(after.createInput({ FunctionName: name }));
  await expect(after.lambda.send(again)).rejects.toThrow(`Function already exist: ${name}`);
  await after.stop();
  rmSync(dir, { recursive: true });
});
