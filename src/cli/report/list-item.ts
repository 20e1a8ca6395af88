import { EventEmitter, once } from 'node:events';
import type { ListrTask } from 'listr2';

/** One line of the live list, driven by events that may come before listr2 draws it. */
export interface Item {
  readonly task: ListrTask;
  readonly say: (text: string) => void;
  readonly done: (note: string) => void;
  readonly fail: (why: string) => void;
  readonly hasFailed: () => boolean;
  /** It will not be done: it disappears unless it was being drawn. */
  readonly drop: () => void;
}

interface Drawn {
  title?: string | undefined;
  output: string;
  skip: () => void;
}

type Ending = { readonly kind: 'done' | 'failed' | 'dropped'; readonly text: string };

export function makeItem(title: string): Item {
  let drawn: Drawn | undefined;
  let ending: Ending | undefined;
  const endings = new EventEmitter();
  const end = (how: Ending): void => {
    ending ??= how;
    endings.emit('end');
  };
  return {
    task: {
      title,
      enabled: () => ending?.kind !== 'dropped',
      task: async (_, task) => {
        drawn = task;
        if (!ending) await once(endings, 'end');
        showEnding(title, ending, task);
      },
    },
    say: (text) => {
      if (drawn) drawn.output = text;
    },
    done: (note) => end({ kind: 'done', text: note }),
    fail: (why) => end({ kind: 'failed', text: why }),
    hasFailed: () => ending?.kind === 'failed',
    drop: () => end({ kind: 'dropped', text: '' }),
  };
}

function showEnding(title: string, ending: Ending | undefined, task: Drawn): void {
  if (ending?.text) task.title = `${title}: ${ending.text}`;
  if (ending?.kind === 'dropped') task.skip();
  if (ending?.kind === 'failed') throw new Error(ending.text);
}
