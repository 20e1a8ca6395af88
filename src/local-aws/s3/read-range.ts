import { AwsError } from '../kernel/aws-error.ts';

export interface ByteRange {
  readonly start: number;
  /** Excluded. */
  readonly end: number;
}

/** `bytes=0-9`, `bytes=5-`, `bytes=-3`; undefined when there is none or it is no single range. Throws InvalidRange. */
export function readRange(header: string | undefined, size: number): ByteRange | undefined {
  const found = /^bytes=(\d*)-(\d*)$/.exec(header ?? '');
  if (!found || (!found[1] && !found[2])) return undefined;
  const [, first = '', last = ''] = found;
  const start = first ? Number(first) : Math.max(0, size - Number(last));
  const end = first && last ? Math.min(size, Number(last) + 1) : size;
  if (start >= size || start >= end) {
    const members = { RangeRequested: header, ActualObjectSize: size };
    throw new AwsError('InvalidRange', 416, 'The requested range is not satisfiable', members);
  }
  return { start, end };
}
