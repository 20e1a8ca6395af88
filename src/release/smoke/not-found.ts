/** Why a smoke test failed: by the gateway's own 404, which knows no such route. */
export function isMissingRoute(why: string): boolean {
  return why.includes('answered 404') && why.includes(String.raw`{\"message\":\"Not Found\"}`);
}

/** By a 404 of the function: its own router knows no such path. */
export function isOwn404(why: string): boolean {
  return why.includes('answered 404') && !isMissingRoute(why);
}
