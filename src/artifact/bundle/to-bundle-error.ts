import type { BuildFailure, Message } from 'esbuild';
import { ArtifactError, type SourcePlace } from '../artifact-error.ts';

/** Esbuild's refusal in its own words, with the places; anything else as it is. */
export function toBundleError(error: unknown): unknown {
  const { errors } = error as Partial<BuildFailure>;
  if (!Array.isArray(errors) || errors.length === 0) return error;
  const places = errors.map(toPlace);
  return new ArtifactError('BUNDLE_FAILED', places[0]?.text ?? 'esbuild failed', places.map(placeLine), {
    places,
    cause: error,
  });
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
