import { basename, dirname, resolve } from 'node:path';
import type { PluginBuild } from 'esbuild';
import type { FunctionSource } from '../../model/artifact.ts';
import { previewStage } from '../../model/release.ts';
import { nameIn } from './name-in.ts';

const NAMESPACE = 'ship-stage';

/** An entry around the user's, which takes the preview stage off the paths of events before the user's handler sees them. */
export function stageEntryName({ path, handler }: FunctionSource): string {
  // A star would make esbuild take it for a pattern.
  return `${NAMESPACE}:${handler.split('.').at(-1) ?? ''}:${path.replaceAll('*', '%2A')}`;
}

/** `importName`: what a path from the root is imported by that esbuild would take for a pattern. */
export function stripPreviewStage(build: PluginBuild, importName: (path: string) => string): void {
  const root = build.initialOptions.absWorkingDir ?? '.';
  // The handler stays in the path: two functions may share a file and have handlers of their own in it. The file is named
  // from the root, since comments and source maps of the bundle have the name in them.
  build.onResolve({ filter: /^ship-stage:/ }, ({ path }) => {
    const [name, file] = splitName(path.slice(NAMESPACE.length + 1));
    return { path: `${name}:${nameIn(root, file.replaceAll('%2A', '*'))}`, namespace: NAMESPACE };
  });
  build.onLoad({ filter: /./, namespace: NAMESPACE }, ({ path }) => {
    const [name, inRoot] = splitName(path);
    const file = resolve(root, inRoot);
    return {
      contents: wrapperOf(JSON.stringify(file.includes('*') ? importName(inRoot) : `./${basename(file)}`), name),
      resolveDir: dirname(file),
    };
  });
}

function splitName(text: string): readonly [name: string, file: string] {
  const colon = text.indexOf(':');
  return [text.slice(0, colon), text.slice(colon + 1)];
}

// API Gateway puts a named stage before rawPath and path, and not before the routes that most routers know. Authorizers answer
// with the ARN of what was asked for, where the stage belongs: their events stay as they are. The number of parameters and the
// mark of a streaming handler are the handler's, since runtimes look at both.
export const stageStripper = `const stage = '/${previewStage}';
const live = (path) => (path === stage ? '/' : path.startsWith(stage + '/') ? path.slice(stage.length) : path);
const strip = (holder, key) => { if (typeof holder?.[key] === 'string') holder[key] = live(holder[key]); };
const wrap = (inner) => {
  if (typeof inner !== 'function') return inner;
  const outer = function (event, ...others) {
    if (event?.requestContext?.stage === '${previewStage}' && !event.routeArn && !event.methodArn) {
      strip(event, 'rawPath');
      strip(event, 'path');
      strip(event.requestContext, 'path');
      strip(event.requestContext.http, 'path');
    }
    return inner.call(this, event, ...others);
  };
  return Object.assign(Object.defineProperty(outer, 'length', { value: inner.length }), inner);
};
`;

function wrapperOf(quotedEntry: string, name: string): string {
  return `import * as entry from ${quotedEntry};
export * from ${quotedEntry};
${stageStripper}const wrapped = wrap(entry[${JSON.stringify(name)}]);
export { wrapped as ${/^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name)} };
`;
}
