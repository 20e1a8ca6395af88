import type { Texts } from '../../apigateway/rows.ts';
import type { Exchange } from '../exchange.ts';
import { parseQuery, renderQuery } from '../event/query.ts';
import type { SentRequest } from '../event/sent-request.ts';
import { compileExpression, type Expression } from './expression.ts';

/** Applies an integration's request parameters. */
export type MapRequest = (exchange: Exchange, sent: SentRequest) => SentRequest;

interface Step {
  readonly action: 'append' | 'overwrite' | 'remove';
  readonly place: 'header' | 'querystring' | 'path';
  readonly name: string;
  readonly value: Expression;
}

function compileStep([key, value]: [string, string]): Step {
  const [action = '', target = ''] = key.split(':');
  const dot = target.indexOf('.');
  const place = dot < 0 ? target : target.slice(0, dot);
  return {
    action: action as Step['action'],
    place: place as Step['place'],
    name: dot < 0 ? '' : target.slice(dot + 1),
    value: compileExpression(value),
  };
}

function changeHeader(sent: SentRequest, { action, name }: Step, value: string | undefined): SentRequest {
  const lower = name.toLowerCase();
  const headers = { ...sent.headers };
  const repeated = new Map(sent.repeated);
  repeated.delete(lower);
  if (action === 'remove') delete headers[lower];
  else if (value !== undefined) {
    const before = action === 'append' ? headers[lower] : undefined;
    headers[lower] = before === undefined ? value : `${before},${value}`;
  }
  return { ...sent, headers, repeated };
}

function changeQuery(sent: SentRequest, { action, name }: Step, value: string | undefined): SentRequest {
  const values = new Map(parseQuery(sent.rawQuery));
  if (action === 'remove') values.delete(name);
  else if (value !== undefined) values.set(name, action === 'append' ? [...(values.get(name) ?? []), value] : [value]);
  return { ...sent, rawQuery: renderQuery(values) };
}

function apply(exchange: Exchange, sent: SentRequest, original: SentRequest, step: Step): SentRequest {
  // Every value is taken from the request as the client sent it, whatever the other steps do.
  const value = step.action === 'remove' ? undefined : step.value({ exchange, sent: original });
  if (step.place === 'header') return changeHeader(sent, step, value);
  if (step.place === 'querystring') return changeQuery(sent, step, value);
  return value === undefined ? sent : { ...sent, rawPath: value };
}

/** Undefined: nothing to change. */
export function compileRequestMapping(parameters: Texts | undefined): MapRequest | undefined {
  if (!parameters || Object.keys(parameters).length === 0) return undefined;
  const steps = Object.entries(parameters).map(compileStep);
  return (exchange, original) => steps.reduce((sent, step) => apply(exchange, sent, original, step), original);
}
