import { once } from 'node:events';
import { applyFaults, ConnectionFault, endingOfAnswer, type Ending } from '../../faults/apply-faults.ts';
import { AwsError } from '../../kernel/aws-error.ts';
import type { World } from '../../kernel/world.ts';
import type { Exchange } from '../exchange.ts';
import type { GatewayResponse } from '../respond/gateway-response.ts';
import type { CompiledRoute } from '../routing/compile-deployment.ts';

/** The connection ends without an answer; `serve` sees a destroyed response and counts nothing. */
async function end({ request, response }: Exchange, ending: Ending): Promise<void> {
  if (ending === 'hang') await once(response, 'close');
  else if (ending === 'fin') response.destroy();
  else request.socket.resetAndDestroy();
  if (!response.destroyed) await once(response, 'close');
}

/** The client sees the head and half of the body. */
async function truncate(exchange: Exchange, made: GatewayResponse): Promise<void> {
  const body = Buffer.from(made.body);
  exchange.response.writeHead(made.status, [...made.headers, 'content-length', String(body.length)]);
  exchange.response.write(body.subarray(0, body.length / 2), () => exchange.request.socket.resetAndDestroy());
  await once(exchange.response, 'close');
}

/** There already, or on its way. */
export type Answering = GatewayResponse | Promise<GatewayResponse>;

type Integrate = () => Answering;

/**
 * Fault rules for requests through the gateway: service `execute-api`, operation the route key, resource
 * `<apiId>/<stage><path> <integration URI>`, which names the function's version.
 */
export function withFaults(world: World, exchange: Exchange, route: CompiledRoute, integrate: Integrate): Answering {
  return world.faults.active ? underFaults(world, exchange, route, integrate) : integrate();
}

async function underFaults(
  { faults, clock }: World,
  exchange: Exchange,
  route: CompiledRoute,
  integrate: Integrate,
): Promise<GatewayResponse> {
  const { stage, path } = exchange;
  const resource = `${stage.apiId}/${stage.stageName}${path} ${route.integration?.integrationUri ?? ''}`;
  const drawn = faults.draw({ service: 'execute-api', operation: route.routeKey, resource });
  let made: GatewayResponse | undefined;
  try {
    await applyFaults(faults, drawn, { when: 'before', sleep: clock.sleep });
    made = await integrate();
    await applyFaults(faults, drawn, { when: 'after', sleep: clock.sleep });
  } catch (error) {
    if (error instanceof ConnectionFault) await end(exchange, error.ending);
    else if (!(error instanceof AwsError)) throw error;
    else return { status: error.status, headers: [], body: JSON.stringify({ message: error.message }) };
  }
  if (made && endingOfAnswer(drawn) === 'truncate') await truncate(exchange, made);
  return made ?? { status: 500, headers: [], body: '' };
}
