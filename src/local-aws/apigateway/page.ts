import { badRequest } from './errors.ts';

const DEFAULT_PAGE = 100;

interface PageRequest {
  readonly maxResults?: string;
  readonly nextToken?: string;
}

function readStart(nextToken: string | undefined): number {
  if (nextToken === undefined) return 0;
  const start = Buffer.from(nextToken, 'base64url').toString('utf8');
  if (!/^\d+$/.test(start)) throw badRequest('Invalid NextToken specified');
  return Number(start);
}

function readSize(maxResults: string | undefined): number {
  if (maxResults === undefined) return DEFAULT_PAGE;
  const size = Number(maxResults);
  if (!Number.isInteger(size) || size < 1) throw badRequest('Invalid MaxResults specified');
  return size;
}

/** `{items, nextToken?}`, as every list of API Gateway answers. */
export function pageOf<Item>(items: readonly Item[], request: PageRequest): { items: Item[]; nextToken?: string } {
  const start = readStart(request.nextToken);
  const end = start + readSize(request.maxResults);
  const more = end < items.length;
  return {
    items: items.slice(start, end),
    ...(more ? { nextToken: Buffer.from(String(end)).toString('base64url') } : {}),
  };
}
