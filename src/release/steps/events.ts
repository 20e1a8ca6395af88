import { functionArn } from '../../model/arn.ts';
import { outputs } from '../../model/names.ts';
import { liveAlias } from '../../model/release.ts';
import type { QueueEvent } from '../../model/service.ts';
import type { AliasState } from '../../model/snapshot.ts';
import { aliasNote, allowedEvents, queueArn, withAllowed } from '../../plan/plan-events.ts';
import { CloudError, type EventSourceSettings } from '../cloud.ts';
import { poll } from '../poll.ts';
import { type Run, type StepRunner, functionOf, outputOf } from '../run-context.ts';
import { releaseFunctions } from './gateway.ts';

export const moveLiveAlias: StepRunner<'move-live-alias'> = async (step, run) => {
  const version = releaseFunctions(run).find(({ key }) => key === step.function)?.version ?? '';
  const before = run.snapshot.functions[step.function]?.aliases[liveAlias];
  if (before) run.learnt.movedAliases.set(step.function, before.version);
  await pointLiveAlias(run, step.function, version, before);
  return `version ${version}`;
};

/** Creates or moves the alias; what its permissions are noted as stays noted. */
export async function pointLiveAlias(
  run: Run,
  key: string,
  version: string,
  before: AliasState | undefined,
  note = '',
): Promise<void> {
  const { lambdaName } = functionOf(run, key);
  const allowed = allowedEvents(before?.description ?? '');
  const description = `${aliasNote(run.plan.release.number, allowed)}${note && ` ${note}`}`.slice(0, 256);
  const input = { name: liveAlias, version, description };
  if (before) {
    await run.cloud.updateAlias(lambdaName, input);
    return;
  }
  try {
    await run.cloud.createAlias(lambdaName, input);
  } catch (error) {
    if (!(error instanceof CloudError && error.name === 'ResourceConflictException')) throw error;
    await run.cloud.updateAlias(lambdaName, input);
  }
}

/** Push sources (rules, schedules, topics) need the alias's own resource policy; publishing and moving never touch it. */
export const allowInvoke: StepRunner<'allow-invoke'> = async (step, run) => {
  const { lambdaName, events } = functionOf(run, step.function);
  const isTopic = events.some(({ kind, name }) => kind === 'topic' && name === step.event);
  const sourceArn = outputOf(run, isTopic ? outputs.topicArn(step.event) : outputs.ruleArn(step.event));
  const principal = isTopic ? 'sns.amazonaws.com' : 'events.amazonaws.com';
  const statementId = `ship-${step.event}`.replaceAll(/[^A-Za-z0-9-_]/g, '-').slice(0, 100);
  try {
    await run.cloud.allowInvoke(lambdaName, liveAlias, { statementId, principal, sourceArn });
  } catch (error) {
    if (!(error instanceof CloudError && error.name === 'ResourceConflictException')) throw error;
  }
  await noteAllowed(run, step.function, step.event);
  return undefined;
};

async function noteAllowed(run: Run, key: string, event: string): Promise<void> {
  const { lambdaName } = functionOf(run, key);
  const alias = await run.cloud.readAlias(lambdaName, liveAlias);
  const description = withAllowed(alias?.description ?? '', event);
  await run.cloud.updateAlias(lambdaName, { name: liveAlias, description });
}

/** One mapping per queue and function, updated in place: a second one would split the queue. */
export const ensureEventSource: StepRunner<'ensure-event-source'> = async (step, run) => {
  const definition = functionOf(run, step.function);
  const event = definition.events.find(({ name }) => name === step.event) as QueueEvent;
  const settings = sourceSettings(run, definition.lambdaName, event);
  const known = (await run.cloud.listEventSources(definition.lambdaName, step.function)).find(
    ({ sourceArn }) => sourceArn === settings.sourceArn,
  );
  const uuid = known ? known.uuid : (await run.cloud.createEventSource(settings)).uuid;
  if (known) await run.cloud.updateEventSource(uuid, settings);
  await enabled(run, uuid);
  return undefined;
};

function sourceSettings(run: Run, lambdaName: string, event: QueueEvent): EventSourceSettings {
  const place = { region: run.service.environment.region, accountId: run.learnt.accountId };
  const sourceArn = queueArn(event, run.learnt.outputs);
  if (!sourceArn) throw new Error(`queue ${event.name} has no ARN in the stack's outputs`);
  const { batchSize, batchWindowSeconds, reportBatchItemFailures, maximumConcurrency, filterPatterns } = event;
  return {
    sourceArn,
    targetArn: functionArn(place, lambdaName, liveAlias),
    batchSize,
    batchWindowSeconds,
    reportBatchItemFailures,
    filterPatterns,
    ...(maximumConcurrency === undefined ? {} : { maximumConcurrency }),
  };
}

async function enabled(run: Run, uuid: string): Promise<void> {
  const local = run.service.environment.target === 'local';
  const pace = { firstMs: local ? 20 : 1000, maxMs: 3000, timeoutMs: 3 * 60_000 };
  await poll(run.clock, pace, async () => {
    const source = await run.cloud.readEventSource(uuid);
    return source?.state === 'Enabled' ? true : undefined;
  });
}

export const removeEventSource: StepRunner<'remove-event-source'> = async (step, run) => {
  await run.cloud.deleteEventSource(step.uuid);
  return undefined;
};
