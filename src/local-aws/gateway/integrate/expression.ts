import type { Exchange } from '../exchange.ts';
import type { SentRequest } from '../event/sent-request.ts';
import { parseQuery } from '../event/query.ts';
import { contextVariable } from '../observe/context-variables.ts';
import { bodyText, headerOf, type GatewayResponse } from '../respond/gateway-response.ts';

/** What the expressions of a parameter mapping can see. */
export interface Source {
  readonly exchange: Exchange;
  readonly sent: SentRequest;
  readonly response?: GatewayResponse;
}

export type Expression = (source: Source) => string | undefined;

/** `$.a.b[0]` without the `$.`: no recursive descent, no filters, as on AWS. */
function jsonPath(body: string, path: string): string | undefined {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    return undefined; // A body that is no JSON has no members.
  }
  for (const step of path.split(/\.|\[|\]/).filter((each) => each !== '')) {
    value = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[step] : undefined;
  }
  if (value === undefined || value === null) return undefined;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

const REQUEST: Readonly<Record<string, (source: Source, name: string) => string | undefined>> = {
  header: ({ sent }, name) => (name.toLowerCase() === 'cookie' ? sent.cookie : sent.headers[name.toLowerCase()]),
  querystring: ({ sent }, name) => parseQuery(sent.rawQuery).get(name)?.join(','),
  path: ({ exchange }, name) => (name ? exchange.pathParameters?.[name] : exchange.path),
  body: ({ exchange }, name) => {
    const text = exchange.body.toString('utf8');
    return name ? jsonPath(text, name) : text;
  },
};

const RESPONSE: typeof REQUEST = {
  header: ({ response }, name) => response && headerOf(response.headers, name),
  body: ({ response }, name) => {
    if (!response) return undefined;
    const text = bodyText(response);
    return name ? jsonPath(text, name) : text;
  },
};

function variable(text: string): Expression {
  const [root = '', part = '', ...rest] = text.split('.');
  const name = rest.join('.');
  const known = root === 'request' ? REQUEST[part] : root === 'response' ? RESPONSE[part] : undefined;
  if (known) return (source) => known(source, name);
  if (root === 'context') {
    const path = text.slice('context.'.length);
    return ({ exchange, response }) => contextVariable(exchange, path, response);
  }
  if (root === 'stageVariables') return ({ exchange }) => exchange.stage.variables[part];
  return () => undefined;
}

const WHOLE = /^\$((?:request|response|context|stageVariables)\..+)$/;
const EMBEDDED = /\$\{((?:request|response|context|stageVariables)\.[^}]+)\}/;

/** `$request.header.x`, `${context.requestId} and text`, or a static text (http-api-parameter-mapping). */
export function compileExpression(text: string): Expression {
  const whole = WHOLE.exec(text)?.[1];
  if (whole !== undefined) return variable(whole);
  if (!EMBEDDED.test(text)) return () => text;
  const parts = text.split(EMBEDDED).map((part, index) => (index % 2 === 0 ? () => part : variable(part)));
  return (source) => parts.map((part) => part(source) ?? '').join('');
}
