export interface CommentRequest {
  readonly token: string;
  readonly api: string;
  /** `acme/shop` */
  readonly repository: string;
  readonly number: number;
  /** Which comment it is: one per command and environment. */
  readonly key: string;
  readonly body: string;
}

/** Writes the one comment of this key anew, so that a pull request does not fill up. */
export async function writeComment(request: CommentRequest): Promise<void> {
  const marker = `<!-- ship: ${request.key} -->`;
  const base = `${request.api}/repos/${request.repository}/issues`;
  // A comment holds 65,536 characters.
  const body = `${marker}\n${request.body.slice(0, 60_000)}`;
  const known = await findComment(request, `${base}/${request.number}/comments`, marker);
  if (known === undefined) await call(request, 'POST', `${base}/${request.number}/comments`, { body });
  else await call(request, 'PATCH', `${base}/comments/${known}`, { body });
}

interface Comment {
  readonly id: number;
  readonly body?: string;
  readonly user?: { readonly type?: string };
  readonly author_association?: string;
}

/** Anybody can write a comment that begins like ours, and could change it after us. */
const isTrusted = ({ user, author_association: author }: Comment): boolean =>
  user?.type === 'Bot' || ['OWNER', 'MEMBER', 'COLLABORATOR'].includes(author ?? '');

async function findComment(request: CommentRequest, url: string, marker: string): Promise<number | undefined> {
  for (let page = 1; page <= 20; page++) {
    const comments = (await call(request, 'GET', `${url}?per_page=100&page=${page}`)) as readonly Comment[];
    const found = comments.find((one) => one.body?.startsWith(marker) && isTrusted(one));
    if (found || comments.length < 100) return found?.id;
  }
  return undefined;
}

async function call({ token }: CommentRequest, method: string, url: string, body?: object): Promise<unknown> {
  const response = await fetch(url, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      accept: 'application/vnd.github+json',
      'content-type': 'application/json',
      'user-agent': 'ship-action',
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  if (!response.ok) {
    const hint = response.status === 403 ? '; the job needs permissions: pull-requests: write' : '';
    throw new Error(`GitHub answered ${response.status} to ${method} of the comment${hint}`);
  }
  return response.json();
}
