/** What the names of the added imports begin with. */
export const LOOSE = '__shipTypes';

/**
 * A compiler that sees one file alone writes each parameter's type as a value, if there is such a value: guarded, since
 * the type may be an interface. The bundler refuses an import of what is not exported, guarded or not. So guarded names
 * are read off the module's namespace, where what is missing is undefined; imports left without use fall away.
 */
export function loosenTypeImports(code: string): string {
  const guarded = new Set([...code.matchAll(guard)].map(([, name = '']) => name));
  const found = [...guarded].flatMap((name) => importOf(code, name) ?? []);
  if (found.length === 0) return code;
  const modules = [...new Set(found.map(({ from }) => from))];
  let loosened = code;
  for (const { name, from, exported } of found) {
    const member = `${LOOSE}${modules.indexOf(from)}.${exported}`;
    loosened = loosened
      .replaceAll(`typeof ${name} !== "undefined" && ${name}`, member)
      .replaceAll(
        `typeof ${name} === "undefined" ? Object : ${name}`,
        `typeof ${member} === "undefined" ? Object : ${member}`,
      );
  }
  // In front of the first line, which keeps the others where the source map has them.
  return modules.map((from, at) => `import * as ${LOOSE}${at} from ${from};`).join('') + loosened;
}

const guard = /typeof ([A-Za-z_$][\w$]*) (?:!==|===) "undefined"/g;

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
    for (const item of list.split(',')) {
      const [exported = '', local = exported] = item.trim().split(/\s+as\s+/);
      if (local === name) return { name, from, exported };
    }
  }
  return undefined;
}

const statement = /^import\s+(?:([A-Za-z_$][\w$]*)\s*,?\s*)?(?:\{([^}]*)\}\s*)?from\s*("[^"]*"|'[^']*')/gm;
