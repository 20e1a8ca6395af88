import { execFileSync } from 'node:child_process';
import { onDisk } from '../../../src/artifact/bundle/module-graph.ts';
import { packageService, type PackageRequest } from '../../../src/artifact/package-service.ts';
import { aFolder, aFunction, aRequest, settle, type Folder } from '../a-service.ts';

const at = (place: string): object => ({
  packageLocation: place,
  packageDependencies: [['greeting', 'npm:1']],
  linkType: 'SOFT',
});

/** As Yarn writes it, and esbuild reads it: who may import what, and where that lies. */
const state = {
  enableTopLevelFallback: true,
  fallbackExclusionList: [],
  fallbackPool: [],
  dependencyTreeRoots: [{ name: 'service', reference: 'workspace:service' }],
  ignorePatternData: null,
  packageRegistryData: [
    [null, [[null, at('./')]]],
    ['service', [['workspace:service', at('./service/')]]],
    ['greeting', [['npm:1', at('./cache/greeting.zip/node_modules/greeting/')]]],
  ],
};

const folder: Folder = aFolder().write({
  '.pnp.data.json': JSON.stringify(state),
  '.pnp.cjs': '',
  'service/package.json': '{"name":"service","dependencies":{"greeting":"1"}}',
  'service/index.js': "import { greet } from 'greeting'; export const handler = async () => greet();",
  'cache/.keep': '',
});
afterAll(() => folder.remove());

function zipPackage(text: string): void {
  const code = `import sys, zipfile
z = zipfile.ZipFile(sys.argv[1], 'w')
z.writestr('node_modules/greeting/package.json', '{"name":"greeting","main":"index.js"}')
z.writestr('node_modules/greeting/index.js', sys.argv[2])
z.close()`;
  const script = `exports.greet = () => '${text}';`;
  execFileSync('python3', ['-c', code, folder.at('cache/greeting.zip'), script]);
}

const request = (nodeModules: readonly string[] = []): PackageRequest =>
  aRequest(folder, [aFunction(folder.at('service/index.js'), { bundle: { nodeModules } })]);

test("packages in the zips of Yarn's Plug'n'Play are bundled, and a zip that changes is noticed", async () => {
  zipPackage('hello');
  await settle();
  const first = await packageService(request());
  expect(first.warnings).toEqual([]);
  expect((await packageService(request())).reused).toEqual(['main']);
  zipPackage('good evening');
  const second = await packageService(request());
  expect(second.reused).toEqual([]);
  expect(second.functions[0]?.contentDigest).not.toBe(first.functions[0]?.contentDigest);
});

test('what has to lie in node_modules says how to get there', async () => {
  await expect(packageService(request(['greeting']))).rejects.toMatchObject({
    code: 'PACKAGE_MISSING',
    next: [expect.stringMatching(/nodeLinker: node-modules/)],
  });
});

test('a virtual path means the zip that it stands for', () => {
  expect(onDisk('/app/.yarn/__virtual__/a-virtual-1/0/cache/a.zip/node_modules/a/index.js')).toBe(
    '/app/.yarn/cache/a.zip',
  );
  expect(onDisk('/app/.yarn/__virtual__/a-virtual-1/2/root/a.zip/node_modules/a/index.js')).toBe('/root/a.zip');
  expect(onDisk('/app/src/a.zip.ts')).toBe('/app/src/a.zip.ts');
});
