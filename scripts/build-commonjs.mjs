// Splits a program as esbuild does only for ES modules, and makes each piece a CommonJS module: Node.js starts those sooner,
// and finding a file costs it more than compiling it. So what the entry needs in any case lies in one file with it; what
// only some commands need is loaded when it is asked for.
import { build, transform } from 'esbuild';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, posix, relative } from 'node:path';

/** `entry`: { name, file }. The other options are esbuild's. */
export async function buildCommonJs({ entry, ...options }) {
  const { outputFiles, metafile } = await build({
    ...options,
    entryPoints: { [entry.name]: entry.file },
    bundle: true,
    splitting: true,
    write: false,
    metafile: true,
    format: 'esm',
    outExtension: { '.js': '.cjs' },
    chunkNames: 'chunks/[name]-[hash]',
  });
  const main = `${entry.name}.cjs`;
  const written = outputFiles.map(({ path, text }) => [relative(options.outdir, path).replaceAll('\\', '/'), text]);
  const texts = new Map(written.filter(([place]) => place.endsWith('.cjs')));
  const pieces = new Map();
  for (const [place, text] of texts) pieces.set(place, await toCommonJs(text, options));
  const inner = neededBy(main, importsOf(metafile, options));
  const link = (place, host) => linkPieces(pieces.get(place), { place, host, main, inner });
  for (const [place, text] of written) if (!texts.has(place)) write(join(options.outdir, place), text);
  for (const place of texts.keys())
    if (place !== main && !inner.has(place)) write(join(options.outdir, place), link(place, place));
  const wrapped = [...inner].map((place) => `${JSON.stringify(place)}(module,exports){${link(place, main)}}`);
  write(join(options.outdir, main), `${loader(wrapped)}${link(main, main)}module.exports.__piece=__piece;\n`);
}

async function toCommonJs(text, { target, minifyWhitespace, minifySyntax }) {
  const required = text.replaceAll(ownPiece, 'Promise.resolve().then(()=>require($1))');
  const define = {
    'import.meta.url': '__own.url',
    'import.meta.dirname': '__dirname',
    'import.meta.filename': '__filename',
  };
  const format = { format: 'cjs', platform: 'node', target, minifyWhitespace, minifySyntax };
  const { code } = await transform(required, { ...format, define });
  const lazy = code.replaceAll(slowBuiltin, '=__late($1)').replaceAll(slowBuiltinOfPackage, '=__late($1)');
  return [
    ...(lazy === code ? [] : [late]),
    ...(code.includes('__own.url')
      ? ["const __own={get url(){return require('node:url').pathToFileURL(__filename).href}};"]
      : []),
    lazy,
  ].join('');
}

// What has been asked for once lies in front of the proxy: some are asked for thousands of times.
const late = `const __late=(name)=>Object.create(new Proxy({},{get(_,key,self){
const value=require(name)[key];Object.defineProperty(self,key,{value});return value}}));`.replaceAll('\n', '');

// Node.js takes as long for one of them as for all of this program, and a run for which nothing has changed needs none.
const slowBuiltin = /(?<=\bimport_\w+)=require\(("node:(?!fs"|path"|url"|os"|process")[\w/]+")\)/g;
// Of a package written in CommonJS only what it surely does not extend: it may need the module itself.
const slowBuiltinOfPackage = /=(?:__require|\(0,import_chunk_\w+\.__require\))\(("node:child_process")\)/g;

// What else is imported late, such as a user's config, is an ES module.
const ownPiece = /\bimport\(("\.{1,2}\/[^"]+\.cjs"|"esbuild"|"node:\w+")\)/g;

/** Place of a piece -> places of those that it needs before it runs. */
function importsOf({ outputs }, { absWorkingDir, outdir }) {
  const placeOf = (path) => relative(outdir, join(absWorkingDir, path)).replaceAll('\\', '/');
  return new Map(
    Object.entries(outputs).map(([path, { imports }]) => [
      placeOf(path),
      imports
        .filter(({ kind, external }) => kind === 'import-statement' && !external)
        .map((each) => placeOf(each.path)),
    ]),
  );
}

function neededBy(place, imports, found = new Set()) {
  for (const each of imports.get(place) ?? []) {
    if (found.has(each)) continue;
    found.add(each);
    neededBy(each, imports, found);
  }
  return found;
}

/** Pieces ask for each other by file: those of the main one are in it, and exist once. */
function linkPieces(code, { place, host, main, inner }) {
  return code.replaceAll(/\brequire\("(\.{1,2}\/[^"]+\.cjs)"\)/g, (_, specifier) => {
    const wanted = posix.join(posix.dirname(place), specifier);
    if (!inner.has(wanted)) return `require(${JSON.stringify(pathTo(wanted, host))})`;
    const piece = `__piece(${JSON.stringify(wanted)})`;
    return host === main ? piece : `require(${JSON.stringify(pathTo(main, host))}).${piece}`;
  });
}

function pathTo(place, from) {
  const path = posix.relative(posix.dirname(from), place);
  return path.startsWith('.') ? path : `./${path}`;
}

const loader = (wrapped) => `const __pieces={${wrapped.join(',')}},__loaded={};function __piece(place){
let module=__loaded[place];if(!module){module=__loaded[place]={exports:{}};__pieces[place](module,module.exports)}
return module.exports}
`;

function write(path, content) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}
