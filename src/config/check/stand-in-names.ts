import type { ConfigPath, Mistake } from './mistake.ts';
import { isPlainObject } from './prune.ts';

/** A name that is not allowed, and one that is wherever names are. */
export interface StandIn {
  /** Of the wrong name. */
  readonly path: ConfigPath;
  readonly name: string;
}

export function standIns(wrongKeys: readonly ConfigPath[]): readonly StandIn[] {
  return wrongKeys.map((path, index) => ({ path, name: `unnamed${index + 1}` }));
}

/** The same config with the stand-ins in place of the wrong names. */
export function withNames(value: unknown, names: readonly StandIn[], at: ConfigPath = []): unknown {
  if (Array.isArray(value)) return value.map((member, index) => withNames(member, names, [...at, index]));
  if (!isPlainObject(value)) return value;
  const members = Object.entries(value).map(([key, member]) => {
    const path = [...at, key];
    return [names.find((one) => isSame(one.path, path))?.name ?? key, withNames(member, names, path)] as const;
  });
  return Object.fromEntries(members);
}

/** A mistake as it is of what is written: places and texts name what people wrote. */
export function withWrittenNames(mistake: Mistake, names: readonly StandIn[]): Mistake {
  const written = new Map(names.map(({ path, name }) => [name, String(path.at(-1))]));
  const inText = (text: string): string => text.replaceAll(/\bunnamed\d+\b/g, (name) => written.get(name) ?? name);
  return {
    ...mistake,
    path: mistake.path.map((key) => written.get(String(key)) ?? key),
    message: inText(mistake.message),
    ...(mistake.got !== undefined && { got: inText(mistake.got) }),
  };
}

const isSame = (a: ConfigPath, b: ConfigPath): boolean =>
  a.length === b.length && a.every((key, index) => String(key) === String(b[index]));
