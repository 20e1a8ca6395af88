import type { FunctionDefinition, Service } from '../../model/service.ts';
import type { ParsedConfig } from '../check/check-schema.ts';
import type { ConfigPath, Mistake } from '../check/mistake.ts';
import type { OpenApiFile } from '../normalise/make-own-openapi.ts';
import { mainKey, type ServiceInput } from '../normalise/function-input.ts';

/** One thing that must hold between several parts of a service; says every place where it does not. */
export type Rule = (context: RuleContext) => readonly Mistake[];

export interface RuleContext {
  /** As it is in one environment. */
  readonly service: Service;
  readonly input: ServiceInput;
  readonly config: ParsedConfig;
  /** Whether something is written there, be it wrong: what has a mistake of its own is not reported as missing too. */
  readonly isWritten: (path: ConfigPath) => boolean;
  /** The service's own OpenAPI file, where it names one. */
  readonly openApi?: OpenApiFile | undefined;
}

export function servicePath(context: RuleContext): ConfigPath {
  return ['services', context.service.name];
}

export function functionPath(context: RuleContext, key: string): ConfigPath {
  return [...servicePath(context), ...(key === mainKey ? [mainKey] : ['functions', key])];
}

export function hasFunction(context: RuleContext, key: string): boolean {
  return context.isWritten(functionPath(context, key));
}

export function functionKeys(context: RuleContext): readonly string[] {
  return context.service.functions.map((definition) => definition.key);
}

/** Applies a check to every function; it answers what is wrong below the function's own path. */
export function forEachFunction(
  check: (definition: FunctionDefinition, context: RuleContext) => readonly Mistake[],
): Rule {
  return (context) =>
    context.service.functions.flatMap((definition) =>
      check(definition, context).map((mistake) => ({
        ...mistake,
        path: [...functionPath(context, definition.key), ...mistake.path],
      })),
    );
}
