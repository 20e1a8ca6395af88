/**
 * A path as HTTP APIs take it (captured: hotsock/voker): decoded twice, cut at a question mark that the first time
 * brings to light. Undefined where a `%` is none that can be decoded: 400.
 */
export function decodePath(path: string): string | undefined {
  if (!path.includes('%')) return path;
  try {
    const once = decodeURIComponent(path);
    const at = once.indexOf('?');
    return decodeURIComponent(at < 0 ? once : once.slice(0, at));
  } catch {
    return undefined;
  }
}
