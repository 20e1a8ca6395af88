import { createHash } from 'node:crypto';
import type { StageRow } from '../../apigateway/rows.ts';
import type { World } from '../../kernel/world.ts';
import type { Exchange } from '../exchange.ts';
import type { GatewayResponse } from '../respond/gateway-response.ts';
import { contextVariable } from './context-variables.ts';

export type WriteAccessLog = (exchange: Exchange, response: GatewayResponse) => void;

const VARIABLE = /\$context\.([A-Za-z][\w]*(?:\.[A-Za-z_][\w]*)*)/;

/** Literal texts and variable names in turn. */
function compile(format: string): (exchange: Exchange, response: GatewayResponse) => string {
  const parts = format.split(VARIABLE);
  return (exchange, response) =>
    parts.map((part, index) => (index % 2 === 0 ? part : (contextVariable(exchange, part, response) ?? '-'))).join('');
}

/** Undefined: the stage has no access logs. */
export function accessLogOf(
  world: World,
  { accessLogSettings, apiId, stageName }: StageRow,
): WriteAccessLog | undefined {
  const group = /:log-group:([^:]+)/.exec(accessLogSettings?.destinationArn ?? '')?.[1];
  if (!accessLogSettings || group === undefined) return undefined;
  const render = compile(accessLogSettings.format);
  const stream = createHash('md5').update(`${apiId}/${stageName}`).digest('hex');
  return (exchange, response) => {
    world.logs.append(group, stream, [{ timestamp: exchange.startedAt, message: render(exchange, response) }]);
  };
}
