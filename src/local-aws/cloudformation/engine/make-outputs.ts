import type { World } from '../../kernel/world.ts';
import { validationError } from '../cloudformation-error.ts';
import type { StackOutput } from '../stack/stack-rows.ts';
import { asText } from '../template/as-text.ts';
import { evaluate } from '../template/evaluate.ts';
import type { Prepared } from '../template/prepare.ts';
import { isRecord } from '../template/template.ts';
import { liveResources } from './live-scope.ts';

/** Throws ValidationError. */
export function makeOutputs(world: World, stackId: string, prepared: Prepared): StackOutput[] {
  const scope = prepared.scope(liveResources(world, stackId));
  return [...prepared.outputs].map(([key, output]) => {
    const value = evaluate(output.Value, scope);
    if (Array.isArray(value) || isRecord(value) || value === undefined || value === null) {
      throw validationError(
        'Template format error: The Value field of every Outputs member must evaluate to a String.',
      );
    }
    const exportName = output.Export && evaluate(output.Export.Name, scope);
    return {
      key,
      value: asText(value),
      ...(output.Description !== undefined && { description: output.Description }),
      ...(typeof exportName === 'string' && { exportName }),
    };
  });
}
