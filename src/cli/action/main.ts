import { appendFileSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { renderAnnotations } from './annotate.ts';
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
    const document = { command: inputs.command, ...parseDocument(stdout, exit) };
    for (const line of renderAnnotations(document, folder, env['GITHUB_WORKSPACE'] ?? folder)) say(line);
    await report(inputs, document, stdout, env);
    return exit;
  } catch (error) {
    say(`::error title=ship::${error instanceof Error ? error.message : String(error)}`);
    return 1;
  }
}

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
  say(`ship ${args.join(' ')}`);
  return runShip(script, args, { cwd: folder, env: { ...withoutInputs(env), ...credentials } });
}

/** The token is for the comment only: what a config or a build runs does not get it. */
function withoutInputs(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('INPUT_')));
}

async function report(inputs: Inputs, document: RunDocument, stdout: string, env: NodeJS.ProcessEnv): Promise<void> {
  const file = join(mkdtempSync(join(env['RUNNER_TEMP'] ?? tmpdir(), 'ship-')), 'report.json');
  writeFileSync(file, stdout);
  writeOutputs(env['GITHUB_OUTPUT'], makeOutputs(document, file));
  const summary = renderSummary(document, inputs.environment);
  if (env['GITHUB_STEP_SUMMARY']) appendFileSync(env['GITHUB_STEP_SUMMARY'], summary);
  await comment(inputs, summary, env).catch((error: unknown) =>
    // The run is done; that nobody could be told of it in the pull request does not undo it.
    say(`::warning title=ship::${error instanceof Error ? error.message : String(error)}`),
  );
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
