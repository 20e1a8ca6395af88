import type { WaitingState } from '../model/snapshot.ts';

/** What the preview stage's description says when nothing waits there. */
export const plainPreviewNote = 'ship: the release under test';

/** `ship waits: r17@ghi over r16@abc since 2026-11-21T05:40:00Z by ada@laptop` */
export function formatPreviewNote({ number, deploymentId, over, since, actor }: WaitingState): string {
  const live = over ? `r${over.number}@${over.deploymentId}` : 'nothing';
  return `ship waits: r${number}@${deploymentId} over ${live} since ${since} by ${actor}`.slice(0, 1000);
}

export function parsePreviewNote(description: string): WaitingState | undefined {
  const pattern = /^ship waits: r(\d+)@(\w+) over (?:nothing|r(\d+)@(\w+)) since (\S+) by (.*)$/;
  const found = pattern.exec(description);
  if (!found) return undefined;
  const [, number, deploymentId = '', overNumber, over, since = '', actor = ''] = found;
  return {
    number: Number(number),
    deploymentId,
    since,
    actor,
    ...(overNumber !== undefined && over !== undefined
      ? { over: { number: Number(overNumber), deploymentId: over } }
      : {}),
  };
}
