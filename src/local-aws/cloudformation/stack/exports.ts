import type { World } from '../../kernel/world.ts';
import { stacks, type StackOutput, type StackRow } from './stack-rows.ts';

export interface ExportedValue {
  readonly name: string;
  readonly value: string;
  readonly stackId: string;
}

function liveStacks(world: World): StackRow[] {
  return stacks(world)
    .values()
    .filter(({ status }) => status !== 'DELETE_COMPLETE');
}

export function allExports(world: World): ExportedValue[] {
  return liveStacks(world).flatMap(({ outputs, stackId }) =>
    outputs.flatMap(({ exportName, value }) =>
      exportName === undefined ? [] : [{ name: exportName, value, stackId }],
    ),
  );
}

export function findExport(world: World, name: string): ExportedValue | undefined {
  return allExports(world).find((exported) => exported.name === name);
}

/** Names of the stacks that import it. */
export function importersOf(world: World, name: string): string[] {
  return liveStacks(world)
    .filter(({ imports }) => imports.includes(name))
    .map((stack) => stack.name);
}

/** Why the stack may not have these outputs; undefined when it may. */
export function exportProblem(world: World, stack: StackRow, outputs: readonly StackOutput[]): string | undefined {
  for (const { exportName } of outputs) {
    const other = exportName === undefined ? undefined : findExport(world, exportName);
    if (other && other.stackId !== stack.stackId) {
      const owner = stacks(world).get(other.stackId)?.name ?? other.stackId;
      return `Export with name ${exportName as string} is already exported by stack ${owner}`;
    }
  }
  return usedExportProblem(world, stack, outputs);
}

function usedExportProblem(world: World, stack: StackRow, outputs: readonly StackOutput[]): string | undefined {
  for (const { exportName, value } of stack.outputs) {
    if (exportName === undefined) continue;
    const [user] = importersOf(world, exportName).filter((name) => name !== stack.name);
    if (user === undefined) continue;
    const now = outputs.find((output) => output.exportName === exportName);
    if (!now) return `Export ${exportName} cannot be deleted as it is in use by ${user}`;
    if (now.value !== value) return `Export ${exportName} cannot be updated as it is in use by ${user}`;
  }
  return undefined;
}
