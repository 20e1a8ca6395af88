import { AwsError } from '../../kernel/aws-error.ts';
import type { World } from '../../kernel/world.ts';
import { exportProblem, importersOf } from '../stack/exports.ts';
import { changeStack, setStackStatus } from '../stack/record.ts';
import { resourcesOf, stacks, type StackRow, type Target } from '../stack/stack-rows.ts';
import { cleanUp, forgetBefore } from './clean-up.ts';
import { checkPolicy, converge, isOverdue } from './converge.ts';
import { summarize } from './failure.ts';
import { makeOutputs } from './make-outputs.ts';
import { prepareTarget } from './prepare-target.ts';
import { removeResources } from './remove-resources.ts';
import { rollBackUpdate } from './roll-back-update.ts';

/** Takes the stack from the status it is named by to the next one. */
type Phase = (world: World, stack: StackRow) => Promise<void>;

/** Brings the stack to its target and sets its outputs. Answers why it could not; undefined when it could. */
async function reachTarget(world: World, stack: StackRow): Promise<string | undefined> {
  try {
    const prepared = prepareTarget(world, stack, stack.target);
    for (const row of resourcesOf(world, stack.stackId)) {
      if (!prepared.resources.has(row.logicalId)) checkPolicy(stack, row, 'Update:Delete');
    }
    const failures = await converge(world, stack.stackId, prepared);
    const cancelled = stacks(world).get(stack.stackId)?.operation?.cancelled;
    if (failures.length > 0) return summarize(failures);
    if (cancelled) return 'Stack update cancelled. ';
    if (isOverdue(world, stack)) return 'Stack creation time exceeded the specified timeout. ';
    const outputs = makeOutputs(world, stack.stackId, prepared);
    const problem = exportProblem(world, stack, outputs);
    if (problem) return problem;
    const { Description } = prepared.template;
    changeStack(world, stack.stackId, {
      outputs,
      imports: [...prepared.imports],
      ...(typeof Description === 'string' && { description: Description }),
    });
    return undefined;
  } catch (error) {
    if (error instanceof AwsError) return `${error.message}. `;
    throw error;
  }
}

const create: Phase = async (world, stack) => {
  const problem = await reachTarget(world, stack);
  if (problem === undefined) {
    for (const row of resourcesOf(world, stack.stackId)) forgetBefore(world, row);
    setStackStatus(world, stack.stackId, 'CREATE_COMPLETE');
    return;
  }
  const failed = problem.endsWith('. ') ? problem : `${problem}. `;
  const now = stacks(world).get(stack.stackId) as StackRow;
  if (now.operation?.cancelled === 'by-deletion')
    setStackStatus(world, stack.stackId, 'DELETE_IN_PROGRESS', 'User Initiated');
  else if (stack.onFailure === 'DO_NOTHING') setStackStatus(world, stack.stackId, 'CREATE_FAILED', failed);
  else if (stack.onFailure === 'DELETE') {
    setStackStatus(world, stack.stackId, 'DELETE_IN_PROGRESS', `${failed}Delete requested by user.`);
  } else setStackStatus(world, stack.stackId, 'ROLLBACK_IN_PROGRESS', `${failed}Rollback requested by user.`);
};

const rollBackCreation: Phase = async (world, stack) => {
  const rows = resourcesOf(world, stack.stackId);
  const failures = await removeResources(world, stack, rows, { retain: new Set(), isCreation: true });
  if (failures.length > 0) setStackStatus(world, stack.stackId, 'ROLLBACK_FAILED', summarize(failures));
  else setStackStatus(world, stack.stackId, 'ROLLBACK_COMPLETE', undefined, { outputs: [], imports: [] });
};

const update: Phase = async (world, stack) => {
  const problem = await reachTarget(world, stack);
  if (problem === undefined) {
    setStackStatus(world, stack.stackId, 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS');
  } else if (stack.operation?.disableRollback) {
    setStackStatus(world, stack.stackId, 'UPDATE_FAILED', problem);
  } else beginRollback(world, stack, problem);
};

/** The stack is described as it was, from the moment it goes back. */
export function beginRollback(world: World, stack: StackRow, reason: string): void {
  const target = stack.operation?.previous as Target;
  setStackStatus(world, stack.stackId, 'UPDATE_ROLLBACK_IN_PROGRESS', reason, { target });
}

const cleanUpUpdate: Phase = async (world, stack) => {
  const { resources } = prepareTarget(world, stack, stack.target, 'accepted');
  const isDone = await cleanUp(world, stack, (row) => !resources.has(row.logicalId));
  const reason = isDone ? undefined : 'Update successful. One or more resources could not be deleted.';
  setStackStatus(world, stack.stackId, 'UPDATE_COMPLETE', reason);
};

const rollBack: Phase = async (world, stack) => {
  const failures = await rollBackUpdate(world, stack);
  if (failures.length > 0) setStackStatus(world, stack.stackId, 'UPDATE_ROLLBACK_FAILED', summarize(failures));
  else setStackStatus(world, stack.stackId, 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS');
};

const cleanUpRollback: Phase = async (world, stack) => {
  await cleanUp(world, stack, ({ before }) => before === null);
  setStackStatus(world, stack.stackId, 'UPDATE_ROLLBACK_COMPLETE');
};

const remove: Phase = async (world, stack) => {
  const used = stack.outputs.find(
    ({ exportName }) => exportName !== undefined && importersOf(world, exportName).length > 0,
  );
  if (used) {
    // The stack goes back to the status it had: no event says FAILED.
    const name = used.exportName as string;
    const reason = `Delete canceled. Cannot delete export ${name} as it is in use by ${importersOf(world, name).join(' and ')}.`;
    setStackStatus(world, stack.stackId, stack.operation?.previousStatus ?? 'DELETE_FAILED', reason);
    return;
  }
  const retain = new Set(stack.operation?.retain ?? []);
  const rows = resourcesOf(world, stack.stackId);
  const failures = await removeResources(world, stack, rows, { retain, isCreation: false });
  if (failures.length > 0) setStackStatus(world, stack.stackId, 'DELETE_FAILED', summarize(failures));
  else
    setStackStatus(world, stack.stackId, 'DELETE_COMPLETE', undefined, { deletedAt: world.clock.now(), imports: [] });
};

export const phases: Readonly<Record<string, Phase>> = {
  CREATE_IN_PROGRESS: create,
  ROLLBACK_IN_PROGRESS: rollBackCreation,
  UPDATE_IN_PROGRESS: update,
  UPDATE_COMPLETE_CLEANUP_IN_PROGRESS: cleanUpUpdate,
  UPDATE_ROLLBACK_IN_PROGRESS: rollBack,
  UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS: cleanUpRollback,
  DELETE_IN_PROGRESS: remove,
};
