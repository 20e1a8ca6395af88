import type { Step } from '../model/plan.ts';
import type { KnownRelease } from '../model/release.ts';
import type { Service } from '../model/service.ts';
import type { Snapshot } from '../model/snapshot.ts';

/**
 * Reserved concurrency is one number for all versions: it is raised before the switch, because both releases run side
 * by side, and lowered only after it. Provisioned concurrency belongs to a version: what no release needs is given back.
 */
export function planConcurrency(
  service: Service,
  snapshot: Snapshot,
  versionOf: (key: string) => string | undefined,
  live: KnownRelease | undefined,
  unchanged: boolean,
): readonly Step[] {
  // What is given back first: Lambda refuses a reservation that is lower than what is still warm.
  return [...givenBack(service, snapshot, versionOf, live, unchanged), ...reserved(service, snapshot)];
}

function reserved(service: Service, snapshot: Snapshot): Step[] {
  return service.functions.flatMap(({ key, reservedConcurrency: wanted }) => {
    const now = snapshot.reservedConcurrency[key];
    if (wanted === undefined || wanted === now) return [];
    const raised = snapshot.functions[key] === undefined || (now !== undefined && wanted > now);
    return [
      {
        id: `concurrency.${key}`,
        phase: raised ? 'verify' : 'finish',
        lane: `reserve.${key}`,
        kind: 'reserve-concurrency',
        function: key,
        executions: wanted,
        title: `Reserve ${wanted} concurrent executions for ${key}`,
      } satisfies Step,
    ];
  });
}

function givenBack(
  service: Service,
  snapshot: Snapshot,
  versionOf: (key: string) => string | undefined,
  live: KnownRelease | undefined,
  unchanged: boolean,
): Step[] {
  return service.functions.flatMap(({ key, provisionedConcurrency }) => {
    const keep = (provisionedConcurrency ?? 0) > 0 ? versionOf(key) : undefined;
    const idle = (snapshot.provisioned[key] ?? []).filter((version) => version !== keep);
    const liveVersion = live?.functions.find((candidate) => candidate.key === key)?.version;
    const stay = unchanged ? liveVersion : undefined;
    return idle
      .filter((version) => version !== stay)
      .map((version): Step => ({
        id: `deprovision.${key}.${version}`,
        phase: 'finish',
        lane: `reserve.${key}`,
        kind: 'deprovision-concurrency',
        function: key,
        version,
        title: `Give back the provisioned concurrency of ${key} version ${version}`,
      }));
  });
}
