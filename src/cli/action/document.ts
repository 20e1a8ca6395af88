/** What the action reads of the documents that `ship schema deploy` and `ship schema error` describe. */
export interface RunDocument {
  readonly command?: string;
  readonly environment?: string;
  readonly exit: number;
  readonly services: readonly ServiceDocument[];
}

export interface ServiceDocument {
  readonly service: string;
  readonly result?: string;
  readonly live?: string;
  readonly previous?: string;
  readonly waiting?: string;
  readonly url?: string;
  readonly previewUrl?: string;
  readonly totalMs?: number;
  readonly smoke?: readonly {
    readonly name: string;
    readonly on: string;
    readonly passed: boolean;
    readonly ms: number;
  }[];
  readonly plan?: PlanDocument;
  readonly changes?: ChangesDocument;
  readonly timings?: readonly { readonly what: string; readonly ms: number }[];
  readonly notes?: readonly string[];
  readonly error?: ErrorDocument;
  /** Of a size report: over a limit or budget. */
  readonly over?: boolean;
}

export interface ChangesDocument {
  readonly functions: readonly {
    readonly key: string;
    readonly change: string;
    readonly zippedBytes?: number;
    readonly unzippedBytes?: number;
    readonly liveZippedBytes?: number;
  }[];
  readonly routes: { readonly added: readonly string[]; readonly removed: readonly string[] };
}

export interface PlanDocument {
  readonly release: { readonly number: number };
  readonly steps: readonly { readonly title: string }[];
}

export interface ErrorDocument {
  readonly code: string;
  readonly summary: string;
  readonly why: string;
  readonly next: readonly string[];
  readonly live?: string;
}

/** The one document of stdout; an error before there was a result becomes a run without services. */
export function parseDocument(stdout: string, exit: number): RunDocument {
  try {
    const parsed = JSON.parse(stdout) as Partial<RunDocument> & { readonly error?: ErrorDocument };
    const early = parsed.error ? [{ service: '', error: parsed.error }] : [];
    return { ...parsed, exit, services: parsed.services ?? early };
  } catch {
    const error = { code: 'INTERNAL', summary: 'ship printed no document', why: stdout.slice(0, 500), next: [] };
    return { exit, services: [{ service: '', error }] };
  }
}
