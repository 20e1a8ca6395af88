/**
 * Everything that is needed only when something has changed, loaded in one piece by `await import`: threads, streams,
 * hashing and the bundler take longer to load than finding out that nothing has.
 */
export { inputsOfUnchanged, remember } from './bundle/compare-inputs.ts';
export { makeBundles } from './bundle/make-bundles.ts';
export { copyInto, inspectZip, listTooLarge } from './zip/inspect-zip.ts';
export { startPool } from './zip/open-runner.ts';
export { zipAnew } from './zip/zip-anew.ts';
