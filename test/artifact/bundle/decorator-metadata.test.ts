import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { packageService } from '../../../src/artifact/package-service.ts';
import { aFolder, aFunction, aRequest, type Folder } from '../a-service.ts';
import { unpack } from '../read-zip.ts';

const modules = join(import.meta.dirname, '../../../node_modules');
const folders: Folder[] = [];
afterAll(() => folders.forEach((folder) => folder.remove()));

const files = {
  'service/package.json': '{"name":"service"}',
  'service/tsconfig.json':
    '{ "extends": "./base.json", /* as Nest writes it */ "compilerOptions": { "target": "es2017" } }',
  'service/base.json':
    '{ "compilerOptions": { "experimentalDecorators": true, "emitDecoratorMetadata": true, "module": "commonjs", "baseUrl": "." } }',
  'service/src/reflect.ts': `
    export const seen: string[] = [];
    const name = (type: unknown) => (typeof type === 'function' ? type.name : typeof type);
    (Reflect as any).metadata = (key: string, value: unknown) => () => {
      if (key === 'design:paramtypes') seen.push((value as unknown[]).map(name).join());
    };`,
  'service/src/cats.ts': 'export class Cats { hello() { return "meow"; } }\nexport interface Food { name: string }',
  'service/src/index.ts': `
    import { seen } from './reflect.ts';
    import { Cats, Food } from './cats.ts';
    const Injectable = (): ClassDecorator => () => undefined;
    const Get = (): MethodDecorator => () => undefined;
    class Base { kept = (this as any).set(); set() { return 'base'; } }
    @Injectable()
    class Controller extends Base {
      declare other: string;
      kept: string;
      constructor(readonly cats: Cats, readonly name: string) { super(); }
      @Get() feed(food: Food, at: Date) { return [food, at]; }
    }
    export const handler = async () => [seen, new Controller(new Cats(), 'x').cats.hello(), Controller.name, new Controller(new Cats(), 'x').kept];`,
} as const;

/** A project in which that compiler is installed, if any. */
function aProject(
  compiler?: 'typescript' | 'typescript-7' | 'swc',
  more: Readonly<Record<string, string>> = {},
): Folder {
  const folder = aFolder().write({ ...files, ...more });
  folders.push(folder);
  if (compiler === 'typescript') {
    // The compiler itself, as another package brings it: the project's own TypeScript is newer.
    const exports = `module.exports = require(${JSON.stringify(join(modules, '@ts-morph/common'))}).ts;`;
    folder.write({
      'node_modules/typescript/package.json': '{ "name": "typescript", "version": "6.0.2", "main": "index.js" }',
      'node_modules/typescript/index.js': exports,
    });
  }
  if (compiler === 'typescript-7') link(folder, 'typescript');
  if (compiler === 'swc') link(folder, '@swc/core');
  return folder;
}

function link(folder: Folder, name: string): void {
  const at = folder.at(`node_modules/${name}`);
  mkdirSync(dirname(at), { recursive: true });
  symlinkSync(join(modules, name), at);
}

const requestOf = (folder: Folder): Parameters<typeof packageService>[0] =>
  aRequest(folder, [aFunction(folder.at('service/src/index.ts'), { bundle: { sourceMap: true } })]);

async function answerOf(folder: Folder): Promise<unknown> {
  const { functions } = await packageService(requestOf(folder));
  const unpacked = unpack(functions[0]?.zipPath ?? '');
  const code = `require(process.argv[1]).handler().then((answer) => console.log(JSON.stringify(answer)))`;
  return JSON.parse(execFileSync(process.execPath, ['-e', code, `${unpacked}/index.js`], { encoding: 'utf8' }));
}

test.each(['typescript', 'swc'] as const)(
  'a framework that injects by type gets the types of parameters, written by the project’s own %s',
  async (compiler) => {
    const [seen, ...others] = (await answerOf(aProject(compiler))) as [string[], ...string[]];
    expect(seen).toEqual(['Object,Date', 'Cats,String']);
    // Fields are set as the target wants it: one that is only declared does not hide what the base class has set.
    expect(others).toEqual(['meow', 'Controller', 'base']);
    const { warnings } = await packageService(requestOf(folders.at(-1) as Folder));
    expect(warnings).toEqual([]);
  },
);

