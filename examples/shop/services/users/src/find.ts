import { readUser, type User } from './user-store.ts';

/** What other services ask: `{ id }` -> `{ found, user }`. */
export async function handler({ id }: { readonly id: string }): Promise<{ found: boolean; user?: User }> {
  const user = await readUser(id);
  return user === undefined ? { found: false } : { found: true, user };
}
