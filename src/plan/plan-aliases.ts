import type { Step } from '../model/plan.ts';
import { liveAlias } from '../model/release.ts';
import type { FunctionState } from '../model/snapshot.ts';
import { finishLane } from './plan-events.ts';

/** Moves the functions' `live` aliases, where they are not there yet, to the versions of a release. */
export function planAliases(
  keys: readonly string[],
  functions: Readonly<Record<string, FunctionState>>,
  release: { readonly versionOf: (key: string) => string | undefined; readonly backTo?: string },
): readonly Step[] {
  return keys.flatMap((key): Step[] => {
    const alias = functions[key]?.aliases[liveAlias];
    if (alias && alias.version === release.versionOf(key)) return [];
    const back = release.backTo === undefined ? '' : ` back to ${release.backTo}`;
    return [
      {
        ...finishLane(key, 'alias'),
        title: `${alias ? 'Move' : 'Create'} ${key}'s live alias${back}`,
        kind: 'move-live-alias',
        function: key,
        change: alias ? 'move' : 'create',
      },
    ];
  });
}
