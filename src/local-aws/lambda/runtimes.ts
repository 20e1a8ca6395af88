import type { World } from '../kernel/world.ts';
import { invalidParameter } from './errors.ts';

interface Blocked {
  readonly createFrom: string;
  readonly updateFrom: string;
}

/**
 * From when AWS refuses to create and to update functions of a runtime (docs: lambda-runtimes, "Block function create" and
 * "Block function update"; nodejs20.x as of November 2026, 22 and 24 as announced).
 */
const blockedFrom: Readonly<Record<string, Blocked>> = {
  'nodejs20.x': { createFrom: '2026-08-31', updateFrom: '2026-09-30' },
  'nodejs22.x': { createFrom: '2027-06-01', updateFrom: '2027-07-01' },
  'nodejs24.x': { createFrom: '2028-06-01', updateFrom: '2028-07-01' },
};

/** Blocked for years, or since summer 2026. */
const gone = new Set(
  `nodejs nodejs4.3 nodejs4.3-edge nodejs6.10 nodejs8.10 nodejs10.x nodejs12.x nodejs14.x nodejs16.x nodejs18.x java8 python2.7
   python3.6 python3.7 python3.8 python3.9 dotnetcore1.0 dotnetcore2.0 dotnetcore2.1 dotnetcore3.1 dotnet6 go1.x provided
   ruby2.5 ruby2.7`.split(/\s+/),
);

const supported =
  `nodejs24.x nodejs22.x nodejs20.x python3.14 python3.13 python3.12 python3.11 python3.10 java25 java21 java17
  java11 java8.al2 dotnet10 dotnet8 ruby4.0 ruby3.4 ruby3.3 ruby3.2 provided.al2023 provided.al2`.split(/\s+/);

export function isKnownRuntime(runtime: string): boolean {
  return supported.includes(runtime) || gone.has(runtime);
}

export const knownRuntimes: readonly string[] = [...supported, ...gone];

function isBlocked(world: World, runtime: string, use: 'create' | 'update'): boolean {
  if (gone.has(runtime)) return true;
  const dates = blockedFrom[runtime];
  const from = use === 'create' ? dates?.createFrom : dates?.updateFrom;
  return from !== undefined && world.clock.now() >= Date.parse(from);
}

/** Refuses what AWS refuses today; `allowDeprecatedRuntimes` lets what AWS still runs be tried locally. */
export function checkRuntime(world: World, runtime: string, use: 'create' | 'update'): void {
  if (!isKnownRuntime(runtime)) {
    throw invalidParameter(
      `Value ${runtime} at 'runtime' failed to satisfy constraint: Member must satisfy enum value set: [${supported.join(', ')}] or be a valid ARN`,
    );
  }
  if (world.config.allowDeprecatedRuntimes || !isBlocked(world, runtime, use)) return;
  throw invalidParameter(
    `The runtime parameter of ${runtime} is no longer supported for creating or updating AWS Lambda functions. We recommend you use a supported runtime while creating or updating functions.`,
  );
}
