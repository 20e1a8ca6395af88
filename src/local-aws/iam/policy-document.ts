import { malformedPolicy } from './iam-error.ts';

export interface Statement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal?: string | Readonly<Record<string, string | readonly string[]>>;
  readonly Action?: string | readonly string[];
  readonly NotAction?: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly NotResource?: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

const MAX_DOCUMENTS = 1000;
const documents = new Map<string, readonly Statement[]>();

/** Documents are parsed once: the gateway asks a role's for every request. */
export function statementsOf(document: string): readonly Statement[] {
  const known = documents.get(document);
  if (known) return known;
  const { Statement } = JSON.parse(document) as { Statement?: Statement | readonly Statement[] };
  const statements = [Statement ?? []].flat();
  if (documents.size < MAX_DOCUMENTS) documents.set(document, statements);
  return statements;
}

function parse(document: string): Record<string, unknown> {
  try {
    return JSON.parse(document) as Record<string, unknown>;
  } catch {
    throw malformedPolicy('This policy contains invalid Json');
  }
}

function checkStatement(statement: Statement, kind: 'trust' | 'permissions'): void {
  const hasAction = statement.Action !== undefined || statement.NotAction !== undefined;
  const hasResource = statement.Resource !== undefined || statement.NotResource !== undefined;
  if (statement.Effect !== 'Allow' && statement.Effect !== 'Deny') throw malformedPolicy('Syntax errors in policy.');
  if (!hasAction) throw malformedPolicy('Policy statement must contain actions.');
  if (kind === 'trust' && hasResource) throw malformedPolicy('Has prohibited field Resource');
  if (kind === 'trust' && !statement.Principal) throw malformedPolicy('Missing required field Principal');
  if (kind === 'permissions' && statement.Principal)
    throw malformedPolicy('Policy document should not specify a principal.');
  if (kind === 'permissions' && !hasResource) throw malformedPolicy('Policy statement must contain resources.');
}

/** Throws MalformedPolicyDocument where AWS would, as far as the form goes. */
export function checkPolicyDocument(document: string, kind: 'trust' | 'permissions'): void {
  const policy = parse(document);
  const version = policy['Version'];
  if (version !== undefined && version !== '2012-10-17' && version !== '2008-10-17') {
    throw malformedPolicy('Syntax errors in policy.');
  }
  if (policy['Statement'] === undefined) throw malformedPolicy('Syntax errors in policy.');
  for (const statement of statementsOf(document)) checkStatement(statement, kind);
}
