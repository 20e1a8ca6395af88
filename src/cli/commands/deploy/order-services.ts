import type { Service } from '../../../model/service.ts';

/** Whoever is needed comes first (an authorizer before its users); otherwise as typed. A circle is left as typed. */
export function orderServices(services: readonly Service[]): readonly Service[] {
  const ordered: Service[] = [];
  const visited = new Set<string>();
  const visit = (service: Service): void => {
    if (visited.has(service.name)) return;
    visited.add(service.name);
    for (const name of needsOf(service)) {
      const needed = services.find((candidate) => candidate.name === name);
      if (needed) visit(needed);
    }
    ordered.push(service);
  };
  for (const service of services) visit(service);
  return ordered;
}

function needsOf({ authorizers, imports = [] }: Service): readonly string[] {
  const authorizing = authorizers.flatMap((authorizer) =>
    authorizer.kind === 'lambda' && authorizer.external ? [authorizer.external.service] : [],
  );
  return [...authorizing, ...imports.map((one) => one.service)];
}
