import { resolve } from 'node:path';
import type { Draft } from './draft.ts';
import { finishDraft, toName } from './finish-draft.ts';
import { draftFromCode } from './from-code.ts';
import type { Source } from './find-source.ts';
import { renderConfig } from './render-config.ts';
import { migrateSam } from './sam/migrate-sam.ts';
import { migrateServerless } from './serverless/migrate-serverless.ts';

export interface MadeConfig {
  readonly text: string;
  readonly services: readonly string[];
  readonly notTaken: readonly string[];
}

export interface Wishes {
  readonly entry: string | undefined;
  readonly name: string | undefined;
}

/** The text of a `services.config.ts` for what lies in the folder. */
export function makeConfig(root: string, source: Source, wishes: Wishes): MadeConfig {
  const { name, service, notTaken } = finishDraft(root, readDraft(root, source, wishes));
  const chosen = wishes.name === undefined ? name : toName(wishes.name);
  const origin = source.file ? `Made from ${source.file} by ship init.` : 'Made by ship init.';
  const left = notTaken.map((sentence) => `- ${sentence}`);
  const comments = left.length > 0 ? [origin, 'Not taken over:', ...left] : [origin];
  return { text: renderConfig({ [chosen]: service }, comments), services: [chosen], notTaken };
}

function readDraft(root: string, { kind, file = '' }: Source, { entry }: Wishes): Draft {
  if (kind === 'serverless') return migrateServerless(root, resolve(root, file));
  return kind === 'sam' ? migrateSam(root, resolve(root, file)) : draftFromCode(root, entry);
}
