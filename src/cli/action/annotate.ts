import { existsSync, readFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import type { ErrorDocument, RunDocument } from './document.ts';
import { findConfigLine, mistakesOf } from './find-config-line.ts';
import { sizesOf } from './render-summary.ts';
import { withSlashes } from '../../model/with-slashes.ts';

interface Note {
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
  readonly title: string;
  readonly text: string;
}

/** Workflow commands at the places that errors name: https://docs.github.com/actions/reference/workflow-commands-for-github-actions */
export function renderAnnotations(document: RunDocument, folder: string, workspace: string): readonly string[] {
  const ofRuns = document.services.flatMap(({ service, error }) =>
    error ? notesOf(error, service, folder).map((note) => render('error', note, folder, workspace)) : [],
  );
  const ofSizes = sizesOf(document).flatMap(({ service, functions }) =>
    functions.flatMap(({ name, findings }) =>
      findings
        .filter(({ severity }) => severity !== 'note')
        .map(({ severity, message }) => {
          const note = { title: `ship size: ${service}.${name}`, text: message };
          return render(severity === 'over' ? 'error' : 'warning', note, folder, workspace);
        }),
    ),
  );
  return [...ofRuns, ...ofSizes];
}

/** Each mistake of a config at its line; anything else once, at the first place it names. */
function notesOf(error: ErrorDocument, service: string, folder: string): readonly Note[] {
  const title = `ship ${error.code}${service ? `: ${service}` : ''}`;
  const text = `${error.summary}\n${error.why}`;
  const config = /(\S*services\.config\.\w+)/.exec(`${error.summary}\n${error.why}\n${error.next.join('\n')}`)?.[1];
  const isOfConfig = /^(CONFIG_INVALID|NOT_SUPPORTED_YET)$/.test(error.code);
  const mistakes = isOfConfig ? mistakesOf(error.why) : [];
  if (config !== undefined && mistakes.length > 0)
    return mistakes.map((mistake) => ({ ...placeIn(config, mistake.path, folder), title, text: mistake.text }));
  const [, file, line, column] =
    /^\s*([\w./@-]+\.\w+):(\d+):(\d+)/m.exec(`${error.why}\n${error.next.join('\n')}`) ?? [];
  // Bundlers count columns from 0, GitHub from 1.
  if (file !== undefined) return [{ file, line: Number(line), column: Number(column) + 1, title, text }];
  return [{ ...(config !== undefined && { file: config }), title, text }];
}

function placeIn(config: string, path: readonly string[], folder: string): Pick<Note, 'file' | 'line'> {
  const file = resolve(folder, config);
  const line = existsSync(file) ? findConfigLine(readFileSync(file, 'utf8'), path) : undefined;
  return { file: config, ...(line !== undefined && { line }) };
}

function render(kind: 'error' | 'warning', note: Note, folder: string, workspace: string): string {
  const file = note.file === undefined ? undefined : withSlashes(relative(workspace, resolve(folder, note.file)));
  const properties = [
    ...(file ? [`file=${escapeProperty(file)}`] : []),
    ...(note.line === undefined ? [] : [`line=${note.line}`]),
    ...(note.column === undefined ? [] : [`col=${note.column}`]),
    `title=${escapeProperty(note.title)}`,
  ];
  return `::${kind} ${properties.join(',')}::${escapeData(note.text)}`;
}

/** One line for the runner, whatever the text holds. */
export const renderMessage = (kind: 'error' | 'warning', text: string): string =>
  `::${kind} title=ship::${escapeData(text)}`;

const escapeData = (text: string): string =>
  text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
const escapeProperty = (text: string): string => escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
