import type { HttpSmokeTest, Route, Service, SmokeTest } from './service.ts';

/** The first test that makes this function work and changes nothing: a GET of one of its routes, else an invocation. */
export function smokeTestOf({ smoke, routes }: Service, functionKey: string): SmokeTest | undefined {
  return (
    smoke.find(
      (test) =>
        test.kind === 'http' &&
        test.method === 'GET' &&
        test.expect.status < 400 &&
        test.on.includes('preview') &&
        routeOf(routes, test)?.function === functionKey,
    ) ?? smoke.find((test) => test.kind === 'invoke' && test.function === functionKey)
  );
}

/**
 * The route that API Gateway chooses: a full match before a greedy one before `$default`, literal segments before
 * parameters. https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html
 */
export function routeOf(
  routes: readonly Route[],
  { method, path }: Pick<HttpSmokeTest, 'method' | 'path'>,
): Route | undefined {
  const asked = segmentsOf(path.split('?')[0] ?? '');
  const ranked = routes
    .map((route) => ({ route, rank: rankOf(route.key, method, asked) }))
    .filter(({ rank }) => rank !== undefined)
    .toSorted((a, b) => ((a.rank ?? '') < (b.rank ?? '') ? -1 : 1));
  return ranked[0]?.route;
}

const segmentsOf = (path: string): readonly string[] => path.split('/').filter((segment) => segment !== '');

/** Sorts as the gateway prefers: per segment 0 literal, 1 parameter, 2 greedy, then the method before ANY; `9`: $default. */
function rankOf(key: string, method: string, asked: readonly string[]): string | undefined {
  if (key === '$default') return '9';
  const [wantedMethod = '', pattern = ''] = key.split(' ');
  if (wantedMethod !== 'ANY' && wantedMethod !== method) return undefined;
  const wanted = segmentsOf(pattern);
  const greedy = wanted.at(-1)?.endsWith('+}') === true;
  if (greedy ? asked.length < wanted.length : asked.length !== wanted.length) return undefined;
  const ranks = wanted.map((segment, index) => rankOfSegment(segment, asked[index] ?? ''));
  if (ranks.includes(undefined)) return undefined;
  return `${greedy ? 1 : 0}${ranks.join('')}${wantedMethod === 'ANY' ? 1 : 0}`;
}

function rankOfSegment(segment: string, asked: string): number | undefined {
  if (segment.endsWith('+}')) return 2;
  if (segment.startsWith('{')) return 1;
  return segment === asked ? 0 : undefined;
}
