import type { LoadedConfig } from '../../../config/loaded-config.ts';
import { wrongUsage } from '../../../errors/catalogue/cli-errors.ts';
import type { FunctionDefinition, Service } from '../../../model/service.ts';
import { readHistory } from '../../../release/index.ts';
import { logGroupName } from '../../../template/log-group.ts';
import { openCloud } from '../../session/open-cloud.ts';
import { readingAws } from '../../session/reading-aws.ts';
import type { Session } from '../../session/session.ts';
import type { LogSource } from './read-merged.ts';

/** What `--function` and `--release` leave of a service. */
export async function chooseSources(
  session: Session,
  config: LoadedConfig,
  service: Service,
): Promise<readonly LogSource[]> {
  const functions = chooseFunctions(session, service);
  const release = session.flags.text('release');
  const versions = release === undefined ? undefined : await versionsOf(session, config, service, release);
  return functions.flatMap(({ key, lambdaName }) => {
    const source = { function: key, group: logGroupName(lambdaName) };
    if (versions === undefined) return [source];
    const version = versions[key];
    return version === undefined ? [] : [{ ...source, version }];
  });
}

function chooseFunctions({ flags }: Session, { name, functions }: Service): readonly FunctionDefinition[] {
  const key = flags.text('function');
  if (key === undefined) return functions;
  const chosen = functions.filter((definition) => definition.key === key);
  if (chosen.length > 0) return chosen;
  const known = functions.map((definition) => definition.key);
  throw wrongUsage(
    `${name} has no function ${key}`,
    `It has ${known.join(', ')}.`,
    known.map((one) => `ship logs ${name} --function ${one}`),
  );
}

async function versionsOf(
  session: Session,
  config: LoadedConfig,
  service: Service,
  release: string,
): Promise<Readonly<Record<string, string>>> {
  const { cloud } = await openCloud(session, config, service.environment);
  const releases = await readingAws('read the history', () => readHistory(service, cloud));
  const found = releases.find(({ name }) => name === release);
  if (found !== undefined) return found.functions;
  const known = releases.map(({ name }) => name);
  throw wrongUsage(
    `AWS holds no release ${release} of ${service.name}`,
    known.length === 0 ? 'It holds none.' : `It holds ${known.join(', ')}.`,
    [`ship history ${service.name}`],
  );
}
