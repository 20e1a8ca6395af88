import type { ServiceResult } from '../session/run-one.ts';
import type { Colors } from '../terminal/colors.ts';

/** The last line of every deploy and rollback: which release of each service is live now. */
export function renderLive(results: readonly ServiceResult[], environment: string, colors: Colors): string {
  if (results.length === 0) return colors.bold(`nothing to do in ${environment}: no service is affected`);
  return colors.bold(`live in ${environment}: ${results.map(liveOf).join(' · ')}`);
}

function liveOf({ service, outcome, error }: ServiceResult): string {
  if (!outcome && !error) return `${service} not started, unchanged`;
  if (outcome?.result === 'needs-person' && outcome.live === undefined)
    return `${service} not known for sure (ship status ${service})`;
  if (outcome) return `${service} ${outcome.live ?? 'nothing'}`;
  const isKnown = /^(r\d+|nothing(?! was))\b/.test(error?.live ?? '');
  return `${service} ${isKnown ? error?.live : 'as before, nothing was changed'}`;
}
