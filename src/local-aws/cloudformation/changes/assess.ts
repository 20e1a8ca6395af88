import { AwsError } from '../../kernel/aws-error.ts';
import type { World } from '../../kernel/world.ts';
import { prepareTarget, type PreparedTarget } from '../engine/prepare-target.ts';
import { findType } from '../resources/registry.ts';
import { resourcesOf, stacks, type StackRow } from '../stack/stack-rows.ts';
import { changeSets, type ChangeSetProblem, type ChangeSetRow } from './change-set-rows.ts';
import { compare, type Side } from './compare.ts';
import { hasChanges } from './has-changes.ts';

const NO_CHANGES =
  "The submitted information didn't contain changes. Submit different information to create a change set.";

/** Finishes the creation of a change set in the background: what it would change, or why it FAILED. */
export async function assessChangeSet(world: World, id: string): Promise<void> {
  await world.clock.sleep(world.clock.duration('cloudformation.resource'));
  const row = changeSets(world).get(id);
  const stack = row && stacks(world).get(row.stackId);
  if (!row || !stack || row.status !== 'CREATE_PENDING') return;
  changeSets(world).set(id, { ...row, ...outcome(world, stack, row) });
}

type Outcome = Pick<ChangeSetRow, 'status' | 'executionStatus' | 'changes'> & Partial<ChangeSetRow>;

function outcome(world: World, stack: StackRow, row: ChangeSetRow): Outcome {
  try {
    const prepared = prepareTarget(world, stack, row.target);
    const problems = propertyProblems(prepared);
    if (problems.length > 0) return { ...failed(EARLY_VALIDATION), problems };
    const before = sideBefore(world, stack, row);
    const after: Side = { prepared, target: row.target };
    const changes = compare(after, before, resourcesOf(world, stack.stackId));
    if (before && !hasChanges(changes, after, before)) return failed(NO_CHANGES);
    return { status: 'CREATE_COMPLETE', executionStatus: 'AVAILABLE', changes };
  } catch (error) {
    if (error instanceof AwsError) return failed(error.message);
    throw error;
  }
}

const EARLY_VALIDATION =
  'The following hook(s)/validation failed: [AWS::EarlyValidation::PropertyValidation]. To troubleshoot Early Validation errors, use the DescribeEvents API for detailed failure information.';

function failed(statusReason: string): Outcome {
  return { status: 'FAILED', executionStatus: 'UNAVAILABLE', statusReason, changes: [] };
}

/** Undefined for a stack in review: it has nothing. */
function sideBefore(world: World, stack: StackRow, row: ChangeSetRow): Side | undefined {
  if (row.type === 'CREATE') return undefined;
  return { prepared: prepareTarget(world, stack, stack.target, 'accepted'), target: stack.target };
}

function propertyProblems({ resources }: PreparedTarget): ChangeSetProblem[] {
  return [...resources.values()].flatMap(({ logicalId, type, draft }) => {
    const known = findType(type);
    const path = `/Resources/${logicalId}/Properties`;
    const problem = (reason: string): ChangeSetProblem => ({
      logicalId,
      type,
      name: 'PROPERTY_VALIDATION',
      reason,
      path,
    });
    const missing = (known.required ?? []).filter((name) => !(name in draft));
    const extra = Object.keys(draft).filter((name) => !known.properties.includes(name) && known.properties[0] !== '*');
    return [
      ...missing.map((name) => problem(`Required property [${name}] not found`)),
      ...extra.map((name) => problem(`Unsupported property [${name}]`)),
    ];
  });
}

/** After a restart: change sets that were being made are made. */
export function resumeChangeSets(world: World): void {
  for (const { id, status } of changeSets(world).values()) {
    if (status === 'CREATE_PENDING') void assessChangeSet(world, id);
  }
}
