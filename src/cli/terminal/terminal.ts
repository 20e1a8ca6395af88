import { visible } from './plain-text.ts';
import { makeColors, wantsColor, type Colors } from './colors.ts';

/** The edge to people: where words go and what may be asked of them. */
export interface Terminal {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** Results. */
  readonly out: (text: string) => void;
  readonly outColors: Colors;
  /** Everything else: progress, notes, errors. */
  readonly err: (text: string) => void;
  readonly errColors: Colors;
  /** Somebody watches: spinners make sense. Not in CI, whatever it pretends to be. */
  readonly isWatched: boolean;
  /** Somebody can answer a question. */
  readonly canAsk: boolean;
  /** Columns of stderr; infinite where nobody reads on a screen. */
  readonly width: number;
  /** The same of stdout, which may go into a file while progress is on a screen. */
  readonly outWidth: number;
}

export function openTerminal(options: { readonly color: boolean }): Terminal {
  const { env, stdout, stderr, stdin } = process;
  const isWatched = stderr.isTTY && stdout.isTTY && !env['CI'] && env['TERM'] !== 'dumb';
  return {
    cwd: process.cwd(),
    env,
    out: (text) => void stdout.write(`${visible(text)}\n`),
    outColors: makeColors({ enabled: options.color && wantsColor(stdout, env) }),
    err: (text) => void stderr.write(`${visible(text)}\n`),
    errColors: makeColors({ enabled: options.color && wantsColor(stderr, env) }),
    isWatched,
    canAsk: isWatched && stdin.isTTY,
    width: stderr.columns || Infinity,
    outWidth: stdout.columns || Infinity,
  };
}
