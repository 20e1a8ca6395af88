import type { ErrorPages } from './error-page.ts';

export const strategyPages: ErrorPages = {
  STRATEGY_REFUSED: {
    means: 'This release cannot get a share of the calls first, as the strategy asks. Nothing was changed.',
    causes: [
      'The service has no routes: its functions move one after the other',
      'A function has another execution role, or other dead letters, than its live version: Lambda weighs no such two',
    ],
    todo: ['ship deploy orders --strategy all-at-once', 'deploy the change of the role by itself, all at once, before'],
  },
  ALARM_UNKNOWN: {
    means:
      'bake.alarms names an alarm that is not there, so nothing would watch the release. Live traffic was not touched.',
    causes: [
      'A typing mistake',
      'The alarm is in another Region or account',
      'It is made by the stack of a later deploy',
    ],
    todo: ['aws cloudwatch describe-alarms', 'mend bake.alarms, then deploy again'],
  },
  BAKE_FAILED: {
    means:
      'While the new release was watched it did worse than the one before. All calls went back to that one, with one write.',
    causes: [
      'More of its invocations failed, were throttled or took longer; the numbers are printed',
      'An alarm of bake.alarms went off that was not red before',
      'Its smoke tests, asked again and again on the preview, began to fail',
    ],
    todo: [
      'ship logs orders: what the new versions said',
      'mend it, then deploy again',
      'ship deploy orders --fix-forward: goes on although alarms are red',
    ],
  },
  NOTHING_WAITS: {
    means: 'There is no release on the preview that a deploy left there to wait. Nothing was changed.',
    causes: ['It was promoted or aborted already', 'Another deploy has used the preview since', '--env is another one'],
    todo: ['ship status orders', 'ship deploy orders --strategy manual'],
  },
  PREVIEW_OUTDATED: {
    means: 'The release on the preview was tested over another one than is live now. Nothing was changed.',
    causes: ['Somebody deployed or rolled back in between'],
    todo: ['ship deploy orders --strategy manual', 'ship abort orders: gives it up'],
  },
};
