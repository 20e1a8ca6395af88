/** Lines of the why of CONFIG_INVALID begin with the path of what is wrong: `services.orders.main.memory: must be ...`. */
export function mistakesOf(why: string): readonly { readonly path: readonly string[]; readonly text: string }[] {
  return why.split('\n').flatMap((line) => {
    const path = /^((?:[\w$-]+|\[\d+\]|\["(?:[^"\\]|\\.)*"\]|\.)+): /.exec(line)?.[1];
    return path === undefined ? [] : [{ path: toKeys(path), text: line }];
  });
}

/** `services.orders.routes["GET /orders"].events[0]` -> its keys, without the positions in lists. */
const toKeys = (path: string): readonly string[] =>
  [...path.matchAll(/\["([^"]+)"\]|\[\d+\]|([^.[\]]+)/g)].flatMap(([, quoted, plain]) => quoted ?? plain ?? []);

/**
 * The line of a config on which a path ends: its keys are looked for one after the other. A key that is written in
 * another file, or made by code, leaves the line of the one before it.
 */
export function findConfigLine(text: string, path: readonly string[]): number | undefined {
  let at = 0;
  let found: number | undefined;
  for (const key of path) {
    const plain = key.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
    const match = new RegExp(String.raw`(?:^|[\s{,])['"]?${plain}['"]?\s*[:,}(]`, 'm').exec(text.slice(at));
    if (!match) break;
    at += match.index + match[0].length - 1;
    found = text.slice(0, at).split('\n').length;
  }
  return found;
}
