import { randomUUID } from 'node:crypto';
import { AwsError } from '../../../kernel/aws-error.ts';
import type { Params } from '../../../kernel/operation.ts';
import type { Invocation, InvocationResult } from '../../../kernel/world.ts';
import { textOf } from '../call.ts';
import type { ResourceContext } from '../resource-type.ts';
import { isRecord } from '../../template/template.ts';
import { awaitResponse } from './custom-responses.ts';

/** An hour, unless the resource says otherwise. */
const LONGEST_SECONDS = 3600;
const GRACE_MS = 500;

export interface Provided {
  readonly physicalId: string;
  readonly data: Record<string, unknown>;
}

/** Sends the event of a custom resource to its function and waits for what is put to the ResponseURL. */
export async function askProvider(context: ResourceContext, request: Params): Promise<Provided> {
  const { ServiceTimeout, ...properties } = context.properties;
  const ServiceToken = textOf(properties, 'ServiceToken') as string;
  const seconds = Number(ServiceTimeout ?? LONGEST_SECONDS);
  const response = await awaitResponse(context.world, seconds * 1000);
  const event = {
    ...request,
    ServiceToken,
    ResponseURL: response.url,
    StackId: context.stackId,
    RequestId: randomUUID(),
    LogicalResourceId: context.logicalId,
    ResourceType: context.type,
    ResourceProperties: asTexts(properties),
  };
  const failed = (result?: InvocationResult): void => {
    // AWS waits its hour all the same. An answer that is on its way is let in.
    if (context.world.config.profile === 'aws') return;
    const error = result?.payload.toString('utf8').slice(0, 500) ?? 'it is gone';
    setTimeout(() => response.giveUp(` (The function failed: ${error})`), GRACE_MS).unref();
  };
  await invoke(context, ServiceToken, { event, failed });
  return read(await response.answer, request['PhysicalResourceId']);
}

async function invoke(
  { world }: ResourceContext,
  serviceToken: string,
  { event, failed }: { readonly event: object; readonly failed: NonNullable<Invocation['failed']> },
): Promise<void> {
  if (!serviceToken.includes(':lambda:')) {
    throw new AwsError(
      'ValidationError',
      400,
      `Custom resources backed by ${serviceToken} are not implemented: only Lambda is.`,
    );
  }
  const payload = Buffer.from(JSON.stringify(event));
  await world.invoker.invoke({ functionName: serviceToken, payload, type: 'Event', source: 'cloudformation', failed });
}

/** CloudFormation passes every scalar to the function as text. */
function asTexts(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asTexts);
  if (isRecord(value))
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, asTexts(member)]));
  return String(value);
}

function read(answer: unknown, previousId: unknown): Provided {
  const response = isRecord(answer) ? answer : {};
  const { Status, Reason, PhysicalResourceId, Data } = response;
  if (Status !== 'SUCCESS') {
    const reason = typeof Reason === 'string' && Reason !== '' ? Reason : 'See the details in CloudWatch Log Stream';
    throw new AwsError(
      'ValidationError',
      400,
      `Received response status [FAILED] from custom resource. Message returned: ${reason}`,
    );
  }
  const physicalId = PhysicalResourceId ?? previousId;
  if (typeof physicalId !== 'string') {
    throw new AwsError('ValidationError', 400, 'Invalid PhysicalResourceId');
  }
  return { physicalId, data: isRecord(Data) ? Data : {} };
}
