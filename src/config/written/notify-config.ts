/** Whom to tell about runs. A run never fails because nobody could be told. */
export interface NotifyConfig {
  /** Name of the environment variable that holds the webhook's URL; the URL is a secret and is never written or shown. */
  readonly urlFrom: string;
  /**
   * `slack`: `{ text }`, which Slack, Mattermost and others take. `json`: the facts as well, see docs/machine-output.md.
   * @default 'slack'
   */
  readonly format?: 'slack' | 'json';
  /**
   * Which moments are told. `on-preview`: a release waits there for somebody to promote or abort it.
   * @default ['live', 'on-preview', 'undone', 'needs-person']
   */
  readonly on?: readonly ('started' | 'live' | 'on-preview' | 'undone' | 'needs-person')[];
  /**
   * Names of the environments it is about.
   * @default all whose target is aws
   */
  readonly environments?: readonly string[];
}
