import { existsSync } from 'node:fs';
import * as nodeModule from 'node:module';
import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';

// Node 20 wants its hooks in a module of their own, on a thread of their own.
const HOOKS_MODULE = `
let parents;
export const initialize = (given) => { parents = given; };
export async function resolve(specifier, context, next) {
  try {
    return await next(specifier, context);
  } catch (error) {
    if (error.code !== 'ERR_MODULE_NOT_FOUND' || /^[./]|^[a-z]+:/.test(specifier)) throw error;
    for (const parentURL of parents) {
      try { return await next(specifier, { ...context, parentURL }); } catch {}
    }
    throw error;
  }
}`;

function resolveFrom(parents) {
  return (specifier, context, next) => {
    try {
      return next(specifier, context);
    } catch (error) {
      if (error.code !== 'ERR_MODULE_NOT_FOUND' || /^[./]|^[a-z]+:/.test(specifier)) throw error;
      for (const parentURL of parents) {
        try {
          return next(specifier, { ...context, parentURL });
        } catch (missing) {
          if (missing.code !== 'ERR_MODULE_NOT_FOUND') throw missing;
        }
      }
      throw error;
    }
  };
}

/**
 * Lambda's Node (since nodejs18.x) searches NODE_PATH for ES modules too, which stock Node does not: without it a module
 * from a layer would be found on AWS and missing here.
 * https://aws.amazon.com/blogs/compute/node-js-18-x-runtime-now-available-in-aws-lambda/
 */
export function searchNodePath(nodePath) {
  // The SDK that the runtime brings is found without help (runtime-folder.ts): hooks cost time at every cold start.
  const folders = nodePath
    .split(':')
    .filter((folder) => /(?<!\/runtime)\/node_modules$/.test(folder) && existsSync(folder));
  if (folders.length === 0) return;
  const parents = folders.map((folder) => pathToFileURL(`${dirname(folder)}/index.js`).href);
  if (nodeModule.registerHooks) nodeModule.registerHooks({ resolve: resolveFrom(parents) });
  else nodeModule.register(`data:text/javascript,${encodeURIComponent(HOOKS_MODULE)}`, { data: parents });
}
