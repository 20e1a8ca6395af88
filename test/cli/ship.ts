import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { planted, refusePlanted } from '../under-fire/planted.ts';

const root = resolve(import.meta.dirname, '../..');

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface ShipOptions {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Given the process once it runs: to send it a signal. */
  readonly onStart?: (child: ChildProcess) => void;
  readonly onStderr?: (text: string, child: ChildProcess) => void;
}

/** The real binary as a child process, off a terminal, with nothing of this process's environment but PATH and HOME. */
export async function ship(args: readonly string[], options: ShipOptions): Promise<Ended> {
  const env = { PATH: process.env['PATH'], HOME: options.cwd, NPM_TOKEN: planted.npm, ...options.env };
  const child = spawn(process.execPath, [join(builtShip(), 'bin/ship.js'), ...args], { cwd: options.cwd, env });
  options.onStart?.(child);
  let stdout = '';
  let stderr = '';
  child.stdin.end();
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
    options.onStderr?.(stderr, child);
  });
  const code = await new Promise<number | null>((settle) => child.on('close', settle));
  refusePlanted(`ship ${args.join(' ')}`, stdout + stderr);
  return { code, stdout, stderr };
}

let built: string | undefined;

/** A build of the present sources beside dist/, which others may be using; made once per state of the sources. */
export function builtShip(): string {
  built ??= build();
  return built;
}

function build(): string {
  const newest = Math.max(...['src', 'bin', 'scripts'].map((folder) => newestIn(join(root, folder))));
  const wanted = join(tmpdir(), `ship-under-test-${process.getuid?.() ?? 0}`, String(Math.round(newest)));
  if (existsSync(wanted)) return wanted;
  mkdirSync(join(wanted, '..'), { recursive: true });
  const made = mkdtempSync(`${wanted}-`);
  execFileSync(process.execPath, ['scripts/build.mjs', join(made, 'dist')], { cwd: root, stdio: 'pipe' });
  cpSync(join(root, 'bin'), join(made, 'bin'), { recursive: true });
  cpSync(join(root, 'action'), join(made, 'action'), { recursive: true });
  cpSync(join(root, 'package.json'), join(made, 'package.json'));
  symlinkSync(join(root, 'node_modules'), join(made, 'node_modules'));
  try {
    renameSync(made, wanted);
  } catch {
    // Another worker was faster; its build is of the same sources.
    rmSync(made, { recursive: true, force: true });
  }
  return wanted;
}

function newestIn(folder: string): number {
  return Math.max(
    0,
    ...readdirSync(folder, { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile())
      .map((entry) => statSync(join(entry.parentPath, entry.name)).mtimeMs),
  );
}
