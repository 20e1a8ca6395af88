import { win32 } from 'node:path';

// What only reckons with paths, run with those of Windows: `node:path` is that of win32 for all that is loaded below.
// Reading and writing of files is not tried here.

interface JestObject {
  readonly unstable_mockModule: (name: string, factory: () => object) => void;
}
const { jest } = import.meta as unknown as { readonly jest: JestObject };
jest.unstable_mockModule('node:path', () => ({ ...win32, default: win32 }));

const { withSlashes } = await import('../src/model/with-slashes.ts');
const { placeOf } = await import('../src/config/load/place-of.ts');
const { outsideFolders } = await import('../src/artifact/bundle/outside-folders.ts');
const { isInside, keptTarget } = await import('../src/artifact/collect/link-target.ts');
const { fromProject } = await import('../src/artifact/hook/services-index.ts');
const { folderOf, splitPackage } = await import('../src/artifact/size/size-parts.ts');
const { toPackagingError } = await import('../src/cli/session/to-packaging-error.ts');
const { ArtifactError } = await import('../src/artifact/artifact-error.ts');
const { renderAnnotations } = await import('../src/cli/action/annotate.ts');
const { pathFrom } = await import('../src/cli/init/cdk/find-source-of.ts');
const { checkConfig } = await import('../src/config/check/check-config.ts');
const { checkSchema } = await import('../src/config/check/check-schema.ts');
const { makeBuildOptions } = await import('../src/artifact/bundle/esbuild-options.ts');

test('relative paths are written with slashes', () => {
  expect(withSlashes(win32.relative('C:\\shop', 'C:\\shop\\services\\orders'))).toBe('services/orders');
  expect(fromProject('C:\\shop', 'C:\\shop\\services\\orders')).toBe('services/orders');
  expect(fromProject('C:\\shop', 'C:\\shop')).toBe('.');
  expect(pathFrom('C:\\shop', 'C:\\shop\\cdk.out\\asset.1')).toBe('cdk.out/asset.1');
});

test('a config finds its services, functions, assets and layers', () => {
  const written = {
    services: {
      orders: {
        main: { entry: 'src/main.ts', assets: ['views/**'], layers: [{ name: 'shared', path: 'layers/shared' }] },
        functions: { old: { folder: 'build', handler: 'out/index.handler' } },
        routes: { 'GET /orders': 'main' },
      },
    },
  };
  const verdict = checkConfig(written, checkSchema(written), { root: 'C:\\shop', moduleFormatOf: () => 'esm' });
  expect(verdict.mistakes).toEqual([]);
  const [environment] = verdict.environments;
  const [service] = environment ? verdict.servicesIn(environment) : [];
  expect(service?.root).toBe('C:\\shop\\services\\orders');
  const [main, old] = service?.functions ?? [];
  expect(main?.source).toMatchObject({
    path: 'C:\\shop\\services\\orders\\src\\main.ts',
    layers: [{ path: 'C:\\shop\\services\\orders\\layers\\shared' }],
  });
  // What goes to Lambda has slashes on every machine.
  expect(old?.source).toMatchObject({ path: 'C:\\shop\\services\\orders\\build', handler: 'out/index.handler' });
});

test('the bundler is given names that do not depend on the machine', () => {
  const written = { services: { orders: { main: 'src/main.ts' } } };
  const verdict = checkConfig(written, checkSchema(written), { root: 'C:\\shop', moduleFormatOf: () => 'esm' });
  const [environment] = verdict.environments;
  const [service] = environment ? verdict.servicesIn(environment) : [];
  const options = makeBuildOptions('C:\\shop\\services\\orders', service?.functions.map(({ source }) => source) ?? []);
  expect(options.entryPoints).toEqual([{ in: expect.stringContaining('main.ts'), out: 'f0' }]);
  expect(options.outdir).toBe('.ship-bundle');
});

test('links in a zip have slashes, and may not lead out of it', () => {
  expect(keptTarget('C:\\app', 'C:\\app\\lib\\link.js', '..\\main.js')).toBe('../main.js');
  expect(() => keptTarget('C:\\app', 'C:\\app\\link.js', '..\\other\\main.js')).toThrow('leads out of the folder');
  expect(isInside('C:\\app', 'C:\\app2\\x')).toBe(false);
});

test('packages and folders of a size report are those of the bundler', () => {
  expect(splitPackage('node_modules/@aws-sdk/core/index.js')?.name).toBe('@aws-sdk/core');
  expect(folderOf('src/orders/api/deep/list.ts')).toBe('src/orders/api');
});

test('sources beside a service are told from its own and from packages', () => {
  const files = [
    'C:\\shop\\services\\orders\\src\\main.ts',
    'C:\\shop\\node_modules\\pg\\index.js',
    'C:\\shop\\lib\\money.ts',
    'C:\\shop\\package.json',
  ];
  expect(outsideFolders(files, 'C:\\shop\\services\\orders')).toEqual(['C:\\shop\\lib']);
});

test('the line of a config that throws is found in a stack with drives', () => {
  const stack = [
    'Error: no price',
    '    at price (C:\\shop\\node_modules\\prices\\index.js:3:9)',
    '    at Object.<anonymous> (C:\\shop\\services.config.ts:12:3)',
  ].join('\n');
  expect(placeOf(stack, 'C:\\shop\\services.config.ts')).toBe('services.config.ts:12:3');
});

test('an error names the file from where one is, and GitHub finds it', () => {
  const place = { text: 'Could not resolve "pg"', file: 'src/main.ts', line: 3, column: 7 };
  const failure = new ArtifactError('BUNDLE_FAILED', place.text, [`src/main.ts:3:7: ${place.text}`], {
    places: [place],
  });
  const error = toPackagingError({ name: 'orders', root: 'C:\\shop\\services\\orders' }, failure, 'C:\\shop');
  expect(error.why).toBe('services/orders/src/main.ts:3:7: Could not resolve "pg"');
  expect(error.next[0]).toBe('npm install pg');
  const { code, message: summary, why, next } = error;
  const document = { exit: 2, services: [{ service: 'orders', error: { code, summary, why, next } }] };
  expect(renderAnnotations(document, 'C:\\work\\shop', 'C:\\work')[0]).toContain(
    'file=shop/services/orders/src/main.ts,line=3,col=8,',
  );
});
