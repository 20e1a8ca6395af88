import { join, posix, resolve } from 'node:path';
import { nothingToInit, sourceUnreadable } from '../../errors/catalogue/init-errors.ts';
import { migrateCdk } from './cdk/migrate-cdk.ts';
import type { Draft } from './draft.ts';
import { finishDraft, toName } from './finish-draft.ts';
import { draftFromCode } from './from-code.ts';
import { findSource, type Source, type SourceKind } from './find-source.ts';
import { renderConfig } from './render-config.ts';
import { migrateSam } from './sam/migrate-sam.ts';
import { migrateServerless } from './serverless/migrate-serverless.ts';
import { workspacesOf } from './workspaces.ts';

export interface MadeConfig {
  readonly text: string;
  readonly services: readonly string[];
  readonly notTaken: readonly string[];
  /** Files that belong to it: path -> text. */
  readonly files: Readonly<Record<string, string>>;
}

export interface Wishes {
  readonly entry: string | undefined;
  readonly name: string | undefined;
}

/** The text of a `services.config.ts` for what lies in the folder. */
export function makeConfig(root: string, source: Source, wishes: Wishes): MadeConfig {
  const drafts = readDrafts(root, source, wishes);
  if (source.file !== undefined && drafts.every(({ functions }) => functions.length === 0))
    throw sourceUnreadable(source.file, nothing[source.kind]);
  const finished = drafts.map((draft) => finishDraft(join(root, draft.folder ?? '.'), draft));
  const isOne = finished.length === 1;
  const named = finished.map(
    (one) => [isOne && wishes.name !== undefined ? toName(wishes.name) : one.name, one] as const,
  );
  const notTaken = finished.flatMap((one) => one.notTaken.map((text) => (isOne ? text : `${one.name}: ${text}`)));
  const origin = source.file ? `Made from ${source.file} by ship init.` : 'Made by ship init.';
  const left = notTaken.map((sentence) => `- ${sentence}`);
  const comments = left.length > 0 ? [origin, 'Not taken over:', ...left] : [origin];
  return {
    text: renderConfig(Object.fromEntries(named.map(([name, { service }]) => [name, service])), comments),
    services: named.map(([name]) => name),
    notTaken,
    files: Object.assign({}, ...finished.map(({ files }) => files)) as MadeConfig['files'],
  };
}

const nothing: Readonly<Record<SourceKind, string>> = {
  serverless: 'It has no function under functions that could be taken over.',
  sam: 'It has no resource of the type AWS::Serverless::Function. What plain CloudFormation describes is not read.',
  cdk: 'None of its stacks has a Lambda function that could be taken over.',
  code: '',
};

function readDrafts(root: string, { kind, file = '' }: Source, { entry }: Wishes): readonly Draft[] {
  if (kind === 'serverless') return [migrateServerless(root, resolve(root, file))];
  if (kind === 'sam') return [migrateSam(root, resolve(root, file))];
  if (kind === 'cdk') return migrateCdk(root, resolve(root, file));
  const own = draftFromCode(root, entry);
  if (own !== undefined) return [own];
  const drafts = entry === undefined ? draftsOfWorkspaces(root) : [];
  if (drafts.length === 0) throw nothingToInit(root, entry === undefined ? looked : [entry]);
  return drafts;
}

const looked = ['src/main.ts', 'src/index.ts', 'src/handler.ts', 'handler.js', 'index.js'];

/** A service for each folder of the repository that has one; the others are what services import. */
function draftsOfWorkspaces(root: string): readonly Draft[] {
  const drafts = workspacesOf(root).flatMap((folder) => {
    const inside = join(root, folder);
    const source = findSource(inside, undefined);
    const found = source.kind === 'code' ? [draftFromCode(inside)] : readDrafts(inside, source, nothingWished);
    return found.flatMap((draft) => (draft?.functions.length ? [inFolder(draft, folder)] : []));
  });
  const isTaken = (name: string): boolean => drafts.filter((draft) => toName(draft.name) === toName(name)).length > 1;
  return drafts.map((draft) => (isTaken(draft.name) ? { ...draft, name: draft.folder ?? draft.name } : draft));
}

const nothingWished: Wishes = { entry: undefined, name: undefined };

function inFolder(draft: Draft, folder: string): Draft {
  const files = Object.entries(draft.files ?? {}).map(([path, text]) => [posix.join(folder, path), text] as const);
  return { ...draft, folder, files: Object.fromEntries(files) };
}
