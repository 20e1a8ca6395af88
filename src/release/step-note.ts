import type { DeploymentState } from '../model/snapshot.ts';

/** Description of the gateway deployment of one step: no release, and pruned when no stage shows it. */
export function formatStepNote(release: number, percent: number, over: number): string {
  return `${percent} % of r${release} over r${over} | ship-step`;
}

export function parseStepNote(description: string): DeploymentState['step'] {
  const found = /^(\d+) % of r(\d+) over r\d+ \| ship-step$/.exec(description);
  return found ? { percent: Number(found[1]), release: Number(found[2]) } : undefined;
}
