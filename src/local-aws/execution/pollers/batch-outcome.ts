/**
 * Which messages or records a function that reports batch item failures could not process. An answer that cannot be understood (no
 * JSON, an unknown or empty identifier) fails the whole batch; an empty or missing list fails none.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html, the same for streams
 */
export function failedIds(payload: Buffer, ids: readonly string[]): Set<string> {
  const known = new Set(ids);
  let failures: unknown;
  try {
    const answer = JSON.parse(payload.toString('utf8')) as { batchItemFailures?: unknown } | null;
    failures = answer?.batchItemFailures ?? [];
  } catch {
    return known;
  }
  if (!Array.isArray(failures)) return known;
  const failed = new Set<string>();
  for (const failure of failures as readonly ({ itemIdentifier?: unknown } | null)[]) {
    const id = failure?.itemIdentifier;
    if (typeof id !== 'string' || !known.has(id)) return known;
    failed.add(id);
  }
  return failed;
}
