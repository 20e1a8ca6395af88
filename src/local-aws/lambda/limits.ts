/** Quotas of an account in a Region (aws-contract 1.1); bytes unless the name says otherwise. */
export const limits = {
  zippedUpload: 52_428_800,
  unzipped: 262_144_000,
  environment: 4096,
  totalCodeSize: 322_122_547_200,
  resourcePolicy: 20_480,
  syncPayload: 6_291_456,
  asyncPayload: 1_048_576,
  layersPerFunction: 5,
  tagsPerResource: 50,
  concurrentExecutions: 1000,
  /** AWS keeps this much for functions without a reservation. */
  minimumUnreserved: 100,
  memoryMb: 10_240,
  functionNameLength: 64,
  pageItems: 50,
  mappingPageItems: 100,
} as const;
