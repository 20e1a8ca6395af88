import { execFileSync } from 'node:child_process';
import { relative } from 'node:path';
import type { LoadedConfig } from '../../../config/loaded-config.ts';
import { unknownGitReference } from '../../../errors/catalogue/cli-errors.ts';
import type { Environment, Service } from '../../../model/service.ts';
import type { Session } from '../../session/session.ts';
import { soleService } from '../../session/named-service.ts';
import type { SavedPlans } from './saved-plans.ts';
import { withDependants } from '../../session/service-graph.ts';
import { withSlashes } from '../../../model/with-slashes.ts';

/**
 * Names as typed, or `--all`, or `--affected`. What is affected is decided by content in the end: a service whose
 * content equals what is live costs a few reads and writes nothing. `--since REF` asks git first, and leaves out every
 * service that no changed file can concern.
 */
export async function chooseServices(
  session: Session,
  config: LoadedConfig,
  environment: Environment,
  saved: SavedPlans | undefined,
): Promise<readonly Service[]> {
  const { flags } = session;
  const all = config.services(environment.name);
  if (saved && session.args.length === 0)
    return Object.keys(saved).map((name) => config.service(name, environment.name));
  if (flags.has('all')) return all;
  if (flags.has('affected')) return affected(all, config, flags.text('since'));
  if (session.args.length === 0) return [soleService(session, config, environment)];
  return [...new Set(session.args)].map((name) => config.service(name, environment.name));
}

function affected(all: readonly Service[], config: LoadedConfig, since: string | undefined): readonly Service[] {
  if (since === undefined) return all;
  const changed = changedFiles(config.root, since);
  const touched = all.filter((service) => changed.some((file) => concerns(file, service, config, all)));
  const names = withDependants(all, new Set(touched.map(({ name }) => name)));
  return all.filter(({ name }) => names.has(name));
}

/** Its own folder; or what belongs to no service at all (config, lock file, shared packages), which may concern every one. */
function concerns(file: string, service: Service, { root }: LoadedConfig, all: readonly Service[]): boolean {
  const below = (folder: string): boolean => file.startsWith(withSlashes(relative(root, folder)) + '/');
  if (below(service.root)) return true;
  return !all.some((other) => below(other.root)) && !/\.(md|txt)$/i.test(file);
}

/** Relative to the config's folder; committed since then, uncommitted and untracked. */
function changedFiles(root: string, since: string): readonly string[] {
  const git = (...args: string[]): string[] =>
    execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
      .split('\0')
      .filter(Boolean);
  try {
    const diff = git('diff', '--name-only', '--relative', '-z', '--end-of-options', since, '--', '.');
    return [...diff, ...git('ls-files', '--others', '--exclude-standard', '-z')];
  } catch (error) {
    throw unknownGitReference(since, error instanceof Error ? error.message : String(error));
  }
}
