import { eventSourceStuck } from '../../errors/catalogue/release-errors.ts';
import type { EventSourceSettings } from '../../model/snapshot.ts';
import { lambdaNameOf, sourceSettings } from '../../plan/resolve-connections.ts';
import { CloudError } from '../cloud.ts';
import { poll } from '../poll.ts';
import { connectionPlaceOf, pullOf, type Run, type StepRunner } from '../run-context.ts';
import { isConflict } from './events.ts';

/** One mapping per source, updated in place: a second one would split a queue, and read a stream twice. */
export const ensureEventSource: StepRunner<'ensure-event-source'> = async (step, run) => {
  run.learnt.eventsTouched = true;
  const pull = pullOf(run, step);
  const settings = sourceSettings(pull, connectionPlaceOf(run));
  if (!settings) throw new Error(`the stack does not tell the ARN of ${pull.kind} ${pull.event}`);
  const uuid = await connect(run, step.function, step.uuid, settings);
  await settled(run, uuid, 'Enabled', pull.event);
  return undefined;
};

async function connect(
  run: Run,
  key: string,
  known: string | undefined,
  settings: EventSourceSettings,
): Promise<string> {
  const uuid = known ?? (await find(run, key, settings));
  if (uuid !== undefined && (await update(run, uuid, settings))) return uuid;
  try {
    return (await run.cloud.createEventSource(settings)).uuid;
  } catch (error) {
    // A lost answer and its retry: it was made by the first call.
    const made = isConflict(error) ? await find(run, key, settings) : undefined;
    if (made === undefined) throw error;
    return made;
  }
}

async function find(run: Run, key: string, { sourceArn }: EventSourceSettings): Promise<string | undefined> {
  const lambdaName = lambdaNameOf(connectionPlaceOf(run), key);
  const all = await run.cloud.listEventSources(lambdaName, key);
  return all.find((source) => source.sourceArn === sourceArn)?.uuid;
}

/** False: somebody deleted it since it was looked at. */
async function update(run: Run, uuid: string, settings: EventSourceSettings): Promise<boolean> {
  try {
    await run.cloud.updateEventSource(uuid, settings);
    return true;
  } catch (error) {
    if (error instanceof CloudError && error.name === 'ResourceNotFoundException') return false;
    throw error;
  }
}

/** Paused, not deleted: its settings and its position in the stream are what a rollback goes on with. */
export const pauseEventSource: StepRunner<'pause-event-source'> = async (step, run) => {
  run.learnt.eventsTouched = true;
  await run.cloud.pauseEventSource(step.uuid);
  await settled(run, step.uuid, 'Disabled', step.uuid);
  return undefined;
};

export const removeEventSource: StepRunner<'remove-event-source'> = async (step, run) => {
  await run.cloud.deleteEventSource(step.uuid);
  return undefined;
};

/** Streams take up to some minutes. Gone meanwhile is as good as paused. */
async function settled(run: Run, uuid: string, wanted: 'Enabled' | 'Disabled', name: string): Promise<void> {
  const local = run.service.environment.target === 'local';
  const pace = { firstMs: local ? 20 : 1000, maxMs: 3000, timeoutMs: 5 * 60_000 };
  let last = 'unknown';
  const isThere = await poll(run.clock, pace, async () => {
    const source = await run.cloud.readEventSource(uuid);
    last = [source?.state ?? 'gone', source?.reason ?? ''].filter((word) => word !== '').join(': ');
    return source?.state === wanted || (source === undefined && wanted === 'Disabled') ? true : undefined;
  });
  if (!isThere) throw eventSourceStuck(name, wanted, last);
}
