/** Styles of a terminal; each answers the text as it is where there is none. */
export interface Paint {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly red: (text: string) => string;
  readonly yellow: (text: string) => string;
  readonly green: (text: string) => string;
}

const same = (text: string): string => text;
export const noPaint: Paint = { bold: same, dim: same, red: same, yellow: same, green: same };
