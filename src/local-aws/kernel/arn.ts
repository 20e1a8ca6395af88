/** `arn:aws:lambda:region:account:function:name[:qualifier]`, `account:function:name[:q]` or `name[:q]` -> its parts. */
export function parseFunctionName(text: string): {
  name: string;
  qualifier?: string;
  region?: string;
  accountId?: string;
} {
  const parts = text.split(':');
  const full = parts[0] === 'arn';
  const at = parts.indexOf('function');
  const [name = '', qualifier] = at >= 0 && (full || at === 1) ? parts.slice(at + 1) : parts;
  return {
    name,
    ...(qualifier ? { qualifier } : {}),
    ...(full ? { region: parts[3], accountId: parts[4] } : {}),
  };
}

export function functionArn(region: string, accountId: string, name: string, qualifier?: string): string {
  return `arn:aws:lambda:${region}:${accountId}:function:${name}${qualifier ? `:${qualifier}` : ''}`;
}