test.each([undefined, 'typescript-7'] as const)(
  'without a compiler that writes metadata (%s) a warning says which to install, and installing it is noticed',
  async (compiler) => {
    const folder = aProject(compiler);
    const { warnings } = await packageService(requestOf(folder));
    expect(warnings).toEqual([
      expect.objectContaining({ kind: 'decorator-metadata', next: expect.stringContaining('@swc/core') }),
    ]);
    expect((await answerOf(folder)) as unknown[]).toEqual([[], 'meow', 'Controller', 'base']);
    link(folder, '@swc/core');
    expect(((await answerOf(folder)) as [string[]])[0]).toEqual(['Object,Date', 'Cats,String']);
  },
);

test.each(['typescript', 'swc'] as const)('what %s cannot read is named with its file', async (compiler) => {
  const folder = aProject(compiler);
  folder.write({ 'service/src/cats.ts': '@Broken( class Cats {' });
  await expect(packageService(requestOf(folder))).rejects.toMatchObject({
    code: 'BUNDLE_FAILED',
    details: [expect.stringContaining('src/cats.ts')],
  });
});

const typesOf = {
  'a package of types alone': [{}, "import { Food } from 'only-types';", 'Food'],
  'a file of declarations': [{ 'food.d.ts': 'export interface Food {}' }, "import { Food } from './food';", 'Food'],
  'a namespace of types': [
    { 'ns.ts': 'export namespace ns { export interface Food {} export namespace deep { export interface Food {} } }' },
    "import { ns } from './ns';",
    'ns.Food | ns.deep.Food, more: ns.Food, most: ns.deep.Food',
  ],
  'a whole module of types': [
    { 'food.ts': 'export interface Food {}\nexport const other = 1;' },
    "import * as all from './food';",
    'all.Food',
  ],
  'an import with remarks in it': [
    { 'food.ts': 'export interface Food {}\nexport class $$Other {}' },
    "import {\n // { one }\n Food, // the other\n $$Other, /* } */\n} from './food';",
    'Food, other: $$Other',
  ],
} as const;

test.each(
  (['typescript', 'swc'] as const).flatMap((compiler) =>
    Object.entries(typesOf).map(([name, what]) => [name, compiler, ...what] as const),
  ),
)('types of parameters from %s, with %s, do without a value', async (_, compiler, sources, statement, types) => {
  const inSrc = Object.entries(sources).map(([path, text]) => [`service/src/${path}`, text] as const);
  const index = `
    import { seen } from './reflect.ts';
    ${statement}
    const Injectable = (): ClassDecorator => () => undefined;
    @Injectable() class Kitchen { constructor(food: ${types}, name: string) {} }
    export const handler = async () => [seen, Kitchen.name];`;
  const folder = aProject(compiler, { ...Object.fromEntries(inSrc), 'service/src/index.ts': index });
  const [seen] = (await answerOf(folder)) as [string[]];
  expect((await packageService(requestOf(folder))).warnings).toEqual([]);
  expect(seen).toEqual([expect.stringMatching(/^(Object,)+(\$\$Other,)?String$/)]);
});

test('the bytes of a function do not depend on whether another one asks for metadata', async () => {
  const folder = aProject('swc', {
    'service/plain/tsconfig.json': '{}',
    'service/plain/index.ts': 'class Plain {}\nexport const handler = async () => new Plain();',
  });
  const decorated = aFunction(folder.at('service/src/index.ts'));
  const plain = aFunction(folder.at('service/plain/index.ts'), { name: 'plain' });
  const together = await packageService(aRequest(folder, [decorated, plain]));
  const alone = await packageService({ ...aRequest(folder, [plain]), useCache: false });
  expect(together.functions[1]?.sha256).toBe(alone.functions[0]?.sha256);
});

test.each([
  [
    'a class that begins on the same line',
    'class Controller { @Get() feed(food: Food, at: Date) { return [food, at]; }',
  ],
  ['a parameter alone', 'class Controller { constructor(private readonly cats: Cats, @Param() at: Date) {}'],
])('a decorator inside of %s is seen', async (_where, line) => {
  const head = files['service/src/index.ts'].split('@Injectable()')[0] ?? '';
  const folder = aProject('swc', {
    'service/src/index.ts': `${head} const Param = (): ParameterDecorator => () => undefined;
      ${line} }
      export const handler = async () => [seen, [Controller, Cats, Get, Param, Injectable].length];`,
  });
  expect(await answerOf(folder)).toEqual([[expect.stringMatching(/^(Object|Cats),Date$/)], 5]);
});
