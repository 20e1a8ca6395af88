import { foundationFailed, replacementRefused, worldMoved } from '../../errors/catalogue/release-errors.ts';
import { stackStuck } from '../../errors/catalogue/stack-errors.ts';
import { outputs, stackName } from '../../model/names.ts';
import { tagsOf } from '../../model/tags.ts';
import type { StackState } from '../../model/snapshot.ts';
import { foundationDigest } from '../../template/foundation-digest.ts';
import { renderFoundation } from '../../template/render-foundation.ts';
import { type ChangeSetState, CloudError, type ResourceChange } from '../cloud.ts';
import { poll } from '../poll.ts';
import type { Run, StepOf, StepRunner } from '../run-context.ts';
import { isStateful } from '../../plan/foundation-changes.ts';
import { waysOut } from '../../plan/plan-foundation.ts';
import { needsBucket, templateFor } from './foundation-template.ts';

const noChanges = /didn't contain changes|No updates are to be performed/;
const busyMinutes = 60;

/** Always by change set: what it would replace or delete is known before it is executed. */
export const applyFoundation: StepRunner<'apply-foundation'> = async (step, run) => {
  const stack = stackName(run.service);
  const token = run.lockRequest.runId;
  const name = `ship-${token}`;
  await createChangeSet(run, stack, name, step);
  const changeSet = await changeSetReady(run, stack, name);
  if (changeSet.status === 'FAILED') {
    await run.cloud.deleteChangeSet(stack, name);
    if (!noChanges.test(changeSet.reason)) throw foundationFailed(stack, changeSet.reason);
    const state = await run.cloud.describeStack(stack);
    if (state) learnOutputs(run, state);
    return 'no resource differs';
  }
  await refuseReplacement(run, stack, name, changeSet.changes);
  await executeChangeSet(run, stack, name, token);
  const note = await finish(run, stack, token, changeSet.changes.length);
  if (step.change !== 'trim') refuseOthersFoundation(run, stack);
  return note;
};

export const waitForStack: StepRunner<'wait-for-stack'> = async (_step, run) => {
  const stack = stackName(run.service);
  const settled = await stackSettled(run, stack);
  learnOutputs(run, settled);
  return settled.status;
};

/** Only a stack whose creation failed: it holds nothing that ever worked. */
export const deleteFailedStack: StepRunner<'delete-failed-stack'> = async (_step, run) => {
  const stack = stackName(run.service);
  await run.cloud.deleteStack(stack, run.lockRequest.runId);
  const left = await poll(run.clock, pace(run), async () => {
    const state = await run.cloud.describeStack(stack);
    if (state === undefined || state.status === 'DELETE_COMPLETE') return 'gone';
    return state.status === 'DELETE_FAILED' ? state : undefined;
  });
  if (left === undefined) throw foundationFailed(stack, `the stack was not deleted within ${busyMinutes} minutes`);
  if (left !== 'gone') throw stackStuck(left, waysOut(left, run.service.name));
  return undefined;
};

function learnOutputs(run: Run, stack: StackState): void {
  run.learnt.outputs = stack.outputs;
  run.learnt.endpoint ||= stack.outputs[outputs.apiEndpoint] ?? '';
}

async function createChangeSet(run: Run, stack: string, name: string, step: StepOf<'apply-foundation'>): Promise<void> {
  const template = await templateFor(run, stack, step);
  try {
    await run.cloud.createChangeSet({
      stackName: stack,
      name,
      kind: step.change === 'create' ? 'CREATE' : 'UPDATE',
      template,
      tags: tagsOf(run.service),
    });
  } catch (error) {
    // A lost answer and its retry: the change set of this run is there already.
    if (!(error instanceof CloudError && error.name === 'AlreadyExistsException')) throw error;
  }
}

/** A repeat after a lost answer finds it executing or executed; another run's execution shows in the digest afterwards. */
async function executeChangeSet(run: Run, stack: string, name: string, token: string): Promise<void> {
  try {
    await run.cloud.executeChangeSet(stack, name, token);
  } catch (error) {
    const executing = error instanceof CloudError && /^(InvalidChangeSetStatus|ChangeSetNotFound)$/.test(error.name);
    if (!executing) throw error;
  }
}

async function changeSetReady(run: Run, stack: string, name: string): Promise<ChangeSetState> {
  const ready = await poll(run.clock, pace(run), async () => {
    const state = await run.cloud.describeChangeSet(stack, name);
    return state && !/PENDING|IN_PROGRESS/.test(state.status) ? state : undefined;
  });
  if (!ready) throw foundationFailed(stack, `the change set was not ready within ${busyMinutes} minutes`);
  return ready;
}

async function refuseReplacement(
  run: Run,
  stack: string,
  name: string,
  changes: readonly ResourceChange[],
): Promise<void> {
  const harmful = changes.filter(
    ({ action, replacement, type }) =>
      isStateful(type) && (action === 'Remove' || (replacement ?? 'False') !== 'False'),
  );
  if (harmful.length === 0 || run.options.allowReplace) return;
  await run.cloud.deleteChangeSet(stack, name);
  throw replacementRefused(
    stack,
    harmful.map(({ action, logicalId, type }) => `${action === 'Remove' ? 'delete' : 'replace'} ${type} ${logicalId}`),
  );
}

async function finish(run: Run, stack: string, token: string, changes: number): Promise<string> {
  const settled = await stackSettled(run, stack);
  if (!/^(CREATE|UPDATE|IMPORT)_COMPLETE$/.test(settled.status))
    throw foundationFailed(stack, await firstReason(run, stack, token, settled), waysOut(settled, run.service.name));
  learnOutputs(run, settled);
  return `${changes} ${changes === 1 ? 'resource' : 'resources'}`;
}

/** Two first deploys race for the stack: the one whose template lost starts over. */
function refuseOthersFoundation(run: Run, stack: string): void {
  const wanted = foundationDigest(renderFoundation(run.service, { needsBucket: needsBucket(run) }));
  const is = run.learnt.outputs[outputs.foundationDigest] ?? 'none';
  if (is !== wanted) throw worldMoved(`the foundation of ${stack}`, wanted, is);
}

async function stackSettled(run: Run, stack: string): Promise<StackState> {
  const settled = await poll(run.clock, pace(run), async () => {
    const state = await run.cloud.describeStack(stack);
    const busy = !state || (state.status.endsWith('_IN_PROGRESS') && state.status !== 'REVIEW_IN_PROGRESS');
    return busy ? undefined : state;
  });
  if (!settled) throw foundationFailed(stack, `the stack was still busy after ${busyMinutes} minutes`);
  return settled;
}

/** CloudFormation's last word is always "rollback complete"; the first failure is the reason. */
async function firstReason(run: Run, stack: string, token: string, settled: StackState): Promise<string> {
  const events = await run.cloud.stackEvents(stack, token);
  const failed = events
    .filter((event) => event.status.endsWith('_FAILED') && event.reason && (!event.token || event.token === token))
    .filter((event) => !/cancelled/i.test(event.reason ?? ''))
    .at(-1);
  if (!failed) return `the stack ended as ${settled.status}: ${settled.statusReason ?? 'no reason given'}`;
  return `${failed.type} ${failed.logicalId}: ${failed.reason ?? ''}`;
}

function pace(run: Run): Parameters<typeof poll>[1] {
  const local = run.service.environment.target === 'local';
  return { firstMs: local ? 25 : 1500, maxMs: local ? 250 : 5000, timeoutMs: busyMinutes * 60_000 };
}
