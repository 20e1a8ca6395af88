/** What `ship explain CODE` says about one code of the catalogue. */
export interface ErrorPage {
  /** What has happened, in one or two sentences. */
  readonly means: string;
  /** The usual causes, the most frequent one first. */
  readonly causes: readonly string[];
  /** What to do, in this order; commands stand as they can be typed. */
  readonly todo: readonly string[];
}

export type ErrorPages = Readonly<Record<string, ErrorPage>>;
