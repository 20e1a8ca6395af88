import { validationError } from '../cloudformation-error.ts';

/** Throws ValidationError when the dependencies run in a circle. */
export function checkCircles(dependsOn: ReadonlyMap<string, ReadonlySet<string>>): void {
  const left = new Map(
    [...dependsOn].map(([id, needs]) => [id, new Set([...needs].filter((need) => dependsOn.has(need)))]),
  );
  for (;;) {
    const free = [...left].filter(([, needs]) => needs.size === 0).map(([id]) => id);
    if (free.length === 0) break;
    for (const id of free) left.delete(id);
    for (const needs of left.values()) for (const id of free) needs.delete(id);
  }
  if (left.size > 0)
    throw validationError(`Circular dependency between resources: [${[...left.keys()].toSorted().join(', ')}]`);
}

/**
 * Does something with each, side by side where nothing forbids it: each only after all that it depends on. When one fails, those
 * not begun are left out; answers when everything begun has ended.
 */
export async function runInOrder(
  dependsOn: ReadonlyMap<string, ReadonlySet<string>>,
  act: (id: string) => Promise<boolean>,
): Promise<void> {
  const running = new Map<string, Promise<boolean>>();
  const start = (id: string): Promise<boolean> => {
    const known = running.get(id);
    if (known) return known;
    const promise = (async () => {
      const needs = [...(dependsOn.get(id) ?? [])].filter((need) => dependsOn.has(need));
      const ready = await Promise.all(needs.map(start));
      return ready.every(Boolean) && (await act(id));
    })();
    running.set(id, promise);
    return promise;
  };
  await Promise.all([...dependsOn.keys()].map(start));
}

/** The same dependencies the other way round: for deleting. */
export function reversed(dependsOn: ReadonlyMap<string, ReadonlySet<string>>): Map<string, Set<string>> {
  const result = new Map([...dependsOn.keys()].map((id) => [id, new Set<string>()]));
  for (const [id, needs] of dependsOn) for (const need of needs) result.get(need)?.add(id);
  return result;
}
