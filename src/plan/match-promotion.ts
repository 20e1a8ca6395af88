import { stackName } from '../model/names.ts';
import type { KnownRelease } from '../model/release.ts';
import type { FunctionDefinition, Service } from '../model/service.ts';

/** What of a published version belongs to its bytes. */
export interface PublishedCode {
  readonly handler: string;
  readonly architecture: string;
  readonly runtime: string;
  readonly layerArns: readonly string[];
}

/** What a stage serves: route key -> Lambda's name; undefined where the route goes elsewhere. */
export type ServedRoutes = Readonly<Record<string, string | undefined>>;

/** Functions that only the release has, or only the config: its code cannot be given what is not there. */
export function functionMismatches(release: KnownRelease, target: Service): readonly string[] {
  const released = release.functions.map(({ key }) => key);
  const written = target.functions.map(({ key }) => key);
  return [
    ...released.filter((key) => !written.includes(key)).map((key) => `function ${key} is not in the config`),
    ...written.filter((key) => !released.includes(key)).map((key) => `function ${key} is not in r${release.number}`),
  ];
}

/** Routes by what the source serves; `source` is the service as the config has it there. */
export function routeMismatches(number: number, source: Service, served: ServedRoutes): readonly string[] {
  const wanted = new Map(source.routes.map((route) => [route.key, lambdaOf(source, route.function)]));
  return [
    ...Object.keys(served)
      .filter((key) => !wanted.has(key))
      .map((key) => `route ${key} is not in the config`),
    ...[...wanted.keys()].filter((key) => !(key in served)).map((key) => `route ${key} is not in r${number}`),
    ...[...wanted]
      .filter(([key, name]) => key in served && served[key] !== name)
      .map(([key, name]) => `route ${key} goes to ${served[key] ?? 'a URL'} in r${number}, to ${name ?? 'a URL'} here`),
  ];
}

const lambdaOf = ({ functions }: Service, key: string | undefined): string | undefined =>
  functions.find((one) => one.key === key)?.lambdaName;

/** The code as it was published, against the function as the config has it in the target. */
export function codeMismatches(
  definition: FunctionDefinition,
  code: PublishedCode,
  source: Service,
): readonly string[] {
  const { key, source: from, architecture } = definition;
  const missing = ownLayers(definition).filter((name) => layerArnOf(source, name, code.layerArns) === undefined);
  return [
    ...(architecture === code.architecture
      ? []
      : [`function ${key} was built for ${code.architecture}, the config says ${architecture}`]),
    ...(from.handler === code.handler
      ? []
      : [`function ${key} has the handler ${code.handler}, the config says ${from.handler}`]),
    ...missing.map((name) => `layer ${name} of function ${key} is not in its published version`),
  ];
}

export function ownLayers({ source }: FunctionDefinition): readonly string[] {
  return source.layers.flatMap((layer) => (layer.kind === 'local' ? [layer.name] : []));
}

/** Layers that ship made are named after the service and its environment. */
export function layerArnOf(source: Service, layer: string, arns: readonly string[]): string | undefined {
  return arns.find((arn) => arn.split(':')[6] === `${stackName(source)}-${layer}`);
}
