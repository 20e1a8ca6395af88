/** Lambda's own form: `2026-11-21T05:40:00.000+0000`. */
export function lambdaTime(epochMs: number): string {
  return new Date(epochMs).toISOString().replace('Z', '+0000');
}
