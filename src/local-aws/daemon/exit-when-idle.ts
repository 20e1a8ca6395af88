/** How often it is looked, at most: a timer every half minute costs nothing. */
const LOOK_EVERY_MS = 30_000;

/** Calls `exit` when nothing was touched for that long; 0: never. Answers what each request calls. */
export function exitWhenIdle(idleMs: number, exit: () => void): () => void {
  if (idleMs === 0) return () => undefined;
  let touchedAt = Date.now();
  const look = (): void => {
    if (Date.now() - touchedAt >= idleMs) exit();
  };
  setInterval(look, Math.min(idleMs, LOOK_EVERY_MS)).unref();
  return () => (touchedAt = Date.now());
}
