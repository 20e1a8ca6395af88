/** A token of the lists whose pages are told by position. */
export function tokenAt(position: number): string {
  return Buffer.from(String(position)).toString('base64url');
}

/** Where the token's page begins. Throws what `refused` makes for a token that no page ever gave. */
export function positionOf(token: string | undefined, refused: () => Error): number {
  if (token === undefined) return 0;
  const position = Buffer.from(token, 'base64url').toString('utf8');
  if (/^\d{1,9}$/.test(position) && tokenAt(Number(position)) === token) return Number(position);
  throw refused();
}
