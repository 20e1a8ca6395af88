import { randomUUID } from 'node:crypto';
import { appendFileSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { renderAnnotations, renderMessage } from './annotate.ts';
import { assumeRole } from './assume-role.ts';
import { writeComment } from './comment.ts';
import { parseDocument, type RunDocument } from './document.ts';
import { readInputs, toArguments, type Inputs } from './inputs.ts';
import { makeOutputs, writeOutputs } from './outputs.ts';
import { renderSummary } from './render-summary.ts';
import { findShip, runShip } from './run-ship.ts';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** One step of a workflow: runs ship and tells the runner. Answers ship's exit code. */
export async function runAction(env: NodeJS.ProcessEnv, actionFolder: string): Promise<number> {
  try {
    const inputs = readInputs(env);
    const folder = resolve(env['GITHUB_WORKSPACE'] ?? '.', inputs.workingDirectory);
    const { exit, stdout } = await run(inputs, folder, env, actionFolder);
    // The run is done; that nobody could be told of it does not undo it, and is no failure of it.
    await tell({ inputs, folder, exit, stdout }, env).catch((error: unknown) =>
      say(renderMessage('warning', textOf(error))),
    );
    return exit;
  } catch (error) {
    return refuse(textOf(error), env);
  }
}

/** Ship was not begun: nothing was contacted. */
function refuse(why: string, env: NodeJS.ProcessEnv): number {
  const exit = 2;
  say(renderMessage('error', why));
  const error = { code: 'USAGE', summary: 'ship was not started', why, next: [] };
  writeOutputs(env['GITHUB_OUTPUT'], makeOutputs({ exit, services: [{ service: '', error }] }, ''));
  return exit;
}

const textOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

async function run(
  inputs: Inputs,
  folder: string,
  env: NodeJS.ProcessEnv,
  actionFolder: string,
): ReturnType<typeof runShip> {
  const credentials = inputs.role ? await assumeRole(inputs, env) : {};
  for (const [name, value] of Object.entries(credentials)) if (name !== 'AWS_REGION') say(`::add-mask::${value}`);
  const script = findShip(folder, actionFolder);
  const args = toArguments(inputs);
  say(`ship ${args.join(' ').replaceAll(/\p{Cc}/gu, ' ')}`);
  // What functions log and answer is printed when a test fails: none of it is a command to the runner.
  const word = randomUUID();
  say(`::stop-commands::${word}`);
  const ran = runShip(script, args, { cwd: folder, env: { ...withoutInputs(env), ...credentials } });
  return ran.finally(() => say(`::${word}::`));
}

/** The token is for the comment only: what a config or a build runs does not get it. */
function withoutInputs(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('INPUT_')));
}

interface Ended {
  readonly inputs: Inputs;
  readonly folder: string;
  readonly exit: number;
  readonly stdout: string;
}

async function tell({ inputs, folder, exit, stdout }: Ended, env: NodeJS.ProcessEnv): Promise<void> {
  const document: RunDocument = { command: inputs.command, ...parseDocument(stdout, exit) };
  for (const line of renderAnnotations(document, folder, env['GITHUB_WORKSPACE'] ?? folder)) say(line);
  const file = join(mkdtempSync(join(env['RUNNER_TEMP'] ?? tmpdir(), 'ship-')), 'report.json');
  writeFileSync(file, stdout);
  writeOutputs(env['GITHUB_OUTPUT'], makeOutputs(document, file));
  const summary = renderSummary(document, inputs.environment);
  if (env['GITHUB_STEP_SUMMARY']) appendFileSync(env['GITHUB_STEP_SUMMARY'], summary);
  await comment(inputs, summary, env);
}

async function comment(
  { token, command, environment, services, workingDirectory }: Inputs,
  body: string,
  env: NodeJS.ProcessEnv,
): Promise<void> {
  const number = pullRequestOf(env);
  const repository = env['GITHUB_REPOSITORY'];
  if (!token || number === undefined || !repository) return;
  // One comment per thing asked for: jobs of a matrix must not overwrite each other's.
  const key = [command, environment, ...services, ...(workingDirectory === '.' ? [] : [workingDirectory])].join(' ');
  const api = env['GITHUB_API_URL'] ?? 'https://api.github.com';
  await writeComment({ token, api, repository, number, key, body });
}

function pullRequestOf(env: NodeJS.ProcessEnv): number | undefined {
  if (!env['GITHUB_EVENT_PATH']) return undefined;
  const event = JSON.parse(readFileSync(env['GITHUB_EVENT_PATH'], 'utf8')) as { pull_request?: { number?: number } };
  return event.pull_request?.number;
}
