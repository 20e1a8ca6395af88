import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import * as z from 'zod';

export type Answer = APIGatewayProxyStructuredResultV2;
export type Endpoint = (event: APIGatewayProxyEventV2) => Promise<Answer>;

/** An answer other than success that an endpoint means to give. */
export class HttpError extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/**
 * Endpoints by route key. The route key is the same on every stage; the path is not: on the preview it begins with the
 * stage's name.
 */
export function route(endpoints: Readonly<Record<string, Endpoint>>): Endpoint {
  return async (event) => {
    try {
      const endpoint = endpoints[event.routeKey];
      if (endpoint === undefined) throw new HttpError(404, `nothing is at ${event.routeKey}`);
      return await endpoint(event);
    } catch (error) {
      return answerError(error);
    }
  };
}

export function json(statusCode: number, body: unknown): Answer {
  return { statusCode, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

/** The request's body, checked; an invalid one is answered with 400 and what is wrong. */
export function parseBody<Schema extends z.ZodType>(event: APIGatewayProxyEventV2, schema: Schema): z.output<Schema> {
  const body = event.isBase64Encoded ? Buffer.from(event.body ?? '', 'base64').toString() : (event.body ?? '');
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    throw new HttpError(400, 'the body is not JSON');
  }
  return schema.parse(value);
}

function answerError(error: unknown): Answer {
  if (error instanceof HttpError) return json(error.status, { message: error.message });
  if (error instanceof z.ZodError) {
    const issues = error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message }));
    return json(400, { message: 'the body is not valid', issues });
  }
  console.error(error);
  return json(500, { message: 'something went wrong' });
}
