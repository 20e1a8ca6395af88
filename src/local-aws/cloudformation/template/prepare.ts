import { validationError } from '../cloudformation-error.ts';
import { evaluate, type Scope } from './evaluate.ts';
import { parameterValue, type StackParameter } from './parameters.ts';
import { pseudoParameter, type StackIdentity } from './pseudo-parameters.ts';
import { placeholder, resourcesIn } from './placeholder.ts';
import type { DeletionPolicy, OutputDeclaration, ResourceDeclaration, Template } from './template.ts';

export interface PreparedResource {
  readonly logicalId: string;
  readonly type: string;
  readonly declaration: ResourceDeclaration;
  /** Properties with everything evaluated but what other resources will have (see placeholder.ts). */
  readonly draft: Readonly<Record<string, unknown>>;
  /** Logical ids of the resources that must be there first. */
  readonly dependsOn: ReadonlySet<string>;
  readonly deletionPolicy: DeletionPolicy;
  readonly updateReplacePolicy: DeletionPolicy;
}

/** A template with the parameters of one stack: conditions decided, resources that are not to be left out. */
export interface Prepared {
  readonly template: Template;
  readonly resources: ReadonlyMap<string, PreparedResource>;
  readonly outputs: ReadonlyMap<string, OutputDeclaration>;
  /** Evaluates with what the resources are by now. */
  readonly scope: (resources: Pick<Scope, 'ref' | 'getAtt'>) => Scope;
}

/** Where a stack looks up what others export: throws ValidationError when nobody exports the name. */
export type ImportValue = (name: string) => unknown;

export function prepare(
  template: Template,
  parameters: readonly StackParameter[],
  identity: StackIdentity,
  importValue: ImportValue,
): Prepared {
  const scope = makeScope(template, parameters, identity, importValue);
  const drafting = scope({ ref: (id) => placeholder(id), getAtt: (id, attribute) => placeholder(id, attribute) });
  const isWanted = (item: { Condition?: string }): boolean =>
    item.Condition === undefined || drafting.condition(item.Condition);
  const wanted = Object.entries(template.Resources).filter(([, declaration]) => isWanted(declaration));
  const ids = new Set(wanted.map(([id]) => id));
  const resources = new Map(wanted.map(([id, declaration]) => [id, prepareResource(id, declaration, drafting, ids)]));
  const outputs = new Map(Object.entries(template.Outputs ?? {}).filter(([, output]) => isWanted(output)));
  return { template, resources, outputs, scope };
}

function prepareResource(
  logicalId: string,
  declaration: ResourceDeclaration,
  scope: Scope,
  ids: ReadonlySet<string>,
): PreparedResource {
  const draft = evaluate(declaration.Properties ?? {}, scope) as Record<string, unknown>;
  const referenced = resourcesIn(draft);
  const left = [...referenced].filter((id) => !ids.has(id));
  if (left.length > 0) {
    throw validationError(
      `Template format error: Unresolved resource dependencies [${left.join(', ')}] in the Resources block of the template`,
    );
  }
  // A DependsOn on a resource whose condition is false is ignored.
  for (const id of [declaration.DependsOn ?? []].flat()) if (ids.has(id)) referenced.add(id);
  const policy = (value: unknown): DeletionPolicy => (evaluate(value, scope) as DeletionPolicy | undefined) ?? 'Delete';
  return {
    logicalId,
    type: declaration.Type,
    declaration,
    draft,
    dependsOn: referenced,
    deletionPolicy: policy(declaration.DeletionPolicy),
    updateReplacePolicy: policy(declaration.UpdateReplacePolicy),
  };
}

function makeScope(
  template: Template,
  parameters: readonly StackParameter[],
  identity: StackIdentity,
  importValue: ImportValue,
): Prepared['scope'] {
  const values = new Map(parameters.map((parameter) => [parameter.key, parameter]));
  return (resources) => {
    const decided = new Map<string, boolean>();
    const scope: Scope = {
      region: identity.region,
      getAtt: resources.getAtt,
      importValue,
      ref: (name) => {
        const parameter = values.get(name);
        const declaration = template.Parameters?.[name];
        if (parameter && declaration) return parameterValue(declaration, parameter);
        return name.startsWith('AWS::') ? pseudoParameter(name, identity) : resources.ref(name);
      },
      mapping: (map, top, second) => template.Mappings?.[map]?.[top]?.[second],
      condition: (name) => {
        const known = decided.get(name);
        if (known !== undefined) return known;
        const value = evaluate(template.Conditions?.[name], scope) === true;
        decided.set(name, value);
        return value;
      },
    };
    return scope;
  };
}
