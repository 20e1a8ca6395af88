// Planted in every project of the test suite; every output of every run of the real ship is searched for them.

export const planted = {
  value: 'planted-in-a-variable-of-every-project-31c7',
  key: 'planted-secret-access-key-of-every-run-9ab0',
  token: 'planted-session-token-of-every-run-44e2',
  npm: 'planted-npm-token-of-every-run-c0de',
};

/** As a developer's or a CI's environment has them. */
export const plantedEnvironment: Readonly<Record<string, string>> = {
  AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
  AWS_SECRET_ACCESS_KEY: planted.key,
  AWS_SESSION_TOKEN: planted.token,
  NPM_TOKEN: planted.npm,
};

export function refusePlanted(where: string, text: string): void {
  for (const [what, secret] of Object.entries(planted)) {
    const at = text.indexOf(secret);
    if (at >= 0)
      throw new Error(`${where} shows a secret (${what}): ... ${text.slice(Math.max(0, at - 200), at + 60)}`);
  }
}
