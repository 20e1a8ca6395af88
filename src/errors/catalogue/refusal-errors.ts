import { ShipError, exitCodes } from '../ship-error.ts';

export function releaseGone(
  service: string,
  release: { readonly number: number; readonly gitSha?: string; readonly dirty?: boolean },
  gone: readonly string[],
  others: readonly string[],
): ShipError {
  const { gitSha, dirty = false } = release;
  const commit = gitSha && dirty ? ` (${gitSha} and what was not committed then)` : '';
  const source = gitSha && !dirty ? `git checkout ${gitSha} && ` : `with that release's sources${commit}: `;
  return new ShipError({
    code: 'RELEASE_GONE',
    exit: exitCodes.refused,
    summary: `r${release.number} of ${service} cannot be gone back to`,
    why: `${gone.join(', ')} ${gone.length === 1 ? 'is' : 'are'} gone: ship prune, a person or another tool deleted ${gone.length === 1 ? 'it' : 'them'}. Callers would get errors.`,
    next: [
      ...(others.length > 0 ? [`ship rollback ${service} --to ${others[0]}`] : [`ship history ${service}`]),
      `${source}ship deploy ${service} --unpin`,
    ],
  });
}

export function noRoom(service: string, lacking: readonly string[]): ShipError {
  return new ShipError({
    code: 'NO_ROOM',
    exit: exitCodes.refused,
    summary: `there is no room for two versions of ${service} side by side`,
    why: lacking.join('\n'),
    next: [
      'lower provisionedConcurrency or reservedConcurrency, here or in what else the account runs',
      'aws service-quotas request-service-quota-increase --service-code lambda --quota-code L-B99A9384 --desired-value <more>',
    ],
  });
}
