import { isDeepStrictEqual } from 'node:util';
import { validationError } from '../cloudformation-error.ts';
import { findType } from '../resources/registry.ts';
import type { ResourceRow, Target } from '../stack/stack-rows.ts';
import { marksIn } from '../template/placeholder.ts';
import type { Prepared, PreparedResource } from '../template/prepare.ts';
import { referencesIn } from '../template/references.ts';
import type { ChangeDetail, ResourceChange } from './change.ts';

export interface Side {
  readonly prepared: Prepared;
  readonly target: Target;
}

/** What an update would do, as far as it can be told beforehand. `before` is absent for a stack that has no resources yet. */
export function compare(after: Side, before: Side | undefined, rows: readonly ResourceRow[]): ResourceChange[] {
  const physicalIds = new Map(rows.map((row) => [row.logicalId, row.current?.physicalId]));
  const changes = new Map<string, ResourceChange>();
  for (const resource of inOrder(after.prepared)) {
    const old = before?.prepared.resources.get(resource.logicalId);
    const change = old && before ? modify(resource, old, after, before, changes) : add(resource);
    if (change) changes.set(resource.logicalId, withPhysicalId(change, physicalIds));
  }
  for (const old of before?.prepared.resources.values() ?? []) {
    if (!after.prepared.resources.has(old.logicalId))
      changes.set(old.logicalId, withPhysicalId(remove(old), physicalIds));
  }
  const ids = [...after.prepared.resources.keys(), ...(before?.prepared.resources.keys() ?? [])];
  return [...new Set(ids)].flatMap((id) => changes.get(id) ?? []);
}

function withPhysicalId(change: ResourceChange, physicalIds: ReadonlyMap<string, string | undefined>): ResourceChange {
  const PhysicalResourceId = physicalIds.get(change.LogicalResourceId);
  return PhysicalResourceId === undefined ? change : { ...change, PhysicalResourceId };
}

/** Those that others depend on come first, so that what follows from a change is known when it is asked. */
function inOrder({ resources }: Prepared): PreparedResource[] {
  const ordered = new Map<string, PreparedResource>();
  const visit = (id: string): void => {
    const resource = resources.get(id);
    if (!resource || ordered.has(id)) return;
    for (const need of resource.dependsOn) visit(need);
    ordered.set(id, resource);
  };
  for (const id of resources.keys()) visit(id);
  return [...ordered.values()];
}

function add({ logicalId, type }: PreparedResource): ResourceChange {
  return { Action: 'Add', LogicalResourceId: logicalId, ResourceType: type, Scope: [], Details: [] };
}

function remove({ logicalId, type, deletionPolicy }: PreparedResource): ResourceChange {
  const PolicyAction = deletionPolicy.startsWith('Retain') ? 'Retain' : 'Delete';
  return { Action: 'Remove', LogicalResourceId: logicalId, ResourceType: type, PolicyAction, Scope: [], Details: [] };
}

function modify(
  resource: PreparedResource,
  old: PreparedResource,
  after: Side,
  before: Side,
  changes: ReadonlyMap<string, ResourceChange>,
): ResourceChange | undefined {
  if (resource.type !== old.type) {
    throw validationError(
      `Update of resource type is not permitted. The new template modifies resource type of the following resources: [${resource.logicalId}]`,
    );
  }
  const details = [
    ...directDetails(resource, old, after, before),
    ...followingDetails(resource, changes),
    ...tagDetails(resource, after, before),
    ...metadataDetails(resource, old),
  ];
  if (details.length === 0) return undefined;
  const recreation = details.map(({ Target }) => Target.RequiresRecreation);
  const Replacement = recreation.includes('Always')
    ? 'True'
    : recreation.includes('Conditionally')
      ? 'Conditional'
      : 'False';
  const retains = resource.updateReplacePolicy === 'Retain';
  return {
    Action: 'Modify',
    LogicalResourceId: resource.logicalId,
    ResourceType: resource.type,
    ...(Replacement === 'True' && { PolicyAction: retains ? 'ReplaceAndRetain' : 'ReplaceAndDelete' }),
    Replacement,
    Scope: [...new Set(details.map(({ Target }) => Target.Attribute))],
    Details: details,
  };
}

/** Properties whose own text, or a parameter in them, is another. */
function directDetails(resource: PreparedResource, old: PreparedResource, after: Side, before: Side): ChangeDetail[] {
  const names = new Set([...Object.keys(resource.draft), ...Object.keys(old.draft)]);
  const changed = [...names].filter((name) => !isDeepStrictEqual(resource.draft[name], old.draft[name]));
  return changed.map((name) => {
    const isSameText = isDeepStrictEqual(resource.declaration.Properties?.[name], old.declaration.Properties?.[name]);
    const parameter = isSameText ? changedParameter(resource.declaration.Properties?.[name], after, before) : undefined;
    return {
      Target: {
        Attribute: name === 'Tags' ? 'Tags' : 'Properties',
        Name: name,
        RequiresRecreation: recreates(resource.type, name, 'Always'),
      },
      Evaluation: 'Static',
      ChangeSource: parameter === undefined ? 'DirectModification' : 'ParameterReference',
      ...(parameter !== undefined && { CausingEntity: parameter }),
    };
  });
}

function changedParameter(value: unknown, after: Side, before: Side): string | undefined {
  const old = new Map(before.target.parameters.map(({ key, value: text, resolved }) => [key, resolved ?? text]));
  const changed = after.target.parameters.filter(
    ({ key, value: text, resolved }) => old.get(key) !== (resolved ?? text),
  );
  const { refs } = referencesIn(value);
  return changed.find(({ key }) => refs.has(key))?.key;
}

/** Properties that read a resource which changes: whether they change is known only while it happens. */
function followingDetails(resource: PreparedResource, changes: ReadonlyMap<string, ResourceChange>): ChangeDetail[] {
  return Object.entries(resource.draft).flatMap(([name, value]) =>
    marksIn(value).flatMap(({ logicalId, attribute }): ChangeDetail[] => {
      const cause = changes.get(logicalId);
      if (cause?.Action !== 'Modify' || (attribute === undefined && cause.Replacement === 'False')) return [];
      return [
        {
          Target: {
            Attribute: 'Properties',
            Name: name,
            RequiresRecreation: recreates(resource.type, name, 'Conditionally'),
          },
          Evaluation: 'Dynamic',
          ChangeSource: attribute === undefined ? 'ResourceReference' : 'ResourceAttribute',
          CausingEntity: attribute === undefined ? logicalId : `${logicalId}.${attribute}`,
        },
      ];
    }),
  );
}

function tagDetails(resource: PreparedResource, after: Side, before: Side): ChangeDetail[] {
  if (!findType(resource.type).taggable || isDeepStrictEqual(after.target.tags, before.target.tags)) return [];
  return [
    {
      Target: { Attribute: 'Tags', RequiresRecreation: 'Never' },
      Evaluation: 'Static',
      ChangeSource: 'DirectModification',
    },
  ];
}

function metadataDetails(resource: PreparedResource, old: PreparedResource): ChangeDetail[] {
  if (isDeepStrictEqual(resource.declaration.Metadata, old.declaration.Metadata)) return [];
  return [
    {
      Target: { Attribute: 'Metadata', RequiresRecreation: 'Never' },
      Evaluation: 'Static',
      ChangeSource: 'DirectModification',
    },
  ];
}

function recreates(
  typeName: string,
  property: string,
  when: 'Always' | 'Conditionally',
): ChangeDetail['Target']['RequiresRecreation'] {
  const type = findType(typeName);
  return !type.update || type.createOnly?.includes(property) ? when : 'Never';
}
