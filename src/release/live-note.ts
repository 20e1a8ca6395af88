/**
 * The live stage's description, written by the same PATCH that moves it: what is live, what was, and whether a person
 * wants it to stay. `r16 live, before it r17; pinned by ada@laptop at ...`
 */
export function liveNote(
  release: { readonly number: number; readonly actor: string },
  previous: number | undefined,
  pinned?: { readonly actor: string; readonly at: string; readonly from: number },
): string {
  const before = previous === undefined ? '' : `, before it r${previous}`;
  const pin = pinned ? `; pinned by ${pinned.actor} at ${pinned.at} (rolled back from r${pinned.from})` : '';
  return `r${release.number} live${before}${pin}`.slice(0, 1000);
}

/** The release that was live before, as the note says. */
export function previousOf(note: string): number | undefined {
  const number = /\bbefore it r(\d+)/.exec(note)?.[1];
  return number === undefined ? undefined : Number(number);
}
