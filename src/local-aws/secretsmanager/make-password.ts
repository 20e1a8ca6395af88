import { randomInt } from 'node:crypto';
import { booleanOf, numberOf, stringOf } from '../kernel/members.ts';
import type { Params } from '../kernel/operation.ts';
import { constraint, invalidParameter } from './secrets-error.ts';

const DEFAULT_LENGTH = 32;
const MAX_LENGTH = 4096;

const kinds: readonly (readonly [characters: string, isIn: (params: Params) => boolean])[] = [
  ['abcdefghijklmnopqrstuvwxyz', (params) => !booleanOf(params, 'ExcludeLowercase')],
  ['ABCDEFGHIJKLMNOPQRSTUVWXYZ', (params) => !booleanOf(params, 'ExcludeUppercase')],
  ['0123456789', (params) => !booleanOf(params, 'ExcludeNumbers')],
  ['!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~', (params) => !booleanOf(params, 'ExcludePunctuation')],
  [' ', (params) => booleanOf(params, 'IncludeSpace') ?? false],
];

/** As GetRandomPassword and GenerateSecretString describe it. */
export function makePassword(params: Params): string {
  const length = lengthOf(params);
  const excluded = stringOf(params, 'ExcludeCharacters') ?? '';
  const allowed = kinds
    .filter(([, isIn]) => isIn(params))
    .map(([characters]) =>
      characters
        .split('')
        .filter((one) => !excluded.includes(one))
        .join(''),
    )
    .filter(Boolean);
  if (allowed.length === 0) throw invalidParameter('All character types are excluded.');
  const required = (booleanOf(params, 'RequireEachIncludedType') ?? true) ? allowed : [];
  if (required.length > length) {
    throw invalidParameter('Password length is too short based on the required types.');
  }
  const rest = Array.from({ length: length - required.length }, () => allowed.join(''));
  return shuffle([...required, ...rest].map((characters) => characters[randomInt(characters.length)] ?? '')).join('');
}

function lengthOf(params: Params): number {
  const length = numberOf(params, 'PasswordLength') ?? DEFAULT_LENGTH;
  if (length >= 1 && length <= MAX_LENGTH) return length;
  const bound = length < 1 ? 'greater than or equal to 1' : `less than or equal to ${MAX_LENGTH}`;
  throw constraint(length, 'passwordLength', `Member must have value ${bound}`);
}

function shuffle(characters: string[]): string[] {
  for (let last = characters.length - 1; last > 0; last--) {
    const other = randomInt(last + 1);
    [characters[last], characters[other]] = [characters[other] as string, characters[last] as string];
  }
  return characters;
}
