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
