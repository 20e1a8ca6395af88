import { strategyRefused } from '../errors/catalogue/strategy-errors.ts';
import { roleMark } from '../model/identities.ts';
import { outputs } from '../model/names.ts';
import type { PlannedFunction } from '../model/plan.ts';
import type { KnownRelease } from '../model/release.ts';
import type { Service } from '../model/service.ts';
import type { Snapshot, VersionState } from '../model/snapshot.ts';
import { isStepped, writeStrategy } from '../model/strategy.ts';
import type { ChosenRollout } from './plan-rollout.ts';

/** What the wanted strategy comes to for these releases; refuses what Lambda's weighted aliases cannot do. */
export function chooseRollout(
  service: Service,
  snapshot: Snapshot,
  planned: readonly PlannedFunction[],
  live: KnownRelease | undefined,
): ChosenRollout {
  const { strategy } = service;
  const asked = writeStrategy(strategy);
  if (strategy.kind === 'all-at-once') return { strategy, weighed: [] };
  if (service.routes.length === 0) throw strategyRefused(service.name, asked, noRoutes);
  if (!isStepped(strategy)) return { strategy, weighed: [] };
  const allAtOnce = (because: string): ChosenRollout => ({ strategy: { kind: 'all-at-once' }, weighed: [], because });
  if (!live) return allAtOnce(`${asked} has nothing to weigh against: nothing is live yet`);
  const weighed = changedIn(planned, live);
  if (weighed.length === 0) return allAtOnce(`${asked} has nothing to weigh: no function of r${live.number} changes`);
  const unlike = weighed.flatMap((key) => differences(service, snapshot, key, live));
  if (unlike.length > 0) throw strategyRefused(service.name, asked, unlike).withLive(`r${live.number}`);
  return { strategy, weighed };
}

const noRoutes = [
  'It has no routes. Its functions are called through their live aliases, which move one after the other: they could not all be on the same percentage.',
];

function changedIn(planned: readonly PlannedFunction[], live: KnownRelease): readonly string[] {
  return planned
    .filter(({ key, version }) => {
      const before = live.functions.find((one) => one.key === key);
      return before !== undefined && before.version !== version;
    })
    .map(({ key }) => key);
}

/**
 * Two versions behind one weighted alias must have the same execution role and the same dead letters.
 * https://docs.aws.amazon.com/lambda/latest/dg/configuring-alias-routing.html
 */
function differences(service: Service, snapshot: Snapshot, key: string, live: KnownRelease): readonly string[] {
  const state = snapshot.functions[key];
  const version = live.functions.find((one) => one.key === key)?.version;
  const serving = state?.versions.find((one) => one.version === version);
  if (!state || !serving) return [`Version ${version} of ${key}, which is live, is not there any more.`];
  return [
    ...otherRole(service, snapshot, key, serving),
    ...(serving.deadLetterArn !== state.latest.deadLetterArn
      ? [
          `${key} has other dead letters than its live version ${version}: ${state.latest.deadLetterArn ?? 'none'}, was ${serving.deadLetterArn ?? 'none'}.`,
        ]
      : []),
  ];
}

/** A role that the foundation does not have yet is another one than that of the live version. */
function otherRole(
  service: Service,
  { stack }: Snapshot,
  key: string,
  { version, roleArn }: VersionState,
): readonly string[] {
  const definition = service.functions.find((one) => one.key === key);
  if (!stack || !definition || roleArn === undefined) return [];
  const mark = roleMark(service, definition);
  const role = stack.outputs[outputs.roleArn(key, mark)];
  if (role === roleArn || (role === undefined && mark === '')) return [];
  const is = role ?? 'one of its own, for its policies deny other things';
  return [`${key} has another role than its live version ${version}: ${is}, was ${roleArn}.`];
}
