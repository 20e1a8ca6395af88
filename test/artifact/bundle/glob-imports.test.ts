import { packageService, type PackagedService } from '../../../src/artifact/package-service.ts';
import { measureService } from '../../../src/artifact/measure-service.ts';
import { globFolders, matchingInputs } from '../../../src/artifact/bundle/glob-imports.ts';
import { aFolder, aFunction, aRequest, settle, type Folder } from '../a-service.ts';
import { readZip } from '../read-zip.ts';

const folders: Folder[] = [];
afterAll(() => folders.forEach((folder) => folder.remove()));

async function aRouter(load: string): Promise<{ folder: Folder; pack: () => Promise<PackagedService> }> {
  const folder = aFolder().write({
    'service/package.json': '{}',
    'service/src/main.js': `exports.handler = (name) => ${load};`,
    'service/src/routes/a.js': 'module.exports = "first a";',
    'service/src/routes/deep/b.js': 'module.exports = "deep b";',
  });
  folders.push(folder);
  await settle();
  const pack = (): Promise<PackagedService> => packageService(requestOf(folder));
  await pack();
  return { folder, pack };
}

const requestOf = (folder: Folder): Parameters<typeof packageService>[0] =>
  aRequest(folder, [aFunction(folder.at('service/src/main.js'))]);

const code = async ({ functions }: PackagedService): Promise<string> =>
  (await readZip(functions[0]?.zipPath ?? '')).find(({ path }) => path === 'index.js')?.content.toString() ?? '';

test.each([
  ['edited', 'service/src/routes/a.js', 'module.exports = "second a";', 'second a'],
  ['that is new', 'service/src/routes/c.js', 'module.exports = "new c";', 'new c'],
  ['that is new in a folder below', 'service/src/routes/deep/d.js', 'module.exports = "new d";', 'new d'],
])(
  'a file %s is noticed although it is only loaded by a name put together at run time',
  async (_, path, text, seen) => {
    const { folder, pack } = await aRouter("require('./routes/' + name + '.js')");
    expect((await pack()).reused).toHaveLength(1);
    folder.write({ [path]: text });
    const again = await pack();
    expect([again.reused, await code(again)]).toEqual([[], expect.stringContaining(seen)]);
    expect(again.warnings).toEqual([]);
  },
);

test('names without an extension are warned of, since the bundle does not find them', async () => {
  const { pack } = await aRouter("require('./routes/' + name)");
  expect((await pack()).warnings).toEqual([
    expect.objectContaining({
      kind: 'dynamic-require',
      file: 'src/main.js',
      message: expect.stringContaining('./routes/*') as string,
    }),
  ]);
});

test('folders of git and ship, where something is new all the time, are not watched for files that a pattern may mean', () => {
  const folder = aFolder().write({
    'a/b/c.js': '',
    '.git/objects/ab/c': '',
    '.ship/cache/x': '',
    'node_modules/d/e': '',
  });
  folders.push(folder);
  const graph = {
    paths: ['main.js'],
    bytes: [1],
    imports: [[]],
    externals: [[]],
    globs: [['./**/*.js']],
    outputBytes: 1,
  };
  expect(globFolders(graph, folder.path).toSorted()).toEqual([folder.path, folder.at('a'), folder.at('a/b')]);
});

test('a pattern of the whole folder is warned of where it meets packages or what ship has put there', async () => {
  const { folder, pack } = await aRouter("require('./' + name + '.js')");
  expect((await pack()).warnings).toEqual([]);
  folder.write({
    'service/src/node_modules/left/a.js': '',
    'service/src/.ship/fs/a.js': '',
    'service/src/routes/e.js': 'exports.e = 1;',
  });
  expect((await pack()).warnings).toContainEqual(
    expect.objectContaining({
      kind: 'dynamic-require',
      message: 'it loads ./*.js by name, so all that lies in node_modules and .ship is bundled too',
    }),
  );
});

test('what is loaded so is weighed as what it is', async () => {
  const { folder } = await aRouter('import(`./routes/${name}.js`)');
  const { functions } = await measureService(requestOf(folder));
  expect(JSON.stringify(functions[0]?.code.tree)).toContain('routes');
});

test.each([
  ['src/main.js', './routes/**/*', ['src/routes/a.js', 'src/routes/deep/b.js']],
  ['src/main.js', './routes/*.js', ['src/routes/a.js']],
  ['src/routes/a.js', '../r*s/**/b.js', ['src/routes/deep/b.js']],
  ['lib/x.js', '../../other (1)/*', ['../other (1)/c.js']],
])('the pattern of %s, %s, means these inputs', (importer, glob, expected) => {
  const inputs = ['src/main.js', 'src/routes/a.js', 'src/routes/deep/b.js', 'src/routesX', '../other (1)/c.js'];
  expect(matchingInputs(inputs, importer, glob)).toEqual(expected);
});
