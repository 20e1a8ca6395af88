import { didYouMean } from '../check/did-you-mean.ts';
import type { ConfigPath, Mistake } from '../check/mistake.ts';
import { type Rule, type RuleContext, servicePath } from './rule.ts';

interface ExportReference {
  readonly service: string;
  readonly export: string;
}

/** Whether another service, or this one, exports what is named. */
export function checkExport(context: RuleContext, named: ExportReference, path: ConfigPath): readonly Mistake[] {
  const { services } = context.config;
  const got = `"${named.service}.${named.export}"`;
  if (!context.isWritten(['services', named.service]))
    return [
      { path, message: `names a service that does not exist${didYouMean(named.service, Object.keys(services))}`, got },
    ];
  if (context.isWritten(['services', named.service, 'exports', named.export])) return [];
  const exported = Object.keys(services[named.service]?.exports ?? {});
  const hint = didYouMean(named.export, exported);
  return [{ path, message: `names nothing that ${named.service} exports${hint}`, got }];
}

const importsExist: Rule = (context) =>
  (context.service.imports ?? []).flatMap((one) =>
    checkExport(context, one, [...servicePath(context), 'imports', one.variable]),
  );

/** Services that need each other have no order in which they could go live. */
const needsAreNoCircle: Rule = (context) => {
  const start = context.service.name;
  const circle = findCircle(context, start, [start]);
  // Said once, at the service whose name comes first.
  if (circle === undefined || circle.toSorted()[0] !== start) return [];
  return [{ path: servicePath(context), message: `needs itself: ${[...circle, start].join(' -> ')}` }];
};

/** Each service is looked at once: what does not lead back does not do so by another way either. */
function findCircle(
  context: RuleContext,
  start: string,
  way: readonly string[],
  seen = new Set<string>(),
): readonly string[] | undefined {
  for (const next of needsOf(context, way.at(-1) ?? start)) {
    if (next === start) return way;
    if (seen.has(next)) continue;
    seen.add(next);
    const found = findCircle(context, start, [...way, next], seen);
    if (found !== undefined) return found;
  }
  return undefined;
}

function needsOf(context: RuleContext, name: string): readonly string[] {
  const { imports = {}, authorizers = {} } = context.config.services[name] ?? {};
  const named = Object.values(authorizers).flatMap((one) => (one.type === 'lambda' ? [one.function] : []));
  const references = [...Object.values(imports), ...named].filter((reference) => reference.includes('.'));
  return references.map((reference) => reference.split('.')[0] ?? '').filter((service) => service !== name);
}

export const exportRules: readonly Rule[] = [importsExist, needsAreNoCircle];
