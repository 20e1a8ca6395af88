import type { ErrorPages } from './error-page.ts';

export const releasePages: ErrorPages = {
  LOCK_HELD: {
    means: 'Another run changes this service now. One run at a time may. Nothing was changed.',
    causes: [
      'A deploy or rollback of somebody else',
      'A run that died a moment ago: a living one renews its lock all the time, so it runs out after two minutes',
    ],
    todo: ['add --wait 300 to wait for it', 'when that run is surely dead: ship unlock orders'],
  },
  LOCK_LOST: {
    means: 'Another run took the lock over, a rollback or one that came while this one was paused. This run stopped.',
    causes: [
      'Somebody rolled back, with --now or while this run watched',
      'The machine slept',
      'The lock was freed by hand',
    ],
    todo: ['ship status', 'run the same command again'],
  },
  OVERTAKEN: {
    means:
      'This run had made its release live when another one took the lock over. It stopped there, and took nothing back.',
    causes: [
      'Somebody rolled back, with --now or while this run watched',
      'The machine slept in the middle of the run',
      'The lock was freed by hand',
    ],
    todo: ['ship status: what is live now', 'when the other run is through: run the same command again'],
  },
  PINNED: {
    means: 'A person rolled this service back; a deploy would silently undo that. Nothing was changed.',
    causes: ['ship rollback was run since the last deploy'],
    todo: ['ship status: says who and why', 'when the cause is mended: ship deploy orders --unpin'],
  },
  RELEASE_GONE: {
    means: 'The release that was asked for names function versions that AWS no longer has. Nothing was changed.',
    causes: ['A version was deleted by hand, or by a tool that prunes without knowing what releases need'],
    todo: ['ship history orders: what else there is', "or make it anew: ship deploy with that release's sources"],
  },
  NO_ROOM: {
    means:
      'Old and new version are warm side by side for a while, and the account has no concurrency left for both. Nothing was changed.',
    causes: [
      'provisionedConcurrency or reservedConcurrency is large for this account',
      'Other services reserve the rest',
    ],
    todo: [
      'lower what is provisioned or reserved, here or elsewhere in the account',
      'or ask AWS for a higher quota of concurrent executions',
    ],
  },
  AUTO_DEPLOY: {
    means: 'The live stage takes over every change of the draft at once, so nothing could be tested before it is live.',
    causes: ['Somebody switched AutoDeploy on, in the console or with another tool'],
    todo: ['run the printed aws command: it switches it off', 'run the same command again'],
  },
  STALE_PLAN: {
    means: 'Between plan and work something changed in AWS, so the plan no longer holds. Nothing was changed.',
    causes: ['Another run went in between', 'Somebody changed the stack or the stage by hand'],
    todo: [
      'run the same command again: it plans anew',
      'a saved plan: make it again with ship plan --out, and look at it again',
    ],
  },
  EVENT_SOURCE_STUCK: {
    means:
      'A queue or stream could not be connected to the release, or not be cut off from it. The release was taken back.',
    causes: [
      'The queue, table or stream is gone, or its stream was switched off',
      "The function's role may not read it, or may not use the key it is encrypted with",
    ],
    todo: ['ship drift orders: says what is connected and what is not', 'run the same command again'],
  },
  SMOKE_FAILED: {
    means: 'The new release did not answer as its smoke test says. It is not live: never was, or was taken back.',
    causes: [
      'The code fails: ship logs orders says how',
      'An environment variable or permission is missing',
      'The test expects what is no longer so',
      'A 404 on the preview alone: the router does not take /ship-preview off the path; bundle: { stripStage: true } does',
    ],
    todo: ['call the preview URL: it still shows the failed release', 'mend it, then deploy again'],
  },
  HOOK_FAILED: {
    means: 'A function that a release runs once before it goes live ended with an error. Nothing was made live.',
    causes: ['A migration met data that it does not expect', 'A permission or an environment variable is missing'],
    todo: ['ship logs orders --function migrate', 'mend it, then deploy again: the hook runs once more'],
  },
  UNKNOWN_RELEASE: {
    means: 'AWS does not hold the release that one should go back to. Nothing was changed.',
    causes: ['A wrong number', 'It is older than keepReleases and was pruned', 'This is the first release'],
    todo: ['ship history orders'],
  },
  NOTHING_LIVE: {
    means: 'The service was never deployed to this environment.',
    causes: ['--env is another one', 'The first deploy failed'],
    todo: ['ship deploy orders'],
  },
  INTERRUPTED: {
    means: 'You asked to stop. The run ended at a safe point; the last line says what is live.',
    causes: ['Ctrl-C, or the CI job was cancelled'],
    todo: ['run the same command again: it goes on where this one stopped'],
  },
  NEEDS_PERSON: {
    means: 'Something failed and could not be taken back fully. The printed commands say what is left to do.',
    causes: [
      'AWS did not answer while the release before was switched back',
      'A rollback was asked for and its release fails too',
    ],
    todo: ['ship status', 'run the commands that were printed', 'ship rollback orders'],
  },
  STILL_NEEDED: {
    means: 'Other services call this one or are authorised by it; without it they would fail. Nothing was changed.',
    causes: ['exports of this service are imported, or used as an authorizer'],
    todo: ['remove the services that are named first', 'or take the import out of them and deploy them'],
  },
  NEEDED_NOWHERE: {
    means:
      'A service imports from another one that is deployed neither in this environment nor in its base, or in this one and it has none. Nothing was changed.',
    causes: [
      'The base was never deployed to',
      'The template names no base',
      'A new service is needed that only this branch has',
    ],
    todo: ['deploy it to one of the two; in one command: ship deploy users orders --env pr-123'],
  },
  WOULD_LOSE_DATA: {
    means:
      'The service has buckets, tables or the like, and removing it would delete what is in them. Nothing was changed.',
    causes: ['A bucket, table, database, file system or user pool in resources'],
    todo: ['save what is needed, then add --delete-data'],
  },
};
