import { booleanOf, stringOf } from '../../kernel/members.ts';
import type { Operation, Params } from '../../kernel/operation.ts';
import { filterSecrets } from '../filter-secrets.ts';
import { pageOf } from '../page.ts';
import { keptSecrets, type SecretRow } from '../secret-rows.ts';
import { showSecret, stagesById } from '../show-secret.ts';

const MOST = 100;

export const listSecrets: Operation = {
  name: 'ListSecrets',
  writes: false,
  handle: (params, world) => {
    const isWhole = booleanOf(params, 'IncludePlannedDeletion') ?? false;
    const listed = keptSecrets(world).filter(({ deletionAt }) => isWhole || deletionAt === undefined);
    const { items, next } = pageOf(params, sorted(params, filterSecrets(params, listed)), MOST);
    return { body: { SecretList: items.map(showListed), ...next } };
  },
};

function showListed(secret: SecretRow): Record<string, unknown> {
  const SecretVersionsToStages = stagesById(secret);
  return { ...showSecret(secret), ...(SecretVersionsToStages && { SecretVersionsToStages }) };
}

const keys = new Map<string, (secret: SecretRow) => string | number>([
  ['name', ({ name }) => name],
  ['last-changed-date', ({ changedAt }) => changedAt],
  ['last-accessed-date', ({ accessedAt = 0 }) => accessedAt],
]);

/** By the time of their creation unless asked otherwise. */
function sorted(params: Params, secrets: readonly SecretRow[]): readonly SecretRow[] {
  const key = keys.get(stringOf(params, 'SortBy') ?? '') ?? (({ createdAt }) => createdAt);
  const ascending = secrets.toSorted((a, b) => (key(a) < key(b) ? -1 : Number(key(a) > key(b))));
  return stringOf(params, 'SortOrder') === 'desc' ? ascending.toReversed() : ascending;
}
