interface RuntimeEnd {
  /** ISO date. */
  readonly deprecated: string;
  readonly noUpdates: string;
}

/**
 * As AWS projects them; it has moved such dates before, always to later ones.
 * https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html
 */
export const runtimeEnds: Readonly<Record<string, RuntimeEnd>> = {
  'nodejs22.x': { deprecated: '2027-04-30', noUpdates: '2027-07-01' },
  'nodejs24.x': { deprecated: '2028-04-30', noUpdates: '2028-07-01' },
  'python3.9': { deprecated: '2025-12-15', noUpdates: '2026-07-01' },
  'python3.10': { deprecated: '2026-06-30', noUpdates: '2026-08-31' },
  'python3.11': { deprecated: '2026-06-30', noUpdates: '2026-08-31' },
  'python3.12': { deprecated: '2028-10-31', noUpdates: '2029-01-10' },
  'python3.13': { deprecated: '2029-06-30', noUpdates: '2029-08-31' },
  'python3.14': { deprecated: '2029-06-30', noUpdates: '2029-08-31' },
  'java8.al2': { deprecated: '2026-06-30', noUpdates: '2026-08-31' },
  java11: { deprecated: '2026-06-30', noUpdates: '2026-08-31' },
  java17: { deprecated: '2026-06-30', noUpdates: '2026-08-31' },
  java21: { deprecated: '2029-06-30', noUpdates: '2029-08-31' },
  java25: { deprecated: '2029-06-30', noUpdates: '2029-08-31' },
  dotnet8: { deprecated: '2026-11-10', noUpdates: '2027-01-11' },
  'ruby3.2': { deprecated: '2026-03-31', noUpdates: '2026-07-01' },
  'ruby3.3': { deprecated: '2027-03-31', noUpdates: '2027-05-31' },
  'ruby3.4': { deprecated: '2028-03-31', noUpdates: '2028-05-31' },
  'provided.al2': { deprecated: '2026-06-30', noUpdates: '2026-08-31' },
  'provided.al2023': { deprecated: '2029-06-30', noUpdates: '2029-08-31' },
};
