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

/** Those that have a version kept warm and are no longer named by the config as well. */
function givenBack(
  service: Service,
  snapshot: Snapshot,
  versionOf: (key: string) => string | undefined,
  live: KnownRelease | undefined,
  unchanged: boolean,
): Step[] {
  return Object.entries(snapshot.provisioned).flatMap(([key, versions]) => {
    const keep = isWarm(service, key) ? versionOf(key) : undefined;
    const liveVersion = live?.functions.find((candidate) => candidate.key === key)?.version;
    const stay = unchanged ? liveVersion : undefined;
    return versions
      .filter((version) => version !== keep && version !== stay)
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

const isWarm = ({ functions }: Service, key: string): boolean =>
  functions.some((one) => one.key === key && (one.provisionedConcurrency ?? 0) > 0);

/** For the release's record. */
export function warmth(service: Service): { readonly warm?: readonly string[] } {
  const warm = service.functions.map(({ key }) => key).filter((key) => isWarm(service, key));
  return warm.length > 0 ? { warm } : {};
}

/** Of a release that was published and tested before: what was given back since then, or never came, is READY first. */
export function provisionAgain(
  service: Service,
  snapshot: Snapshot,
  versionOf: (key: string) => string | undefined,
  name: string,
): readonly Step[] {
  return service.functions.flatMap(({ key }): Step[] => {
    const version = versionOf(key);
    if (version === undefined || !isWarm(service, key) || snapshot.provisioned[key]?.includes(version)) return [];
    const title = `Warm ${key} of ${name} until it is ready`;
    return [
      {
        id: `verify.warm.${key}`,
        phase: 'verify',
        lane: `provision.${key}`,
        kind: 'provision-concurrency',
        function: key,
        title,
      },
    ];
  });
}

/** Once a person has gone back: what callers left is given back, and what they came to is warmed. None of it is urgent. */
export function moveWarmth(
  service: Service,
  snapshot: Snapshot,
  versionOf: (key: string) => string | undefined,
  name: string,
): readonly Step[] {
  const back = givenBack(service, snapshot, versionOf, undefined, false);
  const steps = [...back, ...provisionAgain(service, snapshot, versionOf, name)];
  return steps.map((step) => ({ ...step, phase: 'observe', lane: 'http' }));
}
