import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { tsconfigChain } from './tsconfig-chain.ts';

/** The project's own compiler of TypeScript, of the kind that writes decorator metadata. */
export interface ProjectCompiler {
  /** JavaScript with its source map inside. Throws with the compiler's message. */
  readonly compile: (code: string, file: string, tsconfig: string) => string;
}

type Make = (load: () => unknown) => ProjectCompiler['compile'];

/** In this order. */
const compilers: Readonly<Record<string, Make>> = { typescript: makeTypeScript, '@swc/core': makeSwc };

/** Where a compiler is installed, or may be before long: the nearest first. */
export function compilerPlaces(root: string, name?: string): string[] {
  const modules = foldersAbove(root).map((folder) => join(folder, 'node_modules'));
  const names = name === undefined ? Object.keys(compilers) : [name];
  return modules.filter((folder) => existsSync(folder)).flatMap((folder) => names.map((each) => join(folder, each)));
}

function foldersAbove(folder: string): string[] {
  return dirname(folder) === folder ? [folder] : [folder, ...foldersAbove(dirname(folder))];
}

/** TypeScript before 7, which has no such function any more, or else SWC; undefined: the project has neither. */
export function findCompiler(root: string): ProjectCompiler | undefined {
  for (const [name, make] of Object.entries(compilers)) {
    const place = compilerPlaces(root, name).find((folder) => isUsable(name, join(folder, 'package.json')));
    if (place === undefined) continue;
    let loaded: unknown;
    return { compile: make(() => (loaded ??= createRequire(join(root, 'package.json'))(place))) };
  }
  return undefined;
}

function isUsable(name: string, manifest: string): boolean {
  if (!existsSync(manifest)) return false;
  const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string };
  return name !== 'typescript' || Number.parseInt(version, 10) < 7;
}

/** What is used of TypeScript's own interface. */
interface TypeScript {
  readonly sys: { readFile: (path: string) => string | undefined };
  readonly ModuleKind: { ESNext: number };
  readonly ScriptTarget: { ES2022: number };
  readConfigFile: (file: string, read: (path: string) => string | undefined) => { config?: unknown };
  parseJsonConfigFileContent: (config: unknown, host: object, folder: string) => { options: Options };
  transpileModule: (code: string, how: object) => { outputText: string; diagnostics?: Diagnostic[] };
  flattenDiagnosticMessageText: (text: unknown, newLine: string) => string;
}

interface Options {
  target?: number;
  useDefineForClassFields?: boolean;
}

interface Diagnostic {
  readonly file?: object;
  readonly messageText: unknown;
}

function makeTypeScript(load: () => unknown): ProjectCompiler['compile'] {
  const options = new Map<string, object>();
  return (code, file, tsconfig) => {
    const ts = load() as TypeScript;
    const compilerOptions = options.get(tsconfig) ?? optionsOf(ts, tsconfig);
    options.set(tsconfig, compilerOptions);
    const made = ts.transpileModule(code, { compilerOptions, fileName: file, reportDiagnostics: true });
    // Those without a file are about options, of which only some are used here.
    const wrong = made.diagnostics?.find(({ file: where }) => where !== undefined);
    if (wrong) throw new Error(ts.flattenDiagnosticMessageText(wrong.messageText, ' '));
    return made.outputText;
  };
}

/** The project's, as far as they decide about one file; modules are left to the bundler, and so is older syntax. */
function optionsOf(ts: TypeScript, tsconfig: string): object {
  const { config } = ts.readConfigFile(tsconfig, ts.sys.readFile);
  const host = { ...ts.sys, readDirectory: () => [] };
  const { options } = ts.parseJsonConfigFileContent(config, host, dirname(tsconfig));
  const { ES2022 } = ts.ScriptTarget;
  const kept = Object.entries(options).filter(([name]) => !CONCERNS_MANY_FILES.has(name));
  return {
    ...Object.fromEntries(kept),
    target: ES2022,
    useDefineForClassFields: options.useDefineForClassFields ?? (options.target ?? 0) >= ES2022,
    module: ts.ModuleKind.ESNext,
    verbatimModuleSyntax: false,
    inlineSourceMap: true,
    inlineSources: true,
    sourceMap: false,
  };
}

/** Or would complain of what is right when all files are compiled together. */
const CONCERNS_MANY_FILES: ReadonlySet<string> = new Set(
  (
    'moduleResolution isolatedModules composite incremental declaration declarationMap outDir outFile rootDir paths ' +
    'baseUrl plugins allowImportingTsExtensions'
  ).split(' '),
);

interface Swc {
  transformSync: (code: string, how: object) => { code: string };
}

function makeSwc(load: () => unknown): ProjectCompiler['compile'] {
  return (code, file, tsconfig) =>
    (load() as Swc).transformSync(code, {
      filename: file,
      configFile: false,
      swcrc: false,
      sourceMaps: 'inline',
      inlineSourcesContent: true,
      module: { type: 'es6' },
      jsc: {
        target: 'es2022',
        keepClassNames: true,
        parser: { syntax: 'typescript', decorators: true, tsx: file.endsWith('x') },
        transform: {
          legacyDecorator: true,
          decoratorMetadata: true,
          useDefineForClassFields: definesFields(tsconfig),
        },
      },
    }).code;
}

/** As TypeScript decides it: what is said, or else by the target. */
function definesFields(tsconfig: string): boolean {
  const texts = tsconfigChain(tsconfig).map((file) => readFileSync(file, 'utf8'));
  const said = firstOf(texts, /"useDefineForClassFields"\s*:\s*(true|false)/);
  if (said !== undefined) return said === 'true';
  const target = firstOf(texts, /"target"\s*:\s*"([^"]+)"/)?.toLowerCase() ?? '';
  return target === 'esnext' || Number(/^es(20\d\d)$/.exec(target)?.[1] ?? 0) >= 2022;
}

function firstOf(texts: readonly string[], pattern: RegExp): string | undefined {
  for (const text of texts) {
    const value = pattern.exec(text)?.[1];
    if (value !== undefined) return value;
  }
  return undefined;
}
