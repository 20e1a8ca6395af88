/** CloudFormation writes every scalar as text where text is wanted. */
export function asText(value: unknown): string {
  if (typeof value === 'string') return value;
  return Array.isArray(value) ? value.map(asText).join(',') : String(value);
}
