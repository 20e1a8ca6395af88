import { setTimeout as sleep } from 'node:timers/promises';

export interface SendOptions {
  /** Pauses between the tries, ms; one try more than pauses. */
  readonly pausesMs: readonly number[];
  readonly timeoutMs: number;
}

export const patient: SendOptions = { pausesMs: [300, 1500], timeoutMs: 5000 };

/** Resolves with undefined when the webhook took it, else with why not; never throws, and never says the URL. */
export async function sendWebhook(url: string, body: object, options: SendOptions): Promise<string | undefined> {
  let why: string | undefined;
  for (const pause of [...options.pausesMs, undefined]) {
    why = await trySend(url, body, options.timeoutMs);
    // What is wrong with the request stays wrong; 429 and 5xx may pass.
    if (why === undefined || /^HTTP 4(?!29)/.test(why)) return why;
    if (pause !== undefined) await sleep(pause);
  }
  return why;
}

async function trySend(url: string, body: object, timeoutMs: number): Promise<string | undefined> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(timeoutMs),
    });
    await response.arrayBuffer();
    return response.ok ? undefined : `HTTP ${response.status}`;
  } catch (error) {
    // The message of fetch names the URL, which is a secret; the code does not.
    const cause =
      error instanceof Error ? ((error.cause as NodeJS.ErrnoException | undefined)?.code ?? error.name) : '';
    return `no answer (${cause || 'unknown'})`;
  }
}
