import type { ReadLogs } from '../../../aws/read-logs.ts';

export interface LogSource {
  /** Key in the service. */
  readonly function: string;
  readonly group: string;
  /** Only lines of this one. */
  readonly version?: string;
}

export interface MergedLine {
  /** Unique, the same whenever it is read. */
  readonly id: string;
  /** ISO 8601. */
  readonly at: string;
  readonly function: string;
  readonly version?: string;
  readonly text: string;
}

/** The lines of all sources, oldest first. */
export async function readMerged(
  read: ReadLogs,
  sources: readonly LogSource[],
  since: Date,
): Promise<readonly MergedLine[]> {
  const perSource = await Promise.all(sources.map((source) => readOne(read, source, since)));
  return perSource.flat().toSorted((a, b) => (a.at === b.at ? 0 : a.at < b.at ? -1 : 1));
}

async function readOne(read: ReadLogs, source: LogSource, since: Date): Promise<readonly MergedLine[]> {
  const lines = await read(source.group, since);
  return lines.flatMap(({ id, at, stream, text }) => {
    const version = versionOf(stream);
    if (source.version !== undefined && source.version !== version) return [];
    const named = version === undefined ? {} : { version };
    return [{ id: `${source.function} ${id}`, at, function: source.function, ...named, text: text.trimEnd() }];
  });
}

/** Lambda names its streams `2026/11/21/[7]0123456789abcdef`: the version stands in brackets. */
export function versionOf(stream: string): string | undefined {
  return /\[([^\]]+)\][0-9a-f]*$/.exec(stream)?.[1];
}
