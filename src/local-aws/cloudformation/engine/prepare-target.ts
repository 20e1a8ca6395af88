import type { World } from '../../kernel/world.ts';
import { validationError } from '../cloudformation-error.ts';
import { findExport } from '../stack/exports.ts';
import { readTemplate } from '../stack/keep-template.ts';
import type { StackRow, Target } from '../stack/stack-rows.ts';
import { checkCircles } from '../template/order.ts';
import { prepare, type Prepared } from '../template/prepare.ts';

export interface PreparedTarget extends Prepared {
  /** Names imported, in whatever is evaluated. */
  readonly imports: ReadonlySet<string>;
}

/**
 * Throws ValidationError, also for circular dependencies. `missingImports` `refused`: an import that nobody exports throws; CreateStack
 * and UpdateStack accept it and fail later, change sets fail at once.
 */
export function prepareTarget(
  world: World,
  stack: Pick<StackRow, 'stackId' | 'name' | 'notificationArns'>,
  target: Target,
  missingImports: 'refused' | 'accepted' = 'refused',
): PreparedTarget {
  const imports = new Set<string>();
  const importValue = (name: string): string => {
    imports.add(name);
    const found = findExport(world, name);
    if (!found && missingImports === 'refused') throw validationError(`No export named ${name} found`);
    return found?.value ?? '';
  };
  const identity = {
    stackId: stack.stackId,
    stackName: stack.name,
    region: world.config.region,
    accountId: world.config.accountId,
    notificationArns: stack.notificationArns,
  };
  const prepared = prepare(readTemplate(world, target.templateSha256), target.parameters, identity, importValue);
  checkCircles(new Map([...prepared.resources].map(([id, resource]) => [id, resource.dependsOn])));
  return { ...prepared, imports };
}
