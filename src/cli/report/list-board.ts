import {
  Listr,
  ListrDefaultRendererLogLevels,
  ListrLogger,
  ProcessOutput,
  color,
  figures,
  type ListrTask,
} from 'listr2';
import { makeItem, type Item } from './list-item.ts';

/** What the live list shows: items by id, drawn list by list, each list below the one before. */
export interface Board {
  readonly item: (id: string, title: string) => Item;
  /** Draws these until all of them have ended. */
  readonly draw: (tasks: readonly ListrTask[]) => void;
  /** Writes lines of its own below what is drawn when that has ended, and above what is drawn next. */
  readonly print: (write: () => void) => void;
  readonly hasFailure: () => boolean;
  /** Ends everything that still waits, and forgets what ended. */
  readonly dropWaiting: () => void;
  /** Resolves when everything drawn has ended. */
  readonly drawn: () => Promise<void>;
}

export function makeBoard(): Board {
  const items = new Map<string, Item>();
  let drawn: Promise<unknown> = Promise.resolve();
  return {
    item: (id, title) => {
      const item = items.get(id) ?? makeItem(title);
      items.set(id, item);
      return item;
    },
    draw: (tasks) => {
      drawn = drawn.then(() => makeList(tasks).run());
    },
    print: (write) => {
      drawn = drawn.then(write);
    },
    hasFailure: () => [...items.values()].some((item) => item.hasFailed()),
    dropWaiting: () => {
      for (const item of items.values()) item.drop();
      items.clear();
    },
    drawn: async () => {
      await drawn;
    },
  };
}

/** listr2 only draws: it runs nothing, decides nothing, and a failed item stops no other. */
function makeList(tasks: readonly ListrTask[]): Listr {
  // It draws on what it takes for stdout: progress belongs on stderr.
  const processOutput = new ProcessOutput(process.stderr, process.stdout);
  return new Listr([...tasks], {
    exitOnError: false,
    registerSignalListeners: false,
    rendererOptions: {
      logger: new ListrLogger({ processOutput, useIcons: true, toStderr: [] }),
      // A phase in which something failed has failed.
      icon: { [ListrDefaultRendererLogLevels.COMPLETED_WITH_FAILED_SUBTASKS]: figures.cross },
      color: { [ListrDefaultRendererLogLevels.COMPLETED_WITH_FAILED_SUBTASKS]: color.red },
      collapseErrors: false,
      showErrorMessage: false,
      // A line that wraps is counted as one when the list is redrawn.
      formatOutput: 'truncate',
    },
  });
}
