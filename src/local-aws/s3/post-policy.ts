import { AwsError } from '../kernel/aws-error.ts';

/** `["starts-with", "$key", "user/"]`, or `{"acl": "private"}` written the same way. */
type Condition = readonly [kind: string, name: string | number, value: string | number];

interface Policy {
  readonly expiration: string;
  readonly conditions: readonly Condition[];
}

/** Need not be named by a condition. https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-HTTPPOSTConstructPolicy.html */
const FREE = ['policy', 'x-amz-signature', 'signature', 'awsaccesskeyid', 'file'];

function denied(reason: string): AwsError {
  return new AwsError('AccessDenied', 403, `Invalid according to Policy: ${reason}`);
}

function toConditions(written: unknown): Condition[] {
  if (Array.isArray(written)) return [written as unknown as Condition];
  return Object.entries(written as Record<string, string>).map(([name, value]) => ['eq', `$${name}`, value]);
}

function parsePolicy(base64: string): Policy {
  try {
    const { expiration, conditions } = JSON.parse(Buffer.from(base64, 'base64').toString('utf8')) as {
      expiration: string;
      conditions: unknown[];
    };
    if (Number.isNaN(Date.parse(expiration))) throw new Error('no expiration');
    return { expiration, conditions: conditions.flatMap(toConditions) };
  } catch {
    throw new AwsError('InvalidPolicyDocument', 400, 'Invalid Policy: Invalid JSON.');
  }
}

function checkSize([, least, most]: Condition, ProposedSize: number): void {
  if (ProposedSize > Number(most)) {
    const message = 'Your proposed upload exceeds the maximum allowed size';
    throw new AwsError('EntityTooLarge', 400, message, { ProposedSize, MaxSizeAllowed: Number(most) });
  }
  if (ProposedSize < Number(least)) {
    const message = 'Your proposed upload is smaller than the minimum allowed size';
    throw new AwsError('EntityTooSmall', 400, message, { ProposedSize, MinSizeAllowed: Number(least) });
  }
}

function isMet([kind, , wanted]: Condition, value: string): boolean {
  return kind.toLowerCase() === 'starts-with' ? value.startsWith(String(wanted)) : value === String(wanted);
}

/** Holds the fields of a form, `bucket` among them, against the policy that was signed. */
export function checkPostPolicy(
  base64: string,
  { fields, sizeBytes, now }: { fields: Readonly<Record<string, string>>; sizeBytes: number; now: number },
): void {
  const { expiration, conditions } = parsePolicy(base64);
  if (Date.parse(expiration) < now) throw denied('Policy expired.');
  const named = new Set<string>();
  for (const condition of conditions) {
    if (condition[0] === 'content-length-range') continue;
    const name = String(condition[1]).replace(/^\$/, '').toLowerCase();
    named.add(name);
    if (!isMet(condition, fields[name] ?? '')) {
      throw denied(`Policy Condition failed: [${condition.map((term) => JSON.stringify(term)).join(', ')}]`);
    }
  }
  const extra = Object.keys(fields).filter(
    (name) => !named.has(name) && !FREE.includes(name) && name !== 'bucket' && !name.startsWith('x-ignore-'),
  );
  if (extra.length > 0) throw denied(`Extra input fields: ${extra.join(', ')}`);
  for (const condition of conditions) if (condition[0] === 'content-length-range') checkSize(condition, sizeBytes);
}
