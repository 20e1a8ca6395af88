/** SGR codes of the few styles in use. */
const codes = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  cyan: [36, 39],
} as const;

export type Colors = Readonly<Record<keyof typeof codes, (text: string) => string>>;

export function makeColors(options: { readonly enabled: boolean }): Colors {
  const style =
    ([open, close]: readonly [number, number]) =>
    (text: string) =>
      options.enabled && text !== '' ? `\u001B[${open}m${text}\u001B[${close}m` : text;
  return {
    bold: style(codes.bold),
    dim: style(codes.dim),
    red: style(codes.red),
    green: style(codes.green),
    yellow: style(codes.yellow),
    cyan: style(codes.cyan),
  };
}

/** `NO_COLOR` wins over all (https://no-color.org), then `FORCE_COLOR`, then whether people look at the stream. */
export function wantsColor(stream: { readonly isTTY?: boolean }, env: NodeJS.ProcessEnv): boolean {
  if (env['NO_COLOR']) return false;
  if (env['FORCE_COLOR']) return env['FORCE_COLOR'] !== '0';
  return stream.isTTY === true && env['TERM'] !== 'dumb';
}
