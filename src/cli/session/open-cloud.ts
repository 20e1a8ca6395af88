import { connectCloud } from '../../aws/connect-cloud.ts';
import type { LoadedConfig } from '../../config/loaded-config.ts';
import type { Environment } from '../../model/service.ts';
import type { Cloud } from '../../release/cloud.ts';
import { makeCallCounter, type CallCounter } from './count-calls.ts';
import { ensureLocalEndpoint } from './local-endpoint.ts';
import type { Session } from './session.ts';

export interface OpenCloud {
  readonly cloud: Cloud;
  readonly calls: CallCounter;
}

/** The cloud of that environment; a local one is started when nobody listens yet. Two clouds of one command count as one. */
export async function openCloud(
  session: Session,
  config: LoadedConfig,
  environment: Environment,
  calls = makeCallCounter(session.terminal, { debug: session.flags.has('debug') }),
): Promise<OpenCloud> {
  const endpoint = await findEndpoint(session, config, environment);
  return { calls, cloud: connectCloud(environment, { observe: calls.observe, ...(endpoint && { endpoint }) }) };
}

/** What stands in for AWS there; undefined: AWS itself. */
export async function findEndpoint(
  session: Session,
  config: LoadedConfig,
  environment: Environment,
): Promise<string | undefined> {
  const given = session.flags.text('endpoint') ?? session.terminal.env['AWS_ENDPOINT_URL'];
  return given || (environment.target === 'local' ? await ensureLocalEndpoint(session, config.root) : undefined);
}
