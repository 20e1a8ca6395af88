import { stackName } from '../model/names.ts';
import type { KnownRelease } from '../model/release.ts';
import type { FunctionDefinition, Service } from '../model/service.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { lambdaNameOf } from '../plan/resolve-connections.ts';
import type { Cloud } from './cloud.ts';

type Seen = Pick<Snapshot, 'reservedConcurrency' | 'provisioned'>;
type Named = Pick<FunctionDefinition, 'key' | 'lambdaName'>;

/** A read each, of functions whose config asks for it. */
export async function lookAtConcurrency(cloud: Cloud, { functions }: Service, everything: boolean): Promise<Seen> {
  const [reservedConcurrency, provisioned] = await Promise.all([
    readReserved(
      cloud,
      functions.filter((one) => everything || one.reservedConcurrency !== undefined),
    ),
    readProvisioned(
      cloud,
      functions.filter((one) => everything || one.provisionedConcurrency !== undefined),
    ),
  ]);
  return { reservedConcurrency, provisioned };
}

/** What a release that is still held had is read although the config has forgotten it: it costs by the hour, or throttles. */
export async function lookAtForgotten(
  cloud: Cloud,
  service: Service,
  { reservedConcurrency, provisioned }: Seen,
  held: readonly KnownRelease[],
): Promise<Seen> {
  const named = (amounts: (release: KnownRelease) => KnownRelease['warm'], seen: object): readonly Named[] =>
    [...new Set(held.flatMap((release) => Object.keys(amounts(release) ?? {})))]
      .filter((key) => !(key in seen))
      .map((key) => ({ key, lambdaName: lambdaNameOf({ stack: stackName(service) }, key) }));
  const [reservedBefore, warmBefore] = await Promise.all([
    readReserved(
      cloud,
      named(({ reserved }) => reserved, reservedConcurrency),
    ),
    readProvisioned(
      cloud,
      named(({ warm }) => warm, provisioned),
    ),
  ]);
  return {
    reservedConcurrency: { ...reservedConcurrency, ...reservedBefore },
    provisioned: { ...provisioned, ...warmBefore },
  };
}

async function readReserved(cloud: Cloud, functions: readonly Named[]): Promise<Snapshot['reservedConcurrency']> {
  const rows = await Promise.all(
    functions.map(async ({ key, lambdaName }) => [key, await cloud.readReservedConcurrency(lambdaName)] as const),
  );
  return Object.fromEntries(rows);
}

async function readProvisioned(cloud: Cloud, functions: readonly Named[]): Promise<Snapshot['provisioned']> {
  const rows = await Promise.all(
    functions.map(async ({ key, lambdaName }) => [key, await cloud.listProvisionedVersions(lambdaName)] as const),
  );
  return Object.fromEntries(rows);
}
