import type { SizeLimits } from '../../model/size-report.ts';

/** "Unzipped size must be smaller than 262144000 bytes", function and layers together: exactly that many is too many. */
export const UNZIPPED_LIMIT_BYTES = 262_144_000;

// https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
export const defaultLimits: SizeLimits = {
  unzippedBytes: UNZIPPED_LIMIT_BYTES,
  directUploadBytes: 52_428_800,
  environmentBytes: 4096,
  layers: 5,
};
