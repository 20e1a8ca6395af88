/**
 * `.ship/cache/services-index.json`: which folders belong to which service, so that a commit hook need not load the config
 * to find that nothing of it is staged. Written after every load of the config that finds it out of date.
 */
export interface ServicesIndex {
  readonly schema: 1;
  /** The files that the config was read from: path relative to the project, and state. It holds while none has moved. */
  readonly inputs: readonly { readonly path: string; readonly state: string }[];
  readonly services: readonly IndexedService[];
}

export interface IndexedService {
  readonly name: string;
  /** Relative to the project, forward slashes; `.` is the project itself. */
  readonly root: string;
}
