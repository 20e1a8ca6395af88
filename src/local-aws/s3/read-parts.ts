import { AwsError } from '../kernel/aws-error.ts';
import { childrenNamed, parseXml, textOf, type XmlElement } from '../kernel/parse-xml.ts';
import type { PartRow } from './s3-rows.ts';

const MIN_PART_BYTES = 5 * 1024 * 1024;

function invalidPart(): AwsError {
  return new AwsError(
    'InvalidPart',
    400,
    "One or more of the specified parts could not be found. The part may not have been uploaded, or the specified entity tag may not match the part's entity tag.",
  );
}

function findPart(element: XmlElement, stored: readonly PartRow[]): PartRow {
  const part = stored.find(({ number }) => number === Number(textOf(element, 'PartNumber')));
  const etag = textOf(element, 'ETag')?.replaceAll('"', '');
  if (!part || (etag !== undefined && etag !== part.etag)) throw invalidPart();
  return part;
}

function checkOrder(parts: readonly PartRow[]): void {
  const ascends = parts.every(({ number }, index) => index === 0 || number > (parts[index - 1] as PartRow).number);
  if (ascends) return;
  const message = 'The list of parts was not in ascending order. Parts must be ordered by part number.';
  throw new AwsError('InvalidPartOrder', 400, message);
}

/** The last part alone may be smaller. */
function checkSizes(parts: readonly PartRow[]): void {
  const small = parts.slice(0, -1).find(({ size }) => size < MIN_PART_BYTES);
  if (!small) return;
  const { size, number, etag } = small;
  const members = { ProposedSize: size, MinSizeAllowed: MIN_PART_BYTES, PartNumber: number, ETag: etag };
  throw new AwsError('EntityTooSmall', 400, 'Your proposed upload is smaller than the minimum allowed size', members);
}

/** The parts that the client names, which must be there, in order and large enough. */
export function readParts(body: Buffer, stored: readonly PartRow[]): PartRow[] {
  const parts = childrenNamed(parseXml(body.toString('utf8')), 'Part').map((element) => findPart(element, stored));
  if (parts.length === 0) throw invalidPart();
  checkOrder(parts);
  checkSizes(parts);
  return parts;
}
