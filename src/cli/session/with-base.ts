import type { LoadedConfig } from '../../config/loaded-config.ts';
import { neededNowhere } from '../../errors/catalogue/release-errors.ts';
import { stackName } from '../../model/names.ts';
import type { Environment, Service } from '../../model/service.ts';
import type { Cloud } from '../../release/cloud.ts';
import { readingAws } from './reading-aws.ts';
import { needsOf } from './service-graph.ts';

/**
 * The same services, knowing where those are that they call: in their own environment when they are deployed there or
 * are about to be, otherwise in the environment's base. Refuses what is needed and in neither; an environment made from a
 * template is new, so it is asked without a base too. Of others nothing is asked: it is a round more.
 */
export async function withBase(
  { config, cloud, environment }: { config: LoadedConfig; cloud: Cloud; environment: Environment },
  services: readonly Service[],
  // Together: they are about to be deployed, each where the others will be.
  { together }: { readonly together: boolean },
): Promise<readonly Service[]> {
  const { name, base, template } = environment;
  if (base === undefined && template === undefined) return services;
  const here = new Set(together ? services.map((one) => one.name) : []);
  const needed = [...new Set(services.flatMap(needsOf))].filter((one) => !here.has(one));
  const absent = await absentOf(cloud, name, needed);
  const nowhere = !together ? [] : base === undefined ? absent : await absentOf(cloud, base, absent);
  if (nowhere.length > 0) throw neededNowhere(nowhere, environment);
  if (base === undefined) return services;
  const fromBase = new Set(absent);
  const resolved = config.services(name, fromBase);
  return services.map((service) => resolved.find((one) => one.name === service.name) ?? service);
}

async function absentOf(cloud: Cloud, environment: string, names: readonly string[]): Promise<readonly string[]> {
  const stacks = await readingAws('see which services are deployed', () =>
    Promise.all(names.map((name) => cloud.describeStack(stackName({ name, environment: { name: environment } })))),
  );
  return names.filter((_name, index) => !isThere(stacks[index]?.status));
}

/** A stack that never came to be is as good as none. */
const isThere = (status: string | undefined): boolean =>
  status !== undefined && !/^(REVIEW_IN_PROGRESS|ROLLBACK_|CREATE_FAILED|DELETE_)/.test(status);
