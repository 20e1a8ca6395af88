import type { BreakOut } from '../../model/packaged-service.ts';

/** One that keeps this much of the bytes while taking fewer modules along is the better cut. */
const SAME_BYTES = 0.9;
const FEWER_MODULES = 2;

/**
 * Of the modules without which much would leave, those that serve single routes: a store that every route uses cannot be
 * broken out. `routes`: of the function, by the config; a function with a single one is broken out already.
 */
export function chooseBreakOuts(found: readonly BreakOut[], routes: readonly string[] | undefined): BreakOut[] {
  if (routes !== undefined && routes.length <= 1) return [];
  const handlers = found
    .map((each) => (each.routes.length > 0 ? each : { ...each, routes: guessRoutes(each.module, routes ?? []) }))
    .filter((each) => each.routes.length > 0);
  const chosen: BreakOut[] = [];
  for (const candidate of handlers)
    if (!chosen.some(({ modules }) => modules.includes(candidate.module))) chosen.push(narrow(candidate, handlers));
  return chosen;
}

/** From `routes/index.ts`, which imports all handlers, to the one that is heavy. */
function narrow(wide: BreakOut, all: readonly BreakOut[]): BreakOut {
  const narrower = all.find(
    ({ module, leavingBytes, modules }) =>
      module !== wide.module &&
      wide.modules.includes(module) &&
      leavingBytes >= wide.leavingBytes * SAME_BYTES &&
      wide.modules.length > modules.length + FEWER_MODULES,
  );
  return narrower ? narrow(narrower, all) : wide;
}

/** By the words of the module's name; a word that is in most of the routes says nothing. */
function guessRoutes(module: string, routes: readonly string[]): readonly string[] {
  const name = module.split('/').at(-1) ?? '';
  const words = name.replace(/\.[^.]+$/, '').split(/[^A-Za-z]+|(?=[A-Z])/);
  const matches = words
    .filter((word) => word.length > 2)
    .map((word) => routes.filter((route) => segmentsOf(route).some((segment) => isSame(segment, word))))
    .filter((matching) => matching.length > 0 && matching.length <= Math.max(1, routes.length / 2));
  return matches.toSorted((a, b) => a.length - b.length)[0] ?? [];
}

function segmentsOf(route: string): string[] {
  return (route.split(' ')[1] ?? '').split('/').filter((segment) => segment !== '' && !segment.startsWith('{'));
}

/** `invoices` and `invoice`. */
function isSame(segment: string, word: string): boolean {
  return singular(segment) === singular(word);
}

function singular(text: string): string {
  return text.toLowerCase().replace(/s$/, '');
}
