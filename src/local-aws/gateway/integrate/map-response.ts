import type { IntegrationRow, Texts } from '../../apigateway/rows.ts';
import type { Exchange } from '../exchange.ts';
import type { SentRequest } from '../event/sent-request.ts';
import { headerOf, withoutHeaders, type GatewayResponse } from '../respond/gateway-response.ts';
import { compileExpression, type Expression } from './expression.ts';

/** Applies an integration's response parameters of the status code that it answered. */
export type MapResponse = (exchange: Exchange, sent: SentRequest, response: GatewayResponse) => GatewayResponse;

interface Step {
  readonly action: string;
  /** Undefined: the status code. */
  readonly header?: string;
  readonly value: Expression;
}

function compileStep([key, value]: [string, string]): Step {
  const [action = '', target = ''] = key.split(':');
  const header = target.startsWith('header.') ? target.slice('header.'.length).toLowerCase() : undefined;
  return { action, value: compileExpression(value), ...(header !== undefined && { header }) };
}

function apply(response: GatewayResponse, { action, header }: Step, value: string | undefined): GatewayResponse {
  if (header === undefined) {
    const status = Number(value);
    return Number.isInteger(status) && status >= 200 && status <= 599 ? { ...response, status } : response;
  }
  if (action !== 'remove' && value === undefined) return response;
  const before = action === 'append' ? headerOf(response.headers, header) : undefined;
  const headers = withoutHeaders(response.headers, (name) => name === header);
  if (action !== 'remove') headers.push(header, before === undefined ? (value as string) : `${before},${value}`);
  return { ...response, headers };
}

function compileStatus(parameters: Texts): MapResponse {
  const steps = Object.entries(parameters).map(compileStep);
  return (exchange, sent, original) =>
    steps.reduce(
      (response, step) => apply(response, step, step.value({ exchange, sent, response: original })),
      original,
    );
}

/** Undefined: nothing to change. */
export function compileResponseMapping(byStatus: IntegrationRow['responseParameters']): MapResponse | undefined {
  if (!byStatus) return undefined;
  const mappings = new Map(Object.entries(byStatus).map(([status, texts]) => [Number(status), compileStatus(texts)]));
  return (exchange, sent, response) => mappings.get(response.status)?.(exchange, sent, response) ?? response;
}
