import type { World } from '../kernel/world.ts';
import { CURRENT, secrets, type SecretRow, type SecretVersion } from './secret-rows.ts';
import { invalidRequest, secretNotFound } from './secrets-error.ts';
import { holderOf } from './stages.ts';

const DAY_MS = 86_400_000;

/** The version that is asked for, and notes that it was. Throws ResourceNotFoundException. */
export function takeValue(world: World, secret: SecretRow, id?: string, stage?: string): SecretVersion {
  const version = pick(secret, id, stage);
  noteAccess(world, secret, version);
  return version;
}

function pick({ versions }: SecretRow, id: string | undefined, stage: string | undefined): SecretVersion {
  if (id === undefined) {
    const wanted = stage ?? CURRENT;
    const holder = holderOf(versions, wanted);
    if (!holder) throw secretNotFound(` value for staging label: ${wanted}`);
    return holder;
  }
  const version = versions.find((candidate) => candidate.id === id);
  if (!version) throw secretNotFound(` value for VersionId: ${id}`);
  if (stage !== undefined && !version.stages.includes(stage)) {
    throw invalidRequest('You provided a VersionStage that is not associated to the provided VersionId.');
  }
  return version;
}

/** AWS tells days only, so there is one write a day. */
function noteAccess(world: World, secret: SecretRow, { id, accessedAt }: SecretVersion): void {
  const today = Math.floor(world.clock.now() / DAY_MS) * DAY_MS;
  if (secret.accessedAt === today && accessedAt === today) return;
  const versions = secret.versions.map((version) => (version.id === id ? { ...version, accessedAt: today } : version));
  secrets(world).set(secret.name, { ...secret, accessedAt: today, versions });
}
