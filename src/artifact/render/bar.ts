const eighths = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];

/** A bar of so many characters, filled by a share of 0 to 1; anything more than nothing shows. */
export function bar(share: number, width: number): string {
  const steps = Math.round(Math.min(1, Math.max(0, share)) * width * 8);
  const shown = share > 0 ? Math.max(1, steps) : 0;
  return `${'█'.repeat(Math.floor(shown / 8))}${eighths[shown % 8] ?? ''}`.padEnd(width);
}
