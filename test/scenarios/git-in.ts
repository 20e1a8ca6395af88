import { execFileSync } from 'node:child_process';
import type { Project } from './project.ts';

/** Git in a user's repository, as somebody who has a name; answers what it prints, throws with it when it refuses. */
export const gitIn =
  ({ dir, environment }: Project) =>
  (...args: string[]): string =>
    execFileSync('git', ['-c', 'user.email=a@b', '-c', 'user.name=a', ...args], {
      cwd: dir,
      env: environment,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
