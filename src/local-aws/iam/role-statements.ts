import type { Tables } from '../kernel/store.ts';
import { awsManagedDocument } from './aws-managed-policies.ts';
import { policies, type RoleRow } from './iam-rows.ts';
import { statementsOf, type Statement } from './policy-document.ts';

function attachedDocument(store: Tables, arn: string): string | undefined {
  const row = policies(store).get(arn);
  return row?.versions.find(({ id }) => id === row.defaultVersionId)?.document ?? awsManagedDocument(arn);
}

/** Everything that the role's inline and attached policies say. */
export function roleStatements(store: Tables, role: RoleRow): readonly Statement[] {
  const attached = role.attached.map((arn) => attachedDocument(store, arn) ?? '{}');
  return [...Object.values(role.inline), ...attached].flatMap(statementsOf);
}
