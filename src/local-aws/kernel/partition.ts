import type { Store, Table, Tables } from './store.ts';

/** S3's bucket names are unique across accounts, and sessions are found before the account is known. */
const GLOBAL = /^(s3|sts)\./;
/** IAM has no region. */
const ACCOUNT_WIDE = /^iam\./;

/** The tables of one account and region, so that no part ever sees another account's rows. */
export function partition(store: Store, accountId: string, region: string): Tables {
  const prefix = (name: string): string => {
    if (GLOBAL.test(name)) return '-/-';
    return ACCOUNT_WIDE.test(name) ? `${accountId}/-` : `${accountId}/${region}`;
  };
  // Every request asks for the same few tables several times.
  const known = new Map<string, Table<unknown>>();
  return {
    table: <Row>(name: string) => {
      let table = known.get(name);
      if (!table) known.set(name, (table = store.table<unknown>(`${prefix(name)}/${name}`)));
      return table as Table<Row>;
    },
    together: (work) => store.together(work),
  };
}

/** Accounts and regions that hold regional rows: their pollers and timers must run again after a restart. */
export function partitionsIn(store: Store): { accountId: string; region: string }[] {
  const keys = new Set(store.names().map((name) => name.split('/').slice(0, 2).join('/')));
  return [...keys]
    .map((key) => key.split('/') as [string, string])
    .filter(([accountId, region]) => accountId !== '-' && region !== '-')
    .map(([accountId, region]) => ({ accountId, region }));
}
