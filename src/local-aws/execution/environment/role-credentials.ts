import type { World } from '../../kernel/world.ts';
import type { Runnable } from '../../lambda/runnable.ts';

/** As environment variables. */
export interface Credentials {
  readonly AWS_ACCESS_KEY_ID: string;
  readonly AWS_SECRET_ACCESS_KEY: string;
  readonly AWS_SESSION_TOKEN: string;
}

interface Session {
  readonly credentials: Credentials;
  readonly renewAt: number;
}

interface AssumeRoleReply {
  readonly Credentials: {
    readonly AccessKeyId: string;
    readonly SecretAccessKey: string;
    readonly SessionToken: string;
  };
}

const SESSION_SECONDS = 43_200;

/**
 * A session of the function's role, so that its calls go to its account under the name that AWS would show
 * (`assumed-role/<role>/<function>`). Environments of one function share it for hours: a cold start is to cost nothing.
 */
export class RoleCredentials {
  readonly #world: World;
  readonly #sessions = new Map<string, Session>();

  constructor(world: World) {
    this.#world = world;
  }

  async of({ roleArn, functionName }: Runnable): Promise<Credentials> {
    const { accountId } = this.#world.config;
    // A role of another account, which only `acceptAnyRole` lets through, must not lead there: this key names the account.
    if (roleArn.split(':')[4] !== accountId)
      return { AWS_ACCESS_KEY_ID: accountId, AWS_SECRET_ACCESS_KEY: 'test', AWS_SESSION_TOKEN: 'test' };
    const key = `${roleArn} ${functionName}`;
    const now = this.#world.clock.now();
    const known = this.#sessions.get(key);
    if (known && known.renewAt > now) return known.credentials;
    const credentials = await this.#assume(roleArn, functionName.padEnd(2, '-'));
    this.#sessions.set(key, { credentials, renewAt: now + (SESSION_SECONDS / 2) * 1000 });
    return credentials;
  }

  async #assume(RoleArn: string, RoleSessionName: string): Promise<Credentials> {
    const params = { RoleArn, RoleSessionName, DurationSeconds: SESSION_SECONDS };
    const { Credentials: given } = (await this.#world.call('sts', 'AssumeRole', params)) as AssumeRoleReply;
    return {
      AWS_ACCESS_KEY_ID: given.AccessKeyId,
      AWS_SECRET_ACCESS_KEY: given.SecretAccessKey,
      AWS_SESSION_TOKEN: given.SessionToken,
    };
  }
}
