import { previewStage } from '../../model/release.ts';
import { didYouMean } from '../check/did-you-mean.ts';
import { functionKeys, functionPath, hasFunction, type Rule, servicePath } from './rule.ts';

const routeFunctionsExist: Rule = (context) =>
  context.service.routes
    .flatMap(({ key, function: named }) => (named === undefined ? [] : [{ key, named }]))
    .filter(({ named }) => !hasFunction(context, named))
    .map(({ key, named }) => ({
      path: [...servicePath(context), 'routes', key],
      message: `names a function that does not exist${didYouMean(named, functionKeys(context))}`,
      got: `"${named}"`,
    }));

const routesHaveOneTarget: Rule = (context) =>
  Object.entries(context.input.routes ?? {}).flatMap(([key, written]) => {
    if (typeof written === 'string') return [];
    const path = [...servicePath(context), 'routes', key];
    const given = (['function', 'proxy'] as const).filter((target) => context.isWritten([...path, target]));
    if (given.length !== 1)
      return [{ path, message: 'must have exactly one of function and proxy', got: given.join(' and ') || 'none' }];
    if (written.proxy === undefined) return [];
    return [
      ...(written.payload === undefined ? [] : [{ path: [...path, 'payload'], message: 'has no meaning for a proxy' }]),
      ...unknownParameters(key, written.proxy).map((name) => ({
        path: [...path, 'proxy'],
        message: `names {${name}}, which is no parameter of the route`,
      })),
    ];
  });

function unknownParameters(key: string, url: string): readonly string[] {
  const known = [...key.matchAll(/\{([^}+]+)\+?\}/g)].map((match) => match[1]);
  const named = [...url.matchAll(/\{([^}]*)\}/g)].map((match) => match[1] ?? '');
  return named.filter((name) => !known.includes(name));
}

const routeAuthorizersExist: Rule = (context) =>
  context.service.routes.flatMap((route) => {
    const path = [...servicePath(context), 'routes', route.key];
    const { authorizer } = route;
    if (authorizer !== undefined && !context.isWritten([...servicePath(context), 'authorizers', authorizer])) {
      const names = context.service.authorizers.map((one) => one.name);
      const message = `names an authorizer that does not exist${didYouMean(authorizer, names)}`;
      return [{ path: [...path, 'authorizer'], message, got: `"${authorizer}"` }];
    }
    const kind = context.service.authorizers.find((one) => one.name === authorizer)?.kind;
    if (route.scopes.length === 0 || kind === 'jwt') return [];
    return [{ path: [...path, 'scopes'], message: 'need an authorizer of type jwt' }];
  });

const routeKeysDiffer: Rule = (context) => {
  const first = new Map<string, string>();
  return context.service.routes.flatMap(({ key }) => {
    const shape = key.replaceAll(/\{[^}+]+(\+?)\}/g, '{$1}');
    const other = first.get(shape);
    if (other === undefined) first.set(shape, key);
    if (other === undefined) return [];
    return [{ path: [...servicePath(context), 'routes', key], message: `matches the same requests as "${other}"` }];
  });
};

/** API Gateway takes the ways of other routers to write a parameter for plain text, which no caller sends. */
const parametersAreWrittenInBraces: Rule = (context) =>
  context.service.routes.flatMap(({ key }) => {
    const [, foreign] = /\/(:[\w-]+|\*+)\??(?=\/|$)/.exec(key) ?? [];
    if (foreign === undefined) return [];
    const ours = foreign.startsWith(':') ? `{${foreign.slice(1)}}` : '{path+}';
    const message = `"${foreign}" would be plain text to API Gateway; a parameter is written ${ours}`;
    return [{ path: [...servicePath(context), 'routes', key], message }];
  });

const parametersAreSound: Rule = (context) =>
  context.service.routes.flatMap(({ key }) => {
    const path = [...servicePath(context), 'routes', key];
    if (/\+\}./.test(key)) return [{ path, message: 'a greedy parameter such as {path+} must come last' }];
    const names = [...key.matchAll(/\{([^}+]+)\+?\}/g)].map((match) => match[1]);
    return new Set(names).size === names.length ? [] : [{ path, message: 'names the same parameter twice' }];
  });

/** A stage's name takes the same first path segment away from the live stage. */
const previewIsNotShadowed: Rule = (context) =>
  context.service.routes
    .filter(({ key }) => new RegExp(` /${previewStage}(/|$)`).test(key))
    .map(({ key }) => ({
      path: [...servicePath(context), 'routes', key],
      message: `must not begin with /${previewStage}, the path of the preview`,
    }));

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html */
const gatewayLimitsHold: Rule = (context) => {
  const { routes, authorizers } = context.service;
  const integrations = new Set(
    routes.map(
      (route) => `${route.function ?? `${route.proxy} ${route.key.split(' ')[0]}`} ${route.payload} ${route.timeoutMs}`,
    ),
  );
  const counts = [
    { key: 'routes', what: 'routes', count: routes.length, limit: 300 },
    { key: 'routes', what: 'pairs of function and settings behind routes', count: integrations.size, limit: 300 },
    {
      key: 'authorizers',
      what: 'authorizers',
      count: authorizers.filter(({ kind }) => kind !== 'iam').length,
      limit: 10,
    },
  ];
  return counts
    .filter(({ count, limit }) => count > limit)
    .map(({ key, what, count, limit }) => ({
      path: [...servicePath(context), key],
      message: `an HTTP API holds ${limit} ${what} at most`,
      got: String(count),
    }));
};

/** The gateway gives up after 30 seconds while the function goes on, unseen and billed. */
const functionsAnswerInTime: Rule = (context) => {
  const routed = new Set(context.service.routes.map((route) => route.function));
  return context.service.functions
    .filter((definition) => routed.has(definition.key) && definition.timeoutSeconds > 30)
    .map((definition) => ({
      path: [...functionPath(context, definition.key), 'timeout'],
      message: 'is longer than the 30 seconds that the gateway waits behind a route',
      got: String(definition.timeoutSeconds),
      isWarning: true,
      lesson: 'ROUTE_TIMEOUT',
    }));
};

export const routeRules: readonly Rule[] = [
  routeFunctionsExist,
  routesHaveOneTarget,
  routeAuthorizersExist,
  routeKeysDiffer,
  parametersAreWrittenInBraces,
  parametersAreSound,
  previewIsNotShadowed,
  gatewayLimitsHold,
  functionsAnswerInTime,
];
