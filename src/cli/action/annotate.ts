import { relative, resolve } from 'node:path';
import type { RunDocument } from './document.ts';

/** A workflow command per error, at the place it names: https://docs.github.com/actions/reference/workflow-commands-for-github-actions */
export function renderAnnotations(document: RunDocument, folder: string, workspace: string): readonly string[] {
  return document.services.flatMap(({ service, error }) => {
    if (!error) return [];
    const place = findPlace(`${error.why}\n${error.next.join('\n')}`);
    const file = place && relative(workspace, resolve(folder, place.file));
    const properties = [
      ...(file ? [`file=${escapeProperty(file)}`] : []),
      ...(place?.line ? [`line=${place.line}`] : []),
      ...(place?.column ? [`col=${place.column}`] : []),
      `title=${escapeProperty(`ship ${error.code}${service ? `: ${service}` : ''}`)}`,
    ];
    return [`::error ${properties.join(',')}::${escapeData(`${error.summary}\n${error.why}`)}`];
  });
}

interface Place {
  readonly file: string;
  readonly line?: string;
  readonly column?: string;
}

/** `src/main.ts:3:14`, else the config file that is to be corrected. */
function findPlace(text: string): Place | undefined {
  const [, file, line, column] = /^\s*([\w./@-]+\.\w+):(\d+):(\d+)/m.exec(text) ?? [];
  if (file && line && column) return { file, line, column };
  const config = /\b(services\.config\.\w+)/.exec(text)?.[1];
  return config === undefined ? undefined : { file: config };
}

const escapeData = (text: string): string =>
  text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
const escapeProperty = (text: string): string => escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
