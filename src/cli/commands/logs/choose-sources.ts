import type { LoadedConfig } from '../../../config/loaded-config.ts';
import { wrongUsage } from '../../../errors/catalogue/cli-errors.ts';
import { stackName } from '../../../model/names.ts';
import type { Service } from '../../../model/service.ts';
import { type HistoryEntry, readHistory } from '../../../release/index.ts';
import { logGroupName } from '../../../template/log-group.ts';
import { openCloud } from '../../session/open-cloud.ts';
import { readingAws } from '../../session/reading-aws.ts';
import type { Session } from '../../session/session.ts';
import type { LogSource } from './read-merged.ts';

/**
 * What `--function` and `--release` leave of a service. After a rollback the live release may have functions that the config
 * has lost: what they log is shown like that of all others, and of older releases when it is asked for by name.
 */
export async function chooseSources(
  session: Session,
  config: LoadedConfig,
  service: Service,
): Promise<readonly LogSource[]> {
  const history = await readReleases(session, config, service);
  const release = session.flags.text('release');
  const of = release === undefined ? undefined : releaseOf(history, service, release);
  const live = history.find(({ state }) => state === 'live');
  const all = [...service.functions.map(({ key }) => key), ...keysOf(of ?? live)];
  return chooseKeys(session, service, { all, everKnown: [...all, ...history.flatMap(keysOf)] }).flatMap((key) => {
    const source = { function: key, group: logGroupName(lambdaNameOf(service, key)) };
    if (of === undefined) return [source];
    const version = of.functions[key];
    return version === undefined ? [] : [{ ...source, version }];
  });
}

const keysOf = (release: HistoryEntry | undefined): readonly string[] => Object.keys(release?.functions ?? {});

const lambdaNameOf = (service: Service, key: string): string =>
  service.functions.find((one) => one.key === key)?.lambdaName ?? `${stackName(service)}-${key}`;

interface Keys {
  /** Shown when none is named. */
  readonly all: readonly string[];
  readonly everKnown: readonly string[];
}

function chooseKeys({ flags }: Session, { name }: Service, { all, everKnown }: Keys): readonly string[] {
  const key = flags.text('function');
  if (key === undefined) return [...new Set(all)];
  const known = [...new Set(everKnown)];
  if (known.includes(key)) return [key];
  throw wrongUsage(
    `${name} has no function ${key}`,
    `It has ${known.join(', ')}.`,
    known.map((one) => `ship logs ${name} --function ${one}`),
  );
}

/** Who may read nothing but logs is shown what the config names. */
async function readReleases(
  session: Session,
  config: LoadedConfig,
  service: Service,
): Promise<readonly HistoryEntry[]> {
  const read = async (): Promise<readonly HistoryEntry[]> => {
    const { cloud } = await openCloud(session, config, service.environment);
    return readingAws('read the history', () => readHistory(service, cloud));
  };
  return session.flags.text('release') === undefined ? read().catch(() => []) : read();
}

function releaseOf(releases: readonly HistoryEntry[], service: Service, release: string): HistoryEntry {
  const found = releases.find(({ name }) => name === release);
  if (found !== undefined) return found;
  const known = releases.map(({ name }) => name);
  throw wrongUsage(
    `AWS holds no release ${release} of ${service.name}`,
    known.length === 0 ? 'It holds none.' : `It holds ${known.join(', ')}.`,
    [`ship history ${service.name}`],
  );
}
