import type { AwsCredentialIdentityProvider } from '@smithy/types';
import { CloudError } from '../release/cloud.ts';
import type { Environment } from '../model/service.ts';
import { type RequestBounds, usualBounds } from './bound-requests.ts';
import { makePace } from './pace.ts';
import { makePresence } from './presence.ts';
import type { ObservedCall, Supervision } from './supervise.ts';
import { realTiming, type Timing } from './timing.ts';
import { makeTurns, type InTurn } from './turns.ts';

export interface CloudOptions {
  /** Takes the place of AWS (`http://127.0.0.1:4566`); required for an environment whose target is local. */
  readonly endpoint?: string;
  /** Told about every request, retries included. */
  readonly observe?: (call: ObservedCall) => void;
  /** Keep below AWS's control-plane rates. Default: only where the target is AWS. */
  readonly paced?: boolean;
  readonly timing?: Timing;
  readonly bounds?: RequestBounds;
}

/** What every client of one environment shares. */
export interface Connection {
  readonly clientConfig: {
    readonly region: string;
    readonly maxAttempts: number;
    readonly customUserAgent: string;
    readonly endpoint?: string;
    readonly profile?: string;
    readonly credentials?:
      { readonly accessKeyId: string; readonly secretAccessKey: string } | AwsCredentialIdentityProvider;
  };
  readonly supervision: Supervision;
  readonly inTurn: InTurn;
}

export function makeConnection(environment: Environment, options: CloudOptions): Connection {
  const { endpoint, observe = () => undefined, timing = realTiming, paced = environment.target === 'aws' } = options;
  if (environment.target === 'local' && !endpoint)
    throw new CloudError('AWS_UNREACHABLE', `environment ${environment.name} is local, but no endpoint was given`, {
      operation: 'connect',
    });
  return {
    clientConfig: {
      region: environment.region,
      // 409s aside, what AWS throttles or drops is worth eight tries: a deploy takes tens of seconds anyway.
      maxAttempts: 8,
      customUserAgent: 'ship',
      ...(endpoint && { endpoint }),
      ...credentialsOf(environment, endpoint),
    },
    supervision: {
      timing,
      observe,
      pace: paced ? makePace(timing) : async () => undefined,
      presence: makePresence(),
      bounds: options.bounds ?? usualBounds,
      profile: environment.profile ?? process.env['AWS_PROFILE'],
    },
    inTurn: makeTurns(),
  };
}

function credentialsOf(environment: Environment, endpoint?: string): Partial<Connection['clientConfig']> {
  // Never the user's own: they have no business at a local endpoint. There a key of 12 digits names its account.
  if (environment.target === 'local')
    return { credentials: { accessKeyId: environment.accountId ?? 'local', secretAccessKey: 'local' } };
  const { profile, roleArn } = environment;
  if (!roleArn) return profile ? { profile } : {};
  return { credentials: assumeOnce({ roleArn, region: environment.region, profile, endpoint }) };
}

type RoleRequest = Parameters<(typeof import('./assume-role.ts'))['assumeRole']>[0];

/** One AssumeRole for all clients, again when less than five minutes are left. */
function assumeOnce(request: RoleRequest): AwsCredentialIdentityProvider {
  let assumed: ReturnType<AwsCredentialIdentityProvider> | undefined;
  const load: AwsCredentialIdentityProvider = async () => (await import('./assume-role.ts')).assumeRole(request)();
  return async () => {
    const current = await assumed?.catch(() => undefined);
    const isFresh = current && (current.expiration?.getTime() ?? Infinity) > Date.now() + 300_000;
    if (!isFresh) assumed = load();
    return assumed as ReturnType<AwsCredentialIdentityProvider>;
  };
}
