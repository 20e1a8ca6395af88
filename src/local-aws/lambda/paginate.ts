import { invalidParameter } from './errors.ts';
import { limits } from './limits.ts';

export interface PageRequest {
  readonly Marker?: string;
  readonly MaxItems?: number;
}

export interface Page<Item> {
  readonly items: readonly Item[];
  readonly next: string | null;
}

interface Position {
  readonly key: string;
  readonly index: number;
}

function decode(marker: string): Position {
  try {
    const [key, index] = JSON.parse(Buffer.from(marker, 'base64').toString('utf8')) as [string, number];
    if (typeof key === 'string' && Number.isInteger(index)) return { key, index };
  } catch {
    // Refused below, as any other text that is no marker of ours.
  }
  throw invalidParameter('Invalid marker.');
}

/** After the item that ended the last page; where that was, if it is gone. */
function startOf<Item>(items: readonly Item[], keyOf: (item: Item) => string, marker: string | undefined): number {
  if (!marker) return 0;
  const { key, index } = decode(marker);
  const at = items.findIndex((item) => keyOf(item) === key);
  return at >= 0 ? at + 1 : index;
}

/** One page: AWS gives at most `pageItems` whatever MaxItems says. */
export function paginate<Item>(
  items: readonly Item[],
  request: PageRequest,
  options: { readonly keyOf: (item: Item) => string; readonly pageItems?: number },
): Page<Item> {
  const { keyOf, pageItems = limits.pageItems } = options;
  const start = startOf(items, keyOf, request.Marker);
  const page = items.slice(start, start + Math.min(request.MaxItems ?? pageItems, pageItems));
  const last = page.at(-1);
  const more = last !== undefined && start + page.length < items.length;
  const next = more ? Buffer.from(JSON.stringify([keyOf(last), start + page.length - 1])).toString('base64') : null;
  return { items: page, next };
}
