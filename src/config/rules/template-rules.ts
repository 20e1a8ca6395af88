import { foundationIds } from '../../model/logical-ids.ts';
import { didYouMean } from '../check/did-you-mean.ts';
import type { ConfigPath } from '../check/mistake.ts';
import { functionInputs } from '../normalise/function-input.ts';
import type { Settings } from '../normalise/merge-settings.ts';
import { functionPath, type Rule, type RuleContext, servicePath } from './rule.ts';

interface Written {
  readonly path: ConfigPath;
  readonly value: unknown;
}

/** CloudFormation would say it too, but only once the stack is under way, and only the first. */
const templateReferencesExist: Rule = (context) => {
  const own = Object.keys(context.input.resources ?? {});
  const known = new Set([...own, ...foundationIds(context.service).map(({ id }) => id)]);
  return [...writtenValues(context).flatMap(referencesIn), ...dependencies(context)]
    .filter(({ name }) => !known.has(name) && !name.startsWith('AWS::'))
    .map(({ path, name }) => ({
      path,
      message: `refers to nothing in the template of ${context.service.name}${didYouMean(name, own)}`,
      got: `"${name}"`,
    }));
};

/** Wherever CloudFormation's values may stand. */
function writtenValues(context: RuleContext): readonly Written[] {
  const { input, config, service } = context;
  const environment = config.environments?.[service.environment.name];
  const there = environment?.services?.[service.name];
  const at: ConfigPath = ['environments', service.environment.name];
  const settings: readonly (readonly [ConfigPath, Settings | undefined])[] = [
    [['defaults'], config.defaults],
    [[...at, 'defaults'], environment?.defaults],
    [[...servicePath(context), 'defaults'], input.defaults],
    [[...at, 'services', service.name, 'defaults'], there?.defaults],
    ...Object.entries(there?.functions ?? {}).map(
      ([key, one]) => [[...at, 'services', service.name, 'functions', key], one] as const,
    ),
    ...functionInputs(input).map(([key, one]) => [functionPath(context, key), one] as const),
  ];
  return [
    { path: [...servicePath(context), 'resources'], value: input.resources },
    { path: [...servicePath(context), 'watch'], value: input.watch },
    ...settings.flatMap(([path, one]) => [
      { path: [...path, 'environment'], value: one?.environment },
      { path: [...path, 'policies'], value: one?.policies },
    ]),
    ...functionInputs(input).flatMap(([key, { events = [] }]) =>
      events.flatMap((event, index) =>
        Object.entries(event)
          .filter(([name]) => ['arn', 'bucket', 'stream', 'table'].includes(name))
          .map(([name, value]) => ({ path: [...functionPath(context, key), 'events', index, name], value })),
      ),
    ),
  ];
}

/** What a resource waits for is named as it is. */
function dependencies(context: RuleContext): readonly Named[] {
  return Object.entries(context.input.resources ?? {}).flatMap(([id, { DependsOn = [] }]) =>
    [DependsOn].flat().flatMap((name) => {
      const path = [...servicePath(context), 'resources', id, 'DependsOn'];
      return typeof name === 'string' ? [{ path, name }] : [];
    }),
  );
}

interface Named {
  readonly path: ConfigPath;
  readonly name: string;
}

function referencesIn({ path, value }: Written): readonly Named[] {
  if (typeof value !== 'object' || value === null) return [];
  const entries = Object.entries(value);
  const names = entries.length === 1 ? namesIn(...(entries[0] ?? ['', undefined])) : undefined;
  if (names) return names.map((name) => ({ path, name }));
  return entries.flatMap(([key, inner]) =>
    referencesIn({ path: [...path, Array.isArray(value) ? Number(key) : key], value: inner }),
  );
}

/** Undefined: it refers to nothing itself. */
function namesIn(key: string, argument: unknown): readonly string[] | undefined {
  if (key === 'Ref' && typeof argument === 'string') return [argument];
  if (key === 'Fn::GetAtt') {
    const id: unknown = Array.isArray(argument) ? argument[0] : argument;
    return typeof id === 'string' ? [id.replace(/\..*$/, '')] : [];
  }
  if (key !== 'Fn::Sub') return undefined;
  const [pattern, given = {}]: readonly unknown[] = Array.isArray(argument) ? argument : [argument];
  if (typeof pattern !== 'string') return undefined;
  const names = [...pattern.matchAll(/\$\{([^!}][^}]*)\}/g)].map(([, name = '']) => name.trim());
  return names.filter((name) => !Object.hasOwn(given as object, name)).map((name) => name.replace(/\..*$/, ''));
}

export const templateRules: readonly Rule[] = [templateReferencesExist];
