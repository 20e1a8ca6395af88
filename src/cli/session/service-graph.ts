import type { Service } from '../../model/service.ts';

/** Names of the services whose functions it calls or is authorised by. */
export function needsOf({ authorizers, imports = [] }: Service): readonly string[] {
  const authorizing = authorizers.flatMap((authorizer) =>
    authorizer.kind === 'lambda' && authorizer.external ? [authorizer.external.service] : [],
  );
  return [...new Set([...authorizing, ...imports.map((one) => one.service)])];
}

/** Those, and all that need one of them, however far. */
export function withDependants(all: readonly Service[], names: ReadonlySet<string>): ReadonlySet<string> {
  const found = new Set(names);
  for (let before = -1; before !== found.size;) {
    before = found.size;
    for (const service of all) if (needsOf(service).some((need) => found.has(need))) found.add(service.name);
  }
  return found;
}
