import * as z from 'zod';
import { jsonObject, name, numberBetween, payload, text, wholeNumber } from './values.ts';

const methods = 'GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|ANY';

/** `$default`, or a method and a path whose segments are plain or one parameter each. */
export const routeKey = z
  .string()
  .regex(
    new RegExp(String.raw`^(\$default|(${methods}) (/|(/[^/{}\s?#]+|/\{[A-Za-z0-9._-]+\+?\})+/?))$`),
    `must be a method (${methods.replaceAll('|', ', ')}), a space and a path such as /orders/{id}, or $default`,
  );

const routeSchema = z
  .strictObject({
    function: name.optional(),
    proxy: z
      .string()
      .regex(/^https?:\/\/[^\s{}/]+(\/\S*)?$/, 'must be an http or https URL')
      .optional(),
    authorizer: text.optional(),
    scopes: z.array(text).optional(),
    payload: payload.optional(),
    timeout: numberBetween(0.05, 30).optional(),
    openapi: jsonObject.optional(),
  })
  .meta({ id: 'RouteConfig' });

export const routesSchema = z.record(
  routeKey,
  z.union([name, routeSchema], { error: 'must be a function or a route' }),
);

const identitySource = z
  .string()
  .regex(
    /^\$(request\.(header|querystring)\.\S+|context\.\S+|stageVariables\.\S+)$/,
    'must be such as $request.header.Authorization',
  );

// On loopback for one's own issuer beside the local AWS; a rule keeps it out of environments in AWS.
const issuer = z
  .string()
  .regex(/^(https:\/\/\S+|http:\/\/(127\.0\.0\.1|localhost)(:\d+)?(\/\S*)?)$/, 'must be an https URL');
const audience = z.array(text).min(1, 'must name whom the tokens are for');

const jwtSchema = z
  .strictObject({
    type: z.literal('jwt'),
    issuer,
    audience,
    identitySource: identitySource.optional(),
  })
  .meta({ id: 'JwtAuthorizerConfig' });

const lambdaSchema = z
  .strictObject({
    type: z.literal('lambda'),
    function: z.string().regex(/^[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)?$/, 'must be a function or service.export'),
    payload: payload.optional(),
    simpleResponses: z.boolean().optional(),
    identitySources: z.array(identitySource).optional(),
    cacheSeconds: wholeNumber(0, 3600).optional(),
  })
  .meta({ id: 'LambdaAuthorizerConfig' });

const iamSchema = z.strictObject({ type: z.literal('iam') }).meta({ id: 'IamAuthorizerConfig' });

export const authorizerSchema = z.discriminatedUnion('type', [jwtSchema, lambdaSchema, iamSchema]);
export const jwtOverridesSchema = z
  .strictObject({ issuer: issuer.optional(), audience: audience.optional() })
  .meta({ id: 'JwtOverrides' });

const corsObject = z
  .strictObject({
    origins: z.array(text).min(1, 'must not be empty').optional(),
    methods: z.array(z.enum(['*', 'GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'])).optional(),
    headers: z.array(text).optional(),
    exposeHeaders: z.array(text).optional(),
    credentials: z.boolean().optional(),
    maxAge: wholeNumber(-1, 86_400).optional(),
  })
  .meta({ id: 'CorsConfig' });

export const corsSchema = z.union([z.boolean(), corsObject], { error: 'must be true, false or an object' });
