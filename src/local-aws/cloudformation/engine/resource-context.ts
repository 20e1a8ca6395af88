import { createHash } from 'node:crypto';
import type { World } from '../../kernel/world.ts';
import type { ExistingContext, Properties, ResourceContext } from '../resources/resource-type.ts';
import type { Snapshot, StackRow, Tag } from '../stack/stack-rows.ts';
import { isRecord } from '../template/template.ts';

export interface Subject {
  readonly world: World;
  readonly stack: StackRow;
  readonly logicalId: string;
  readonly type: string;
  readonly properties: Properties;
  readonly tags: Readonly<Record<string, string>>;
  readonly generation: number;
  readonly isResumed?: boolean;
  readonly claim?: (physicalId: string) => void;
}

export function makeContext(subject: Subject): ResourceContext {
  const { world, stack, logicalId, generation } = subject;
  return {
    world,
    stackId: stack.stackId,
    stackName: stack.name,
    logicalId,
    type: subject.type,
    properties: subject.properties,
    tags: subject.tags,
    generateName: (maxLength) => generateName(stack, logicalId, generation, maxLength),
    isResumed: subject.isResumed ?? false,
    claim: subject.claim ?? (() => undefined),
  };
}

export interface Previous {
  readonly properties: Properties;
  readonly isForced: boolean;
}

export function makeExistingContext(subject: Subject, existing: Snapshot, previous: Previous): ExistingContext {
  const { properties, isForced } = previous;
  return { ...makeContext(subject), physicalId: existing.physicalId, previous: properties, isForced };
}

/** The stack's tags, CloudFormation's own three, and the resource's `Tags` (a list or a map), which win. */
export function tagsOf(
  stack: StackRow,
  tags: readonly Tag[],
  logicalId: string,
  properties: Properties,
): Record<string, string> {
  return {
    'aws:cloudformation:stack-name': stack.name,
    'aws:cloudformation:stack-id': stack.stackId,
    'aws:cloudformation:logical-id': logicalId,
    ...Object.fromEntries(tags.map(({ Key, Value }) => [Key, Value])),
    ...ownTags(properties['Tags']),
  };
}

function ownTags(tags: unknown): Record<string, string> {
  if (Array.isArray(tags)) return Object.fromEntries((tags as Tag[]).map(({ Key, Value }) => [Key, Value]));
  return isRecord(tags) ? Object.fromEntries(Object.entries(tags).map(([key, value]) => [key, String(value)])) : {};
}

/** `stack-LogicalId-RANDOM`, cut at the stack's name and the id; the same for the same resource, another after a replacement. */
function generateName(stack: StackRow, logicalId: string, generation: number, maxLength: number): string {
  const seed = createHash('sha256').update(`${stack.stackId} ${logicalId} ${generation}`).digest();
  const random = BigInt(`0x${seed.toString('hex')}`)
    .toString(36)
    .slice(0, 12)
    .padEnd(12, '0');
  const room = maxLength - random.length - 2;
  const half = Math.floor(room / 2);
  const stackPart = stack.name.slice(0, Math.max(half, room - logicalId.length));
  return `${stackPart}-${logicalId.slice(0, room - stackPart.length)}-${random}`;
}
