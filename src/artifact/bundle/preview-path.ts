import { dirname } from 'node:path';
import type { PluginBuild } from 'esbuild';
import type { FunctionSource } from '../../model/artifact.ts';
import { previewStage } from '../../model/release.ts';

const NAMESPACE = 'ship-stage';

/** An entry around the user's, which takes the preview stage off the paths of events before the user's handler sees them. */
export function stageEntryName({ path, handler }: FunctionSource): string {
  // A star would make esbuild take it for a pattern.
  return `${NAMESPACE}:${handler.split('.').at(-1) ?? ''}:${path.replaceAll('*', '%2A')}`;
}

/** `importName`: what a path is imported by, whatever it looks like. */
export function stripPreviewStage(build: PluginBuild, importName: (path: string) => string): void {
  // The whole name stays the path: two functions may share a file and have handlers of their own in it.
  build.onResolve({ filter: /^ship-stage:/ }, ({ path }) => ({
    path: path.slice(NAMESPACE.length + 1),
    namespace: NAMESPACE,
  }));
  build.onLoad({ filter: /./, namespace: NAMESPACE }, ({ path }) => {
    const name = path.slice(0, path.indexOf(':'));
    const file = path.slice(name.length + 1).replaceAll('%2A', '*');
    return { contents: wrapperOf(JSON.stringify(importName(file)), name), resolveDir: dirname(file) };
  });
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
