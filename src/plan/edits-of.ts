import type { FunctionState, VersionState } from '../model/snapshot.ts';
import { parseNote } from './version-note.ts';

/**
 * What of $LATEST ship did not give it, in words: its code, its note, or settings that are not those of the version that
 * was published last with the same note. Names of variables only, never values.
 */
export function editsOf({ versions, latest }: FunctionState): readonly string[] {
  const { settings } = parseNote(latest.description);
  const code = versions.some(({ codeSha256 }) => codeSha256 === latest.codeSha256) ? [] : ['code'];
  if (settings === undefined) return [...code, 'description'];
  const twin = versions.findLast(({ description }) => parseNote(description).settings === settings);
  return twin ? [...code, ...settingsEdits(twin, latest)] : code;
}

function settingsEdits(was: VersionState, is: VersionState): readonly string[] {
  const names = new Set([...Object.keys(was.environmentDigests), ...Object.keys(is.environmentDigests)]);
  return [
    ...(was.runtime === is.runtime ? [] : [`runtime ${was.runtime} -> ${is.runtime}`]),
    ...(was.memoryMb === is.memoryMb ? [] : [`memory ${was.memoryMb} -> ${is.memoryMb} MB`]),
    ...(was.timeoutSeconds === is.timeoutSeconds ? [] : [`timeout ${was.timeoutSeconds} -> ${is.timeoutSeconds} s`]),
    ...[...names]
      .filter((name) => was.environmentDigests[name] !== is.environmentDigests[name])
      .map((name) => `variable ${name}`),
  ];
}
