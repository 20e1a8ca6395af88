// Errors as Lambda's Node runtimes name and shape them.

/** `name` is on the prototype, as in the runtime: it is no own property of what gets logged. */
function runtimeError(name) {
  const type = class extends Error {};
  type.prototype.name = `Runtime.${name}`;
  return type;
}

export const ImportModuleError = runtimeError('ImportModuleError');
export const HandlerNotFound = runtimeError('HandlerNotFound');
export const MalformedHandlerName = runtimeError('MalformedHandlerName');
export const UserCodeSyntaxError = runtimeError('UserCodeSyntaxError');
export const MalformedStreamingHandler = runtimeError('MalformedStreamingHandler');
export const CallbackHandlerDeprecated = runtimeError('CallbackHandlerDeprecated');
export const JSONStringifyError = runtimeError('JSONStringifyError');
export const StreamingNotImplemented = runtimeError('StreamingNotImplemented');

export class UnhandledPromiseRejection extends runtimeError('UnhandledPromiseRejection') {
  constructor(reason, promise) {
    super(reason);
    this.reason = reason;
    this.promise = promise;
  }
}

const looksLikeError = (value) =>
  value instanceof Error ||
  (typeof value?.name === 'string' && typeof value.message === 'string' && typeof value.stack === 'string');

// DEL breaks AWS's own log pipeline; the runtime writes it as %7F.
const clean = (text) => text?.replaceAll('\x7f', '%7F');

/** The body that is posted, and that the caller gets as the payload. */
export function toErrorBody(error) {
  try {
    if (looksLikeError(error))
      return {
        errorType: clean(error.name),
        errorMessage: clean(error.message),
        trace: clean(error.stack).split('\n'),
      };
    return { errorType: typeof error, errorMessage: String(error), trace: [] };
  } catch {
    return {
      errorType: 'handled',
      errorMessage:
        'callback called with Error argument, but there was a problem while retrieving one or more of its message, name, and stack',
    };
  }
}

function withEnumerableProperties(_key, value) {
  if (!(value instanceof Error)) return value;
  const shown = Object.assign({ errorType: value.name, errorMessage: value.message, code: value.code }, value);
  if (typeof value.stack === 'string') shown.stack = value.stack.split('\n');
  return shown;
}

/** How an error appears in the log. */
export function toLogText(thrown) {
  const error = thrown instanceof Error ? thrown : new Error(thrown);
  try {
    return `\t${JSON.stringify(error, withEnumerableProperties)}`;
  } catch {
    return `\t${JSON.stringify(toErrorBody(error))}`;
  }
}
