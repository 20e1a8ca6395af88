import { noFaults, type FaultAction, type FaultRule, type FaultSettings } from './fault-rule.ts';
import { seededRandom } from './random.ts';

/** A call as rules see it. */
export interface FaultSubject {
  readonly service: string;
  readonly operation: string;
  readonly resource: string;
}

export interface DrawnFault {
  readonly rule: string;
  readonly when: 'before' | 'after' | 'midBody';
  readonly action: FaultAction;
}

interface Counted {
  readonly rule: FaultRule;
  readonly name: string;
  readonly operation: RegExp;
  readonly resource: RegExp;
  seen: number;
  hits: number;
}

function count(rule: FaultRule, index: number): Counted {
  return {
    rule,
    name: rule.name ?? `rule ${index + 1}`,
    operation: new RegExp(`^(?:${rule.match?.operation ?? '.*'})$`),
    resource: new RegExp(rule.match?.resource ?? ''),
    seen: 0,
    hits: 0,
  };
}

/** A fault that was injected, for the journal. */
export interface InjectedFault extends FaultSubject {
  /** ISO 8601. */
  readonly at: string;
  readonly rule: string;
  readonly action: FaultAction;
}

const JOURNAL_SIZE = 1000;

/** The rules in force and how often each was met. */
export class Faults {
  #settings: FaultSettings;
  #rules: readonly Counted[] = [];
  #random: () => number = seededRandom(0);
  #injected: InjectedFault[] = [];

  constructor(settings: FaultSettings = noFaults) {
    this.#settings = settings;
    this.replace(settings);
  }

  get settings(): FaultSettings {
    return this.#settings;
  }

  replace(settings: FaultSettings): void {
    this.#settings = settings;
    this.#rules = settings.rules.map(count);
    this.#random = seededRandom(settings.seed);
  }

  /** Is there anything to draw? The data plane asks before it describes a request. */
  get active(): boolean {
    return this.#rules.length > 0;
  }

  /** What happens to this call. Asked once for each call: rules count what they see. */
  draw(subject: FaultSubject): DrawnFault[] {
    const struck = this.#rules.filter((counted) => this.#strikes(counted, subject));
    for (const { rule, name } of struck) this.#note({ ...subject, rule: name, action: rule.do });
    return struck.map(({ rule, name }) => ({ rule: name, when: rule.when ?? 'before', action: rule.do }));
  }

  /** The last faults, the oldest first; replacing the rules does not forget them. */
  injected(): readonly InjectedFault[] {
    return this.#injected.slice(-JOURNAL_SIZE);
  }

  #note(fault: Omit<InjectedFault, 'at'>): void {
    this.#injected.push({ at: new Date().toISOString(), ...fault });
    if (this.#injected.length > 2 * JOURNAL_SIZE) this.#injected = this.#injected.slice(-JOURNAL_SIZE);
  }

  /** A number from the range, drawn; a single number is itself. */
  between(range: number | readonly [number, number]): number {
    if (typeof range === 'number') return range;
    return range[0] + this.#random() * (range[1] - range[0]);
  }

  #strikes(counted: Counted, subject: FaultSubject): boolean {
    const match = counted.rule.match ?? {};
    if (match.service && match.service !== subject.service) return false;
    if (!counted.operation.test(subject.operation) || !counted.resource.test(subject.resource)) return false;
    counted.seen++;
    if (match.nth !== undefined && ![match.nth].flat().includes(counted.seen)) return false;
    if (match.maxHits !== undefined && counted.hits >= match.maxHits) return false;
    if (match.probability !== undefined && this.#random() >= match.probability) return false;
    counted.hits++;
    return true;
  }
}
