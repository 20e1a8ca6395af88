import type { Artifact } from '../model/artifact.ts';
import { type Cloud, CloudError } from './cloud.ts';
import type { Ports } from './run-context.ts';

type Limits = Awaited<ReturnType<Cloud['accountLimits']>>;

/** Undefined when it may not be asked: an older policy is no reason not to deploy, Lambda itself still refuses. */
export type AskLimits = () => Promise<Limits | undefined>;

/** Asks when the first one wants to know, and once. */
export function limitsOf(ports: Ports): AskLimits {
  let asked: Promise<Limits | undefined> | undefined;
  return () => (asked ??= readLimits(ports));
}

/** Above this Lambda takes a zip only from S3 (aws-contract 1.1). */
const directUploadBytes = 50 * 1024 * 1024;
/** No account is known to take less directly: asking about small zips would be a call for nothing. */
const askedFromBytes = 10 * 1024 * 1024;

/** Up to where zips go along with the call: the account may take less than usual, and a request more than usual never fits. */
export async function directUploadLimit(
  artifacts: Readonly<Record<string, Artifact>>,
  askLimits: AskLimits,
): Promise<number> {
  const largest = Math.max(...zipsOf(artifacts).map(({ zippedBytes }) => zippedBytes));
  const limits = largest > askedFromBytes && largest <= directUploadBytes ? await askLimits() : undefined;
  // Zero: whoever answers does not say.
  return Math.min(directUploadBytes, limits?.codeSizeZipped || directUploadBytes);
}

/** Of functions and of their layers. */
export function zipsOf(artifacts: Readonly<Record<string, Artifact>>): readonly { readonly zippedBytes: number }[] {
  return Object.values(artifacts).flatMap((artifact) => [artifact, ...artifact.layers]);
}

async function readLimits({ cloud, report }: Ports): Promise<Limits | undefined> {
  try {
    return await cloud.accountLimits();
  } catch (error) {
    if (!(error instanceof CloudError) || !error.name.startsWith('AccessDenied')) throw error;
    const text = 'the room left in the account is not known: lambda:GetAccountSettings is not allowed';
    report({ kind: 'note', level: 'info', text });
    return undefined;
  }
}
