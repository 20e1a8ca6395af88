import { execFile } from 'node:child_process';
import { findOnPath } from './isolation.ts';

/** What runs a function's runtime on this machine. */
export interface RuntimeBinary {
  readonly path: string;
  readonly version: string;
  /** Of Node.js: flags that it takes, as in `process.allowedNodeEnvironmentFlags`. */
  readonly flags: ReadonlySet<string>;
}

const machines: RuntimeBinary = {
  path: process.execPath,
  version: process.versions.node,
  flags: process.allowedNodeEnvironmentFlags,
};

const asked = new Map<string, Promise<RuntimeBinary>>();

/**
 * The Node that runs a `nodejsNN.x` function: SHIP_NODE22 or `node22` on the PATH for nodejs22.x (and so on), else the
 * machine's own.
 */
export async function nodeBinaryFor(runtime: string): Promise<RuntimeBinary> {
  const major = /^nodejs(\d+)/.exec(runtime)?.[1];
  if (major === undefined || machines.version.startsWith(`${major}.`)) return machines;
  const path = process.env[`SHIP_NODE${major}`] ?? findOnPath(`node${major}`);
  if (path === undefined) return machines;
  return askedOnce(asked, path, () => ask(path));
}

/** A machine that is busy may fail to answer in time: only an answer is kept. */
export function askedOnce(
  answers: Map<string, Promise<RuntimeBinary>>,
  key: string,
  question: () => Promise<RuntimeBinary>,
): Promise<RuntimeBinary> {
  const known = answers.get(key);
  if (known) return known;
  const answer = question();
  answers.set(key, answer);
  answer.catch(() => answers.delete(key));
  return answer;
}

function ask(path: string): Promise<RuntimeBinary> {
  const question = 'JSON.stringify([process.versions.node, ...process.allowedNodeEnvironmentFlags])';
  return new Promise((resolve, reject) => {
    execFile(path, ['-p', question], { timeout: 10_000, env: {} }, (error, stdout) => {
      if (error) reject(new Error(`${path} is not a Node.js that can be started: ${error.message}`));
      else {
        const [version = '', ...flags] = JSON.parse(stdout) as string[];
        resolve({ path, version, flags: new Set(flags) });
      }
    });
  });
}

/**
 * What Lambda starts Node with. Its nodejs20.x and nodejs22.x switch off loading ES modules by `require`, nodejs22.x also
 * the detection of ES modules by syntax; NODE_OPTIONS of the function switches them on again. The memory flags make V8
 * collect garbage below the function's limit instead of growing with the machine's memory.
 * https://docs.aws.amazon.com/lambda/latest/dg/lambda-nodejs.html#nodejs-experimental
 */
export function nodeFlags(runtime: string, memoryMb: number, binary: RuntimeBinary, nodeOptions = ''): string[] {
  const wanted = [
    ...(/^nodejs2[02]/.test(runtime) ? ['experimental-require-module'] : []),
    ...(runtime.startsWith('nodejs22') ? ['experimental-detect-module'] : []),
  ];
  const off = wanted.filter((name) => binary.flags.has(`--${name}`) && !nodeOptions.includes(`--${name}`));
  return [
    ...off.map((name) => `--no-${name}`),
    ...(nodeOptions.includes('--max-old-space-size') ? [] : [`--max-old-space-size=${Math.floor(memoryMb * 0.9)}`]),
    ...(nodeOptions.includes('--max-semi-space-size') ? [] : [`--max-semi-space-size=${semiSpaceMb(memoryMb)}`]),
  ];
}

function semiSpaceMb(memoryMb: number): number {
  return Math.max(1, Math.min(64, Math.floor(memoryMb * 0.05)));
}
