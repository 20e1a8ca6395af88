import type { Params } from '../kernel/operation.ts';
import type { World } from '../kernel/world.ts';
import { invalidArgument } from './s3-error.ts';
import { parts, type PartRow, type UploadRow } from './s3-rows.ts';

const MAX_PARTS = 10_000;

export function readPartNumber(params: Params): number {
  const text = String(params['partNumber']);
  const number = Number(text);
  if (Number.isInteger(number) && number >= 1 && number <= MAX_PARTS) return number;
  throw invalidArgument('partNumber', text, `Part number must be an integer between 1 and ${MAX_PARTS}, inclusive`);
}

/** A part of the same number is replaced. */
export function storePart({ store, clock }: World, upload: UploadRow, part: Omit<PartRow, 'modifiedAt'>): PartRow {
  const row = { ...part, modifiedAt: new Date(clock.now()).toISOString() };
  parts(store, upload.id).set(String(part.number), row);
  return row;
}
