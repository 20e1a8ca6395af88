/** What one call of a caller came to. */
export interface Answered {
  readonly path: string;
  readonly status: number;
  /** Of the release, or of the step on the way to it. */
  readonly marker: string;
  /** Which version of the function says that it answered. */
  readonly version: string;
}

export interface Callers {
  readonly answers: readonly Answered[];
  readonly stop: () => Promise<readonly Answered[]>;
}

const PAUSE_MS = 5;
const MOST = 20_000;

/** Calls these paths one after the other until stopped. */
export function callers(url: string, paths: readonly string[]): Callers {
  const answers: Answered[] = [];
  const loop = { going: true };
  const done = (async () => {
    for (let number = 0; loop.going && number < MOST; number++) {
      answers.push(await call(url, paths[number % paths.length] ?? '/'));
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  })();
  return {
    answers,
    stop: async () => {
      loop.going = false;
      await done;
      return answers;
    },
  };
}

async function call(url: string, path: string): Promise<Answered> {
  try {
    const response = await fetch(url + path);
    const text = await response.text();
    const { version = '' } = (text.startsWith('{') ? JSON.parse(text) : {}) as { version?: string };
    return { path, status: response.status, marker: response.headers.get('x-ship-release') ?? 'none', version };
  } catch (error) {
    return { path, status: 0, marker: `no answer: ${(error as Error).message}`, version: '' };
  }
}
