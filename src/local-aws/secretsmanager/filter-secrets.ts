import { listOf, stringOf, structuresOf } from '../kernel/members.ts';
import type { Params } from '../kernel/operation.ts';
import type { SecretRow } from './secret-rows.ts';
import { constraint } from './secrets-error.ts';

type Match = (secret: SecretRow, text: string) => boolean;

const startsWith = (texts: readonly string[], text: string): boolean => texts.some((one) => one.startsWith(text));

const wordsOf = (text: string): string[] =>
  text
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean);

/** Each word begins a word of any attribute. */
const matchWords: Match = ({ name, description = '', tags }, text) => {
  const words = wordsOf([name, description, ...Object.entries(tags).flat()].join(' '));
  return wordsOf(text).every((word) => startsWith(words, word));
};

const matches = new Map<string, Match>(
  Object.entries({
    name: ({ name }, text) => name.startsWith(text),
    description: ({ description = '' }, text) => description.toLowerCase().startsWith(text.toLowerCase()),
    'tag-key': ({ tags }, text) => startsWith(Object.keys(tags), text),
    'tag-value': ({ tags }, text) => startsWith(Object.values(tags), text),
    // No other service owns a secret here, and none is replicated.
    'owning-service': () => false,
    'primary-region': ({ arn }, text) => arn.split(':')[3]?.startsWith(text) ?? false,
    all: matchWords,
  } satisfies Record<string, Match>),
);

/** All filters must hold, of each any value; `!` turns a value round. */
export function filterSecrets(params: Params, secrets: readonly SecretRow[]): SecretRow[] {
  const filters = structuresOf(params, 'Filters').map((filter) => {
    const key = stringOf(filter, 'Key') ?? '';
    const match = matches.get(key);
    if (!match) {
      const known = [...matches.keys()].toSorted().join(', ');
      throw constraint(key, 'filters.1.member.key', `Member must satisfy enum value set: [${known}]`);
    }
    return { match, values: listOf(filter, 'Values') };
  });
  return secrets.filter((secret) =>
    filters.every(({ match, values }) => values.some((value) => holds(match, secret, value))),
  );
}

function holds(match: Match, secret: SecretRow, value: string): boolean {
  return value.startsWith('!') ? !match(secret, value.slice(1)) : match(secret, value);
}
