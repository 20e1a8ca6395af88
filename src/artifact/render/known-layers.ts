import type { FunctionSize } from '../../model/size-report.ts';
import { formatBytes } from '../size/format-bytes.ts';

/** What a function's layers weigh, as far as it is known: what nobody knows is never shown as a number, zero least of all. */
export function knownLayers({ layers, isComplete }: FunctionSize, none: string): string {
  if (layers.length === 0) return none;
  const known = layers.reduce((sum, { unzippedBytes = 0 }) => sum + unzippedBytes, 0);
  if (isComplete) return formatBytes(known);
  return known === 0 ? 'unknown' : `≥ ${formatBytes(known)}`;
}
