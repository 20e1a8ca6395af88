import { AwsError } from '../../kernel/aws-error.ts';
import type { Params, RequestContext, Service } from '../../kernel/operation.ts';
import { escapeXml, renderMembers } from '../xml.ts';

interface Tree {
  [key: string]: Tree | string;
}

/** `Parameters.member.1.ParameterKey=x` -> `{Parameters: [{ParameterKey: 'x'}]}`; every value is a string. */
export function parseForm(form: URLSearchParams): Params {
  const tree: Tree = {};
  for (const [name, value] of form) {
    if (name !== 'Action' && name !== 'Version') plant(tree, name.split('.'), value);
  }
  return Object.fromEntries(Object.entries(tree).map(([name, branch]) => [name, harvest(branch)]));
}

function plant(tree: Tree, path: readonly string[], value: string): void {
  const [head = '', ...rest] = path;
  if (rest.length === 0) {
    tree[head] = value;
    return;
  }
  const branch = tree[head];
  const next: Tree = typeof branch === 'object' ? branch : {};
  tree[head] = next;
  plant(next, rest, value);
}

function harvest(branch: Tree | string): unknown {
  if (typeof branch === 'string') return branch;
  const keys = Object.keys(branch);
  if (keys.length === 1 && (keys[0] === 'member' || keys[0] === 'entry')) return harvest(branch[keys[0]] as Tree);
  if (keys.length > 0 && keys.every((key) => /^\d+$/.test(key))) {
    return keys.toSorted((a, b) => Number(a) - Number(b)).map((key) => harvest(branch[key] as Tree));
  }
  return Object.fromEntries(Object.entries(branch).map(([name, value]) => [name, harvest(value)]));
}

export function renderQueryReply(service: Service, operation: string, body: unknown, requestId: string): string {
  const result =
    body === undefined
      ? ''
      : `<${operation}Result>${renderMembers(body as Params, { item: 'member' })}</${operation}Result>`;
  return (
    `<${operation}Response xmlns="${service.xmlNamespace}">${result}` +
    `<ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata></${operation}Response>`
  );
}

export function renderQueryError(service: Service, error: AwsError, { requestId }: RequestContext): string {
  const type = error.status < 500 ? 'Sender' : 'Receiver';
  return (
    `<ErrorResponse xmlns="${service.xmlNamespace}"><Error><Type>${type}</Type><Code>${escapeXml(error.code)}</Code>` +
    `<Message>${escapeXml(error.message)}</Message>${renderMembers(error.members, { item: 'member' })}</Error>` +
    `<RequestId>${requestId}</RequestId></ErrorResponse>`
  );
}
