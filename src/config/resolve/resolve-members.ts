import type { ConfigPath } from '../check/mistake.ts';
import { memberOf } from '../check/prune.ts';
import { documentationOf } from '../documentation.ts';
import { fromPlaces, type ResolvedValue } from './resolved-value.ts';

export interface MembersQuestion {
  /** Of the service. */
  readonly name: string;
  readonly key: 'bake' | 'watch';
  readonly type: 'BakeConfig' | 'WatchConfig';
  readonly members: readonly string[];
  /** Where it may be written, the least specific place first. */
  readonly places: readonly ConfigPath[];
}

/** Of what places merge member by member, where each member is from; a whole `true` or `false` ends what was said before it. */
export function resolveMembers(written: unknown, question: MembersQuestion): readonly ResolvedValue[] {
  const { name, key, type, members } = question;
  const said = question.places.filter((place) => memberOf(place.reduce(memberOf, written), key) !== undefined);
  const whole = said.findLast((place) => typeof memberOf(place.reduce(memberOf, written), key) === 'boolean');
  const after = whole ? said.slice(said.indexOf(whole) + 1) : said;
  const places = after.map((place) => [...place, key]);
  return [
    ...(whole ? fromPlaces(written, { path: `${name}.${key}`, key, places: [whole] }) : []),
    ...(after.length === 0 ? [] : members).flatMap((member) => {
      const fallback = whole ? undefined : documentationOf(type, member)?.default;
      return fromPlaces(written, { path: `${name}.${key}.${member}`, key: member, places, fallback });
    }),
  ];
}
