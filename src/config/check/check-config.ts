import type { Environment, Service } from '../../model/service.ts';
import type { NotifyTarget } from '../loaded-config.ts';
import { makeEnvironments } from '../normalise/make-environments.ts';
import { makeNotify } from '../normalise/make-notify.ts';
import { makeService, type ConfigPlace } from '../normalise/make-service.ts';
import { serviceRules } from '../rules/all-rules.ts';
import { checkEnvironment } from '../rules/environment-rules.ts';
import type { ParsedConfig, SchemaVerdict } from './check-schema.ts';
import { type ConfigPath, type Mistake, renderMistake } from './mistake.ts';
import { memberOf } from './prune.ts';

export interface ConfigVerdict {
  /** Empty: `environments` and `services` hold. */
  readonly mistakes: readonly Mistake[];
  readonly warnings: readonly Mistake[];
  readonly environments: readonly Environment[];
  readonly notify: readonly NotifyTarget[];
  /** By environment, then in order of name. */
  readonly services: ReadonlyMap<string, readonly Service[]>;
}

/** Defaults and rules, after the schema: everything that can be said about a config without looking at anything else. */
export function checkConfig(written: unknown, { mistakes, config }: SchemaVerdict, place: ConfigPlace): ConfigVerdict {
  if (config === undefined) return { mistakes, warnings: [], environments: [], notify: [], services: new Map() };
  const environments = makeEnvironments(config);
  const services = new Map(
    environments.map((one) => [one.name, makeServices(config, { ...place, config, environment: one })]),
  );
  const found = [
    ...mistakes,
    ...checkRules({
      config,
      services,
      openApi: place.openApi,
      isWritten: (path) => path.reduce(memberOf, written) !== undefined,
    }),
  ];
  return {
    mistakes: found.filter((mistake) => mistake.isWarning !== true),
    warnings: found.filter((mistake) => mistake.isWarning === true),
    environments,
    notify: makeNotify(config.notify ?? [], environments),
    services,
  };
}

type ServicesByEnvironment = ReadonlyMap<string, readonly Service[]>;
type IsWritten = (path: ConfigPath) => boolean;

function makeServices(config: ParsedConfig, place: Parameters<typeof makeService>[2]): readonly Service[] {
  const sorted = Object.entries(config.services).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return sorted.map(([name, input]) => makeService(name, input, place));
}

interface Checked {
  readonly config: ParsedConfig;
  readonly services: ServicesByEnvironment;
  readonly openApi: ConfigPlace['openApi'];
  readonly isWritten: IsWritten;
}

function checkRules(checked: Checked): readonly Mistake[] {
  const { config, services, isWritten } = checked;
  const environments = Object.entries(config.environments ?? {}).flatMap(([name, input]) =>
    checkEnvironment({ name, input, config, isWritten }),
  );
  const perEnvironment = [...services].map(([name, all]) => ({
    name,
    mistakes: checkServices(all, checked),
  }));
  return [...environments, ...once(perEnvironment)];
}

function checkServices(services: readonly Service[], { config, isWritten, openApi }: Checked): readonly Mistake[] {
  const single = services.flatMap((service) => {
    const input = config.services[service.name];
    const own = openApi?.get(service.name);
    return input === undefined
      ? []
      : serviceRules.flatMap((rule) => rule({ service, input, config, isWritten, openApi: own }));
  });
  return [...single, ...lambdaNamesDiffer(services)];
}

/** `orders` with `api-x` and `orders-api` with `x` would be one Lambda. */
function lambdaNamesDiffer(services: readonly Service[]): readonly Mistake[] {
  const first = new Map<string, string>();
  return services.flatMap((service) =>
    service.functions.flatMap(({ key, lambdaName }) => {
      const other = first.get(lambdaName);
      if (other === undefined) first.set(lambdaName, `${service.name}.${key}`);
      if (other === undefined) return [];
      return [
        {
          path: ['services', service.name],
          message: `${key} has the same name on Lambda as ${other}`,
          got: lambdaName,
        },
      ];
    }),
  );
}

/** A mistake is said once; where it is one in some environments only, they are named. */
function once(perEnvironment: readonly { name: string; mistakes: readonly Mistake[] }[]): readonly Mistake[] {
  const byText = new Map<string, { mistake: Mistake; names: string[] }>();
  for (const { name, mistakes } of perEnvironment)
    for (const mistake of mistakes) {
      const known = byText.get(renderMistake(mistake));
      if (known === undefined) byText.set(renderMistake(mistake), { mistake, names: [name] });
      else if (!known.names.includes(name)) known.names.push(name);
    }
  return [...byText.values()].map(({ mistake, names }) =>
    names.length === perEnvironment.length
      ? mistake
      : { ...mistake, message: `${mistake.message}, in ${names.join(' and ')}` },
  );
}
