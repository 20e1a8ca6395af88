import { basename } from 'node:path';
import {
  environmentNameUnfit,
  templateIsNoEnvironment,
  unknownEnvironment,
  unknownService,
} from '../errors/catalogue/config-errors.ts';
import type { Environment, Service } from '../model/service.ts';
import type { ConfigVerdict } from './check/check-config.ts';
import { nearest } from './check/did-you-mean.ts';
import { renderMistake } from './check/mistake.ts';
import type { LoadedConfig } from './loaded-config.ts';
import { fits, fromTemplate } from './normalise/make-environments.ts';

/** A config without mistakes, as the code asks for it. What is made for one environment is made once. */
export function describeConfig(
  place: Pick<LoadedConfig, 'file' | 'root' | 'inputs'>,
  verdict: ConfigVerdict,
): LoadedConfig {
  const environment = remember((name) => findEnvironment(place.file, verdict, name));
  const servicesOf = remember((key) => {
    const [name = '', ...fromBase] = key.split(' ');
    return verdict.servicesIn(environment(name), new Set(fromBase));
  });
  const services: LoadedConfig['services'] = (name, fromBase = new Set()) =>
    servicesOf([environment(name).name, ...fromBase].join(' '));
  return {
    ...place,
    environments: verdict.environments,
    templates: verdict.templates.map((template) => {
      const all = fromTemplate(template.pattern, template);
      return { ...all, ...template, services: () => verdict.servicesIn(all) };
    }),
    environment,
    services,
    service: (name, environmentName) => findService(services(environmentName), name),
    notify: verdict.notify,
    warnings: verdict.warnings.map(renderMistake),
  };
}

function remember<Value>(make: (key: string) => Value): (key: string) => Value {
  const known = new Map<string, Value>();
  return (key) => {
    const value = known.get(key) ?? make(key);
    known.set(key, value);
    return value;
  };
}

/** One that is written, or one made from the template that its name fits. */
function findEnvironment(
  file: string,
  { environments, templates, mistakesIn }: ConfigVerdict,
  name: string,
): Environment {
  const found = environments.find((one) => one.name === name);
  if (found) return found;
  const template = templates.find((one) => fits(name, one));
  if (!template) throw unknown({ environments, templates }, name);
  const made = fromTemplate(name, template);
  const mistakes = mistakesIn(made);
  if (mistakes.length > 0) throw environmentNameUnfit(name, basename(file), mistakes.map(renderMistake));
  return made;
}

function unknown({ environments, templates }: Pick<ConfigVerdict, 'environments' | 'templates'>, name: string): Error {
  const meant = templates.find(({ key }) => key === name);
  if (meant) return templateIsNoEnvironment(name, meant.pattern);
  const names = environments.map((one) => one.name);
  return unknownEnvironment(name, [...names, ...templates.map(({ pattern }) => pattern)], nearest(name, names));
}

function findService(all: readonly Service[], name: string): Service {
  const found = all.find((one) => one.name === name);
  if (found) return found;
  const known = all.map((one) => one.name);
  throw unknownService(name, known, nearest(name, known));
}
