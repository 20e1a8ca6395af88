import { resolve } from 'node:path';
import { sourceUnreadable } from '../../errors/catalogue/init-errors.ts';
import { migrateCdk } from './cdk/migrate-cdk.ts';
import type { Draft } from './draft.ts';
import { finishDraft, toName } from './finish-draft.ts';
import { draftFromCode } from './from-code.ts';
import type { Source, SourceKind } from './find-source.ts';
import { renderConfig } from './render-config.ts';
import { migrateSam } from './sam/migrate-sam.ts';
import { migrateServerless } from './serverless/migrate-serverless.ts';

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
  const finished = drafts.map((draft) => finishDraft(root, draft));
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
  if (kind === 'code') return [draftFromCode(root, entry)];
  return migrateCdk(root, resolve(root, file));
}
