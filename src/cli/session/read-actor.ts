import { hostname, userInfo } from 'node:os';
import { plainLine } from '../terminal/plain-text.ts';

/** Who does it: `ada@laptop`; in CI the person whose push it was: `ada@github`. */
export function readActor(env: NodeJS.ProcessEnv): string {
  const hosts = [
    ['GITHUB_ACTOR', 'github'],
    ['GITLAB_USER_LOGIN', 'gitlab'],
    ['BUILDKITE_BUILD_CREATOR', 'buildkite'],
    ['CIRCLE_USERNAME', 'circleci'],
  ] as const;
  const inCi = hosts.find(([name]) => env[name]);
  const actor = inCi ? `${env[inCi[0]]}@${inCi[1]}` : `${userName(env)}@${hostname().split('.')[0]}`;
  return plainLine(actor).slice(0, 60);
}

function userName(env: NodeJS.ProcessEnv): string {
  try {
    return userInfo().username;
  } catch {
    // A container may run under an id that has no name.
    return env['USER'] ?? 'unknown';
  }
}
