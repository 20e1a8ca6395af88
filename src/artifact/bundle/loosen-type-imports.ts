/** What the names of the added imports begin with. */
const LOOSE = '__shipTypes';

/** Of a line that was written by the compiler or here: what is missing there is meant to be undefined. */
export function isGuarded(line: string): boolean {
  return line.includes(LOOSE) || /typeof [\w$.]+ (?:!==|===) "undefined"/.test(line);
}

/**
 * A compiler that sees one file alone writes each parameter's type as a value, if there is such a value: guarded, since
 * the type may be an interface. The bundler refuses an import of what is not exported, guarded or not. So guarded names
 * are read off the module's namespace, where what is missing is undefined; imports left without use fall away.
 * `isThere`: packages of types alone, and `.d.ts` files, are not there for the bundler.
 */
export async function loosenTypeImports(
  code: string,
  isThere: (specifier: string) => Promise<boolean>,
): Promise<string> {
  const names = new Set([...code.matchAll(guard)].map(([, name = '']) => name));
  const found = [...names].flatMap((name) => importOf(code, name) ?? []);
  if (found.length === 0) return code;
  const modules = [...new Set(found.map(({ from }) => from))];
  const there = await Promise.all(modules.map((from) => isThere(from.slice(1, -1))));
  let loosened = code;
  for (const { name, from, exported } of found) {
    const at = modules.indexOf(from);
    const member = there[at] === true ? `${LOOSE}${at}.${exported}` : 'undefined';
    loosened = loosened.replaceAll(guardedUse(name), (use) => use.replaceAll(wholeName(name), () => member));
  }
  // In front of the first line, which keeps the others where the source map has them.
  const imports = modules.map((from, at) => (there[at] === true ? `import * as ${LOOSE}${at} from ${from};` : ''));
  return imports.join('') + loosened;
}

const guard = /typeof ([A-Za-z_$][\w$]*) (?:!==|===) "undefined"/g;

/** TypeScript's `typeof A !== "undefined" && A` and SWC's `typeof A === "undefined" ? Object : A`, where A may go on: `A.B`. */
function guardedUse(name: string): RegExp {
  const a = pattern(name);
  const said = String.raw`!== "undefined" && (?:\(\w+ = )?|=== "undefined" (?:\|\| typeof ${a}\.[\w$.]+ === "undefined" )*\? Object : `;
  return new RegExp(String.raw`typeof ${a} (?:${said})${a}(?![\w$])`, 'g');
}

const wholeName = (name: string): RegExp => new RegExp(String.raw`(?<![\w$.])${pattern(name)}(?![\w$])`, 'g');
const pattern = (name: string): string => name.replaceAll('$', String.raw`\$`);

interface Imported {
  readonly name: string;
  /** With its quotes. */
  readonly from: string;
  readonly exported: string;
}

/** By which import statement the name is there; undefined: it is of this file, or a whole namespace. */
function importOf(code: string, name: string): Imported | undefined {
  for (const [, byDefault, list = '', from = ''] of code.matchAll(statement)) {
    if (byDefault === name) return { name, from, exported: 'default' };
    for (const item of list.replaceAll(comment, '').split(',')) {
      const [exported = '', local = exported] = item.trim().split(/\s+as\s+/);
      if (local === name) return { name, from, exported };
    }
  }
  return undefined;
}

const comment = /\/\/[^\n]*|\/\*.*?\*\//gs;
const statement =
  /^import\s+(?:([A-Za-z_$][\w$]*)\s*,?\s*)?(?:\{((?:\/\/[^\n]*|\/\*[^]*?\*\/|[^}])*)\}\s*)?from\s*("[^"]*"|'[^']*')/gm;
