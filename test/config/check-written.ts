import { checkConfig, type ConfigVerdict } from '../../src/config/check/check-config.ts';
import { checkSchema } from '../../src/config/check/check-schema.ts';
import { renderMistake } from '../../src/config/check/mistake.ts';
import type { Service } from '../../src/model/service.ts';

export type Written = Record<string, unknown>;

/** A config of one service `orders` that is right in every way, with changes to the service and beside it. */
export function aConfig(service: Written = {}, beside: Written = {}): Written {
  return { services: { orders: { main: 'src/main.ts', ...service } }, ...beside };
}

export function check(written: unknown): ConfigVerdict {
  return checkConfig(written, checkSchema(written), { root: '/project', moduleFormatOf: () => 'esm' });
}

export function mistakesOf(written: unknown): readonly string[] {
  return check(written).mistakes.map(renderMistake);
}

export function warningsOf(written: unknown): readonly string[] {
  return check(written).warnings.map(renderMistake);
}

/** The service as the code reads it. Throws when the config has mistakes. */
export function serviceOf(written: unknown, name = 'orders', environment = 'local'): Service {
  const verdict = check(written);
  if (verdict.mistakes.length > 0) throw new Error(verdict.mistakes.map(renderMistake).join('\n'));
  const found = verdict.environments.find((one) => one.name === environment);
  const service = found && verdict.servicesIn(found).find((one) => one.name === name);
  if (service === undefined) throw new Error(`no service ${name} in ${environment}`);
  return service;
}
