import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { BuildFailure, Message } from 'esbuild';
import { ArtifactError, type SourcePlace } from '../artifact-error.ts';
import { otherCase } from './other-case.ts';
import { packageOf } from './run-time-reads.ts';

/** Esbuild's refusal in its own words, with the places; anything else as it is. */
export function toBundleError(error: unknown, root: string): unknown {
  const { errors } = error as Partial<BuildFailure>;
  if (!Array.isArray(errors) || errors.length === 0) return error;
  const places = errors.map(toPlace);
  return new ArtifactError('BUNDLE_FAILED', places[0]?.text ?? 'esbuild failed', detailsOf(places), {
    places,
    next: adviceFor(places, root),
    cause: error,
  });
}

function detailsOf(places: readonly SourcePlace[]): string[] {
  const lines = places.map(placeLine);
  return lines.length <= MOST_LINES + 1
    ? lines
    : [...lines.slice(0, MOST_LINES), `and ${lines.length - MOST_LINES} more like these`];
}

const MOST_LINES = 8;

/** A package that is not installed is the most common reason of all. */
function adviceFor(places: readonly SourcePlace[], root: string): string[] {
  const names = [...new Set(places.flatMap(({ text }) => unresolvedName(text) ?? []).map(packageName))];
  const installed = names.filter((name) => isInstalled(name, root));
  const absent = names.filter((name) => !installed.includes(name));
  const list = absent.map((name) => `'${name}'`).join(', ');
  const ofRuntime = absent.every((name) => name.startsWith('@aws-sdk/'));
  return [
    ...new Set(places.flatMap((place) => otherCase(place, root))),
    ...nativeParts(places).map((name) => `bundle: { nodeModules: ['${name}'] } in the config: it is a native module`),
    ...installed.map(
      (name) => `build ${name} first: it is installed, and the file that its package.json names is not there`,
    ),
    ...(absent.length === 0
      ? []
      : [
          `npm install ${absent.join(' ')}`,
          ofRuntime
            ? "or leave it to Lambda's runtime, which brings it: bundle: { awsSdk: 'runtime' } in the config"
            : `or, when the runtime or a layer brings it: bundle: { external: [${list}] } in the config`,
        ]),
  ];
}

/** Packages that ask for their compiled files of all platforms, one after the other. */
function nativeParts(places: readonly SourcePlace[]): string[] {
  const asking = places.filter(({ text }) => /^Could not resolve "\.[^"]*\.node"/.test(text));
  return [...new Set(asking.flatMap(({ file = '' }) => packageOf(file) ?? []))];
}

/** Linked from the same repository, most of the time, and not compiled yet. */
function isInstalled(name: string, folder: string): boolean {
  if (existsSync(join(folder, 'node_modules', name, 'package.json'))) return true;
  return dirname(folder) !== folder && isInstalled(name, dirname(folder));
}

/** What of a package could not be found; undefined: another mistake, or a file of one's own. */
export function unresolvedName(text: string): string | undefined {
  const name = /^Could not resolve "([^".][^"]*)"/.exec(text)?.[1];
  return name === undefined || /^[/#]|:/.test(name) ? undefined : name;
}

/** `@scope/name/part` is in package `@scope/name`. */
export function packageName(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

export function toPlace({ text, location }: Message): SourcePlace {
  if (!location) return { text };
  const { file, line, column, lineText } = location;
  return { text, file, line, column, lineText };
}

/** `src/index.ts:3:7: Could not resolve "pg"` */
function placeLine({ text, file, line, column }: SourcePlace): string {
  return file === undefined ? text : `${file}:${line}:${column}: ${text}`;
}
