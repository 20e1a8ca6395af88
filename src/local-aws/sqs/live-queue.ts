import { randomBytes } from 'node:crypto';
import type { Table } from '../kernel/store.ts';
import type { MessageRow } from './queue-rows.ts';

export interface LiveMessage {
  row: MessageRow;
  /** Of the last receive since the start of this process. */
  receiptHandle?: string;
}

export interface Taking {
  readonly max: number;
  readonly now: number;
  readonly visibilityMs: number;
  readonly retentionMs: number;
  /** Absent: messages are received for ever. */
  readonly maxReceiveCount?: number;
  /** Receives a message whose time has come for the dead-letter queue; it is gone from here. */
  readonly bury: (row: MessageRow) => void;
}

/**
 * The messages of one queue. Sending and deleting are journalled; what a receive changes (visibility, counts) is not, so after a
 * restart messages in flight are visible again, as after a consumer's crash.
 */
export class LiveQueue {
  readonly #messages = new Map<string, LiveMessage>();
  readonly #waiting = new Set<() => void>();
  readonly #table: Table<MessageRow>;

  constructor(table: Table<MessageRow>) {
    this.#table = table;
  }

  /** Puts back what the store remembers. */
  restore(row: MessageRow): void {
    this.#messages.set(row.id, { row });
  }

  add(row: MessageRow): void {
    this.#table.set(row.id, row);
    this.#messages.set(row.id, { row });
    this.wake();
  }

  take(taking: Taking): LiveMessage[] {
    const taken: LiveMessage[] = [];
    const lockedGroups = this.#lockedGroups(taking.now);
    for (const message of this.#messages.values()) {
      if (taken.length >= taking.max) break;
      if (this.#isExpired(message, taking)) continue;
      const { groupId, visibleAt } = message.row;
      if (visibleAt > taking.now) continue;
      if (groupId !== undefined && lockedGroups.has(groupId)) continue;
      if (this.#isBuried(message, taking)) continue;
      taken.push(receive(message, taking));
    }
    return taken;
  }

  /** By id; undefined when there is none or another receive has the message by now. */
  remove(id: string, receiptHandle?: string): LiveMessage | undefined {
    const message = this.#messages.get(id);
    if (!message || !holds(message, receiptHandle)) return undefined;
    this.#drop(id);
    this.wake();
    return message;
  }

  /** Answers false when no such message is in flight. */
  changeVisibility(id: string, receiptHandle: string, visibleAt: number, now: number): boolean {
    const message = this.#messages.get(id);
    if (!message || !holds(message, receiptHandle) || message.row.visibleAt <= now) return false;
    message.row = { ...message.row, visibleAt };
    this.wake();
    return true;
  }

  purge(): void {
    for (const id of this.#messages.keys()) this.#drop(id);
  }

  counts(now: number): { visible: number; inFlight: number; delayed: number } {
    const counts = { visible: 0, inFlight: 0, delayed: 0 };
    for (const { row } of this.#messages.values()) {
      if (row.visibleAt <= now) counts.visible++;
      else if (row.receiveCount > 0) counts.inFlight++;
      else counts.delayed++;
    }
    return counts;
  }

  oldestSentAt(): number | undefined {
    return this.#messages.values().next().value?.row.sentAt;
  }

  /** Ends when something may have changed: a message came, became visible, or `ms` have passed. */
  async change(ms: number, now: number): Promise<void> {
    let next = ms;
    for (const { row } of this.#messages.values()) {
      if (row.visibleAt > now) next = Math.min(next, row.visibleAt - now);
    }
    await new Promise<void>((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        this.#waiting.delete(done);
        resolve();
      };
      const timer = setTimeout(done, Math.max(1, next)).unref();
      this.#waiting.add(done);
    });
  }

  /** Lets every long poll look again. */
  wake(): void {
    for (const done of this.#waiting) done();
  }

  #drop(id: string): void {
    this.#messages.delete(id);
    this.#table.delete(id);
  }

  #lockedGroups(now: number): ReadonlySet<string> {
    const locked = new Set<string>();
    for (const { row } of this.#messages.values()) {
      if (row.groupId !== undefined && row.receiveCount > 0 && row.visibleAt > now) locked.add(row.groupId);
    }
    return locked;
  }

  #isExpired(message: LiveMessage, taking: Taking): boolean {
    if (message.row.sentAt + taking.retentionMs > taking.now) return false;
    this.#drop(message.row.id);
    return true;
  }

  // SQS moves a message when it would be received once more than maxReceiveCount allows.
  #isBuried(message: LiveMessage, taking: Taking): boolean {
    if (taking.maxReceiveCount === undefined || message.row.receiveCount < taking.maxReceiveCount) return false;
    this.#drop(message.row.id);
    taking.bury(message.row);
    return true;
  }
}

function receive(message: LiveMessage, { now, visibilityMs }: Taking): LiveMessage {
  message.row = {
    ...message.row,
    visibleAt: now + visibilityMs,
    receiveCount: message.row.receiveCount + 1,
    firstReceivedAt: message.row.firstReceivedAt ?? now,
  };
  message.receiptHandle = Buffer.from(`${message.row.id} ${randomBytes(24).toString('hex')}`).toString('base64');
  return message;
}

/** A handle from before a restart is as good as none: the message was not received since. */
function holds(message: LiveMessage, receiptHandle: string | undefined): boolean {
  return receiptHandle === undefined || message.receiptHandle === undefined || message.receiptHandle === receiptHandle;
}
