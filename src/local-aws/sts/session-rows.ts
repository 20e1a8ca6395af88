import type { Table, Tables } from '../kernel/store.ts';

/** Temporary credentials, by access key id. They are found before the account is known, so all accounts share the table. */
export interface SessionRow {
  readonly accountId: string;
  /** `arn:aws:sts::<account>:assumed-role/<role>/<session>` */
  readonly arn: string;
  readonly userId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  /** ISO 8601. */
  readonly expiresAt: string;
}

export function sessions(store: Tables): Table<SessionRow> {
  return store.table('sts.sessions');
}
