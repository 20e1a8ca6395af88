import type { SizeInput } from '../../artifact/size-report.ts';
import { defaultLimits } from '../../artifact/size/limits.ts';
import type { Cloud } from '../../release/cloud.ts';

/** The account's own limits, and how much of its room for code is used. What it does not say (zero) is the usual. */
export async function askLimits(
  cloud: Pick<Cloud, 'accountLimits'>,
): Promise<Pick<SizeInput, 'limits' | 'codeStorage'>> {
  const { codeSizeUnzipped, codeSizeZipped, totalCodeSize, usedCodeSize } = await cloud.accountLimits();
  return {
    limits: {
      ...defaultLimits,
      unzippedBytes: codeSizeUnzipped || defaultLimits.unzippedBytes,
      directUploadBytes: codeSizeZipped || defaultLimits.directUploadBytes,
    },
    ...(totalCodeSize > 0 && { codeStorage: { limitBytes: totalCodeSize, usedBytes: usedCodeSize } }),
  };
}
