import type { Environment, Service } from '../../model/service.ts';
import type { NotifyTarget } from '../loaded-config.ts';
import {
  fromTemplate,
  makeEnvironments,
  makeTemplates,
  prefixOf,
  type Template,
} from '../normalise/make-environments.ts';
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
  readonly templates: readonly Template[];
  readonly notify: readonly NotifyTarget[];
  /** All services as they are in that environment, in order of name. */
  readonly servicesIn: (environment: Environment, fromBase?: ReadonlySet<string>) => readonly Service[];
  /** What is wrong with them there: of environments made from a template, for their names are not in the config. */
  readonly mistakesIn: (environment: Environment) => readonly Mistake[];
}

const nothing = { environments: [], templates: [], notify: [], servicesIn: () => [], mistakesIn: () => [] };

/** Defaults and rules, after the schema: everything that can be said about a config without looking at anything else. */
export function checkConfig(
  written: unknown,
  { mistakes, config, asIf }: SchemaVerdict,
  place: ConfigPlace,
): ConfigVerdict {
  if (config === undefined) return { ...nothing, mistakes, warnings: [] };
  const environments = makeEnvironments(config);
  const templates = makeTemplates(config);
  const servicesIn: ConfigVerdict['servicesIn'] = (environment, fromBase = new Set()) =>
    makeServices(config, { ...place, config, environment, fromBase });
  const isWritten: IsWritten = (path) => path.reduce(memberOf, asIf?.written ?? written) !== undefined;
  const checked = { config, isWritten, openApi: place.openApi };
  // Of a template one with the shortest name that fits stands for all.
  const examples = templates.map((one) => [one.pattern, fromTemplate(`${prefixOf(one.pattern)}1`, one)] as const);
  const all = [...environments.map((one) => [one.name, one] as const), ...examples];
  const services = new Map(all.map(([name, one]) => [name, servicesIn(one)]));
  const found = [...mistakes, ...checkRules({ ...checked, services }).map(asIf?.restore ?? ((mistake) => mistake))];
  return {
    mistakes: found.filter((mistake) => mistake.isWarning !== true),
    warnings: found.filter((mistake) => mistake.isWarning === true),
    environments,
    templates,
    notify: makeNotify(config.notify ?? [], environments),
    servicesIn,
    mistakesIn: (environment) =>
      checkServices(servicesIn(environment), checked).filter(({ isWarning }) => isWarning !== true),
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

function checkServices(
  services: readonly Service[],
  { config, isWritten, openApi }: Omit<Checked, 'services'>,
): readonly Mistake[] {
  const single = services.flatMap((service) => {
    const input = config.services[service.name];
    const own = openApi?.get(service.name);
    return input === undefined
      ? []
      : serviceRules
          .flatMap((rule) => rule({ service, input, config, isWritten, openApi: own }))
          .filter(({ lesson }) => lesson === undefined || service.ignore?.[lesson] === undefined);
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
