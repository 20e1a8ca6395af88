export interface RoleRequest {
  readonly role: string;
  readonly region: string;
}

/**
 * Short-lived credentials of a role, for the identity that GitHub gives this job; needs `permissions: id-token: write`.
 * Answers environment variables for ship. https://docs.github.com/actions/reference/openid-connect-reference
 */
export async function assumeRole(
  { role, region }: RoleRequest,
  env: NodeJS.ProcessEnv,
): Promise<Record<string, string>> {
  const token = await readIdentity(env);
  const endpoint =
    env['AWS_ENDPOINT_URL_STS'] ??
    env['AWS_ENDPOINT_URL'] ??
    `https://sts.${region}.amazonaws.com${region.startsWith('cn-') ? '.cn' : ''}`;
  const name = `ship-${env['GITHUB_RUN_ID'] ?? 'run'}`.slice(0, 64);
  const query = { Action: 'AssumeRoleWithWebIdentity', Version: '2011-06-15', RoleArn: role, RoleSessionName: name };
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' },
    body: new URLSearchParams({ ...query, WebIdentityToken: token }),
  });
  const text = await response.text();
  if (!response.ok)
    throw new Error(`the role ${role} cannot be assumed: ${valueOf(text, 'Message') || `HTTP ${response.status}`}`);
  return {
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: valueOf(text, 'AccessKeyId'),
    AWS_SECRET_ACCESS_KEY: valueOf(text, 'SecretAccessKey'),
    AWS_SESSION_TOKEN: valueOf(text, 'SessionToken'),
  };
}

async function readIdentity(env: NodeJS.ProcessEnv): Promise<string> {
  const [url, token] = [env['ACTIONS_ID_TOKEN_REQUEST_URL'], env['ACTIONS_ID_TOKEN_REQUEST_TOKEN']];
  if (!url || !token) throw new Error('role is set, but this job has no identity: add permissions: id-token: write');
  const headers = { authorization: `Bearer ${token}` };
  const response = await fetch(`${url}&audience=sts.amazonaws.com`, { headers });
  if (!response.ok) throw new Error(`GitHub gave no identity token: HTTP ${response.status}`);
  return ((await response.json()) as { value: string }).value;
}

const valueOf = (xml: string, name: string): string => new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1] ?? '';
