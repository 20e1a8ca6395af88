import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  CallbackHandlerDeprecated,
  HandlerNotFound,
  ImportModuleError,
  MalformedHandlerName,
  MalformedStreamingHandler,
  StreamingNotImplemented,
  UserCodeSyntaxError,
} from './errors.mjs';

const STREAMING = Symbol.for('aws.lambda.runtime.handler.streaming');
// Where Lambda's runtime lies: it appears in the require stack of "Cannot find module".
const require = createRequire('/var/runtime/index.mjs');

const notStreaming = () => {
  throw new StreamingNotImplemented(
    'The local AWS does not implement response streaming (awslambda.streamifyResponse).',
  );
};

function installGlobals() {
  const switchedOff = process.env.AWS_LAMBDA_NODEJS_NO_GLOBAL_AWSLAMBDA;
  if (switchedOff === '1' || switchedOff === 'true') return;
  globalThis.awslambda = {
    streamifyResponse: (handler) => Object.assign(handler, { [STREAMING]: 'response' }),
    HttpResponseStream: { from: notStreaming },
  };
}

/** `dir/file.export.nested` -> its three parts. */
function splitHandler(handler) {
  if (handler.includes('..'))
    throw new MalformedHandlerName(
      `'${handler}' is not a valid handler name. Use absolute paths when specifying root directories in handler names.`,
    );
  const name = basename(handler);
  const match = /^([^.]*)\.(.*)$/.exec(name);
  if (!match) throw new MalformedHandlerName('Bad handler');
  return { folder: handler.slice(0, handler.indexOf(name)), file: match[1], path: match[2] };
}

/** Does the nearest package.json say `"type": "module"`? */
function isModuleFolder(folder) {
  if (folder.endsWith('/node_modules')) return false;
  const manifest = join(folder, 'package.json');
  if (existsSync(manifest)) {
    try {
      return JSON.parse(readFileSync(manifest, 'utf8'))?.type === 'module';
    } catch (error) {
      console.warn(`${manifest} cannot be read, it will be ignored for ES module detection purposes.`, error);
      return false;
    }
  }
  return dirname(folder) !== folder && isModuleFolder(dirname(folder));
}

const requireIfThere = (path) => (existsSync(path) ? require(path) : undefined);
const importIfThere = async (path) => (existsSync(path) ? import(pathToFileURL(path).href) : undefined);

/** nodejs20.x and nodejs22.x require what is CommonJS and import the rest. */
async function loadByKind(root, { folder, file }) {
  const path = resolve(root, folder, file);
  const isModule = existsSync(`${path}.js`) && isModuleFolder(dirname(path));
  return (
    requireIfThere(path) ||
    (isModule ? await importIfThere(`${path}.js`) : requireIfThere(`${path}.js`)) ||
    (await importIfThere(`${path}.mjs`)) ||
    requireIfThere(`${path}.cjs`) ||
    require(require.resolve(file, { paths: [root, folder] }))
  );
}

/** nodejs24.x imports everything. */
async function loadByImport(root, { folder, file }) {
  const path = resolve(root, folder, file);
  for (const extension of ['', '.js', '.mjs', '.cjs']) {
    const module = await importIfThere(path + extension);
    if (module) return module;
  }
  return require(require.resolve(file, { paths: [root, join(root, folder)] }));
}

const findExport = (module, path) => path.split('.').reduce((value, key) => value?.[key], module);

async function loadModule(root, parts, isNode24) {
  try {
    return await (isNode24 ? loadByImport(root, parts) : loadByKind(root, parts));
  } catch (error) {
    if (error instanceof SyntaxError) {
      const shown = new UserCodeSyntaxError(error);
      if (isNode24) shown.stack = error.stack;
      throw shown;
    }
    throw error?.code === 'MODULE_NOT_FOUND' ? new ImportModuleError(error) : error;
  }
}

function refuseStreaming(handler) {
  const mark = handler[STREAMING];
  if (mark === undefined || mark === null || mark === false) return;
  if (mark === 'response') notStreaming();
  throw new MalformedStreamingHandler('Only response streaming is supported.');
}

/** Finds the function that the handler setting names; throws what Lambda answers when there is none. */
export async function loadHandler(root, setting, isNode24) {
  installGlobals();
  const parts = splitHandler(setting);
  const module = await loadModule(root, parts, isNode24);
  const handler = findExport(module, parts.path) || (isNode24 && findExport(module?.default, parts.path));
  if (!handler) throw new HandlerNotFound(`${setting} is undefined or not exported`);
  if (typeof handler !== 'function') throw new HandlerNotFound(`${setting} is not a function`);
  refuseStreaming(handler);
  if (isNode24 && handler.length >= 3)
    throw new CallbackHandlerDeprecated(
      'ERROR: AWS Lambda has removed support for callback-based function handlers starting with Node.js 24. You need to modify this function to use a supported handler signature to use Node.js 24 or later. For more information see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html.',
    );
  return handler;
}
