import type { OpenApiDocument, OpenApiFacts } from '../../src/template/openapi.ts';
import { renderOpenApi } from '../../src/template/render-openapi.ts';
import { renderShare } from '../../src/template/render-share.ts';
import type { Service } from '../../src/model/service.ts';
import { servedOperations } from '../../src/template/served-operations.ts';
import { aFullService, aFunction, aRoute, aService } from './services.ts';

const place = {
  accountId: '123456789012',
  region: 'eu-west-1',
  gatewayRoleArn: 'arn:aws:iam::123456789012:role/gateway',
};
const versions = { main: '8', other: '3' };
const liveVersions = { main: '7', other: '3' };
const facts: OpenApiFacts = {
  ...place,
  release: 17,
  versions,
  share: { percent: 10, aliases: { main: 'ship-r17-10' }, liveVersions },
};
const functions = [aFunction('main'), aFunction('other')];
const before: Service = aService({ functions, routes: [aRoute('GET /a'), aRoute('GET /b')] });
const live = (service: Service): OpenApiDocument =>
  renderOpenApi(service, { ...place, release: 16, versions: liveVersions });

/** `get /a` -> what it calls. */
function calls(document: OpenApiDocument): Record<string, string> {
  const found = [...servedOperations(document)].map(([key, { integration }]) => [
    key,
    /:function:[\w-]*-(\w+:[\w-]+)\/invocations/.exec(String(integration['uri']))?.[1] ?? '',
  ]);
  return Object.fromEntries(found) as Record<string, string>;
}

const shared = 'main:ship-r17-10';
const [a, b] = before.routes;

test.each<[string, Partial<Service>, Record<string, string>, readonly string[]]>([
  ['none', {}, { 'get /a': shared, 'get /b': shared }, []],
  [
    'one that comes: with its own version',
    { routes: [...before.routes, aRoute('GET /c')] },
    { 'get /a': shared, 'get /b': shared, 'get /c': 'main:8' },
    [],
  ],
  [
    'one that goes: as it is',
    { routes: before.routes.slice(0, 1) },
    { 'get /a': shared, 'get /b': 'main:7' },
    ['get /b'],
  ],
  [
    'one that another function takes over: as it is',
    { routes: [a!, aRoute('GET /b', { function: 'other' })] },
    { 'get /a': shared, 'get /b': 'main:7' },
    ['get /b'],
  ],
  [
    'one with another time-out: as it is',
    { routes: [a!, aRoute('GET /b', { timeoutMs: 5000 })] },
    { 'get /a': shared, 'get /b': 'main:7' },
    ['get /b'],
  ],
  [
    'one with another payload: as it is',
    { routes: [a!, aRoute('GET /b', { payload: '1.0' })] },
    { 'get /a': shared, 'get /b': 'main:7' },
    ['get /b'],
  ],
  ['their order', { routes: [b!, a!] }, { 'get /a': shared, 'get /b': shared }, []],
])('routes that change: %s', (_what, change, expected, kept) => {
  const rendered = renderShare({ ...before, ...change }, facts, live(before));
  expect(calls(rendered.document)).toEqual(expected);
  expect(rendered.kept).toEqual(kept);
});

test('where the routes are the same the live ones need not be read', () => {
  expect(renderShare(before, facts).document).toEqual(renderShare(before, facts, live(before)).document);
});

test('every answer of a step has the mark of the step, routes that stay as they are too', () => {
  const { document } = renderShare({ ...before, routes: [a!] }, facts, live(before));
  for (const { integration } of servedOperations(document).values())
    expect(JSON.stringify(integration['responseParameters'])).toContain('"r17-10"');
});

test('a route whose authorizer changes keeps the one that it has, beside those of the others', () => {
  const full = aFullService();
  const all = Object.fromEntries(full.functions.map(({ key }) => [key, '7']));
  const next = { ...all, main: '8' };
  const closed = full.routes.find(({ authorizer }) => authorizer !== undefined)!;
  const opened: Service = {
    ...full,
    routes: full.routes.map((route) => {
      if (route !== closed) return route;
      const { authorizer: _authorizer, ...open } = route;
      return open;
    }),
  };
  const served = renderOpenApi(full, { ...place, release: 16, versions: all });
  const share = { percent: 10, aliases: { main: 'ship-r17-10' }, liveVersions: all };
  const { document, kept } = renderShare(opened, { ...place, release: 17, versions: next, share }, served);
  expect(kept).toHaveLength(1);
  const route = servedOperations(document).get(kept[0] ?? '');
  // Never open before all calls go to the release that opens it.
  expect(Object.keys(route?.schemes ?? {})).toEqual([expect.stringMatching(/^live-/)]);
  expect(Object.values(route?.schemes ?? {})[0]).not.toEqual({});
});
