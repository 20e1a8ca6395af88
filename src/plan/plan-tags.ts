import type { Step } from '../model/plan.ts';
import { changeOfTags, keptTags, type TagChange } from '../model/tags.ts';
import { deployedFoundation } from './foundation-changes.ts';
import type { PlanInput } from './make-plan.ts';

/** Before the stack is: its template says that the functions have them. New functions are made with theirs. */
export function planTags(input: PlanInput): readonly Step[] {
  const { service, snapshot } = input;
  const change = changeIn(input);
  if (Object.keys(change.set).length + change.remove.length === 0) return [];
  const there = service.functions.filter(({ key }) => snapshot.functions[key] !== undefined);
  return there.map(({ key }) => ({
    id: `foundation.tag.${key}`,
    phase: 'foundation',
    lane: 'foundation',
    kind: 'tag-function',
    function: key,
    ...change,
    title: `Tag function ${key}: ${titleOf(change)}`,
  }));
}

const titleOf = ({ set, remove }: TagChange): string =>
  [...Object.keys(set), ...remove.map((key) => `without ${key}`)].join(', ');

/** `+ team=shop`, `~ team=shop, was till`, `- owner` */
export function describeTags(input: PlanInput): readonly string[] {
  const deployed = keptTags(deployedFoundation(input.snapshot));
  const { set, remove } = changeIn(input);
  const lines = Object.entries(set).map(([key, value]) => {
    const was = deployed[key];
    return was === undefined ? `+ ${key}=${value}` : `~ ${key}=${value}, was ${was}`;
  });
  return [...lines, ...remove.map((key) => `- ${key}`)];
}

function changeIn({ service, snapshot }: PlanInput): TagChange {
  return changeOfTags(keptTags(deployedFoundation(snapshot)), service.tags);
}
