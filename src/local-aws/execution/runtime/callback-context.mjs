import { logError } from './console.mjs';

const BEFORE_EXIT = Symbol.for('aws.lambda.beforeExit');
const ignore = () => undefined;

/** What happens when the event loop runs empty while a handler has not answered. */
export const whenIdle = {
  run: () => globalThis[BEFORE_EXIT](),
  set: (listener) => (globalThis[BEFORE_EXIT] = listener),
  reset: () => (globalThis[BEFORE_EXIT] = ignore),
};

/**
 * The three ways to end an invocation up to nodejs22.x: the callback, `context.done/succeed/fail`, and (through the
 * latter) a promise. Each works once; `callbackWaitsForEmptyEventLoop` delays the callback only.
 */
export function createEndings({ respond, fail }) {
  let waits = true;
  let completed = false;
  let ended = false;
  const reportError = (error) => {
    logError('Invoke Error', error);
    fail(error);
  };
  const complete = (result) => {
    if (completed) {
      console.error(
        'Invocation has already been reported as done. Cannot call complete more than once per invocation.',
      );
      return;
    }
    completed = true;
    respond(result);
  };
  const done = (error, result) => {
    whenIdle.reset();
    if (error !== undefined && error !== null) reportError(error);
    else complete(result);
  };
  const callback = (error, result) => {
    if ((error !== undefined && error !== null) || !waits) {
      done(error, result);
      return;
    }
    whenIdle.set(() => setImmediate(() => complete(result)));
  };
  // An ending that throws (what was returned is no JSON) leaves the others open: the failure itself can be reported.
  const once =
    (ending) =>
    (...given) => {
      if (ended) return;
      ending(...given);
      ended = true;
    };
  const context = {
    get callbackWaitsForEmptyEventLoop() {
      return waits;
    },
    set callbackWaitsForEmptyEventLoop(value) {
      waits = value;
    },
    succeed: once((result) => done(null, result)),
    fail: once((error) => (error === undefined || error === null ? done('handled') : done(error, null))),
    done: once(done),
  };
  return { callback: once(callback), context, markCompleted: () => (completed = true) };
}
