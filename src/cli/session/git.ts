import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface GitState {
  /** Full hex; undefined: no repository, no commit yet, or no git. */
  readonly sha?: string;
  /** Something below the folder differs from that commit. */
  readonly dirty: boolean;
}

/** What the folder's repository says; whatever goes wrong, a deploy does not depend on it. */
export async function readGit(folder: string): Promise<GitState> {
  const [head, changes] = await Promise.all([
    git(folder, ['rev-parse', 'HEAD']),
    git(folder, ['status', '--porcelain', '--untracked-files=normal', '--', '.']),
  ]);
  if (head === undefined) return { dirty: false };
  return { sha: head.trim(), dirty: changes !== undefined && changes.trim() !== '' };
}

async function git(folder: string, args: readonly string[]): Promise<string | undefined> {
  try {
    // No optional locks: a status must not disturb the user's own git.
    const options = {
      cwd: folder,
      timeout: 5000,
      env: { ...process.env, GIT_OPTIONAL_LOCKS: '0' },
      maxBuffer: 1 << 24,
    };
    return (await run('git', [...args], options)).stdout;
  } catch {
    return undefined;
  }
}
