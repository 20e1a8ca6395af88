import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Journal } from '../../../src/local-aws/kernel/journal.ts';
import { Store } from '../../../src/local-aws/kernel/store.ts';

describe('the journal', () => {
  test('a full disk is said, and the change did not happen', () => {
    const journal = new Journal('/dev/full');
    expect(() => journal.append('{}')).toThrow(/Nothing was changed: .*ENOSPC/);
    expect(journal.bytes).toBe(0);
    journal.close();
  });
});

describe('the store', () => {
  let dir: string;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'store-'));
  });
  afterEach(() => rmSync(dir, { recursive: true, force: true }));

  test('what was set is there after a kill, what was deleted is gone', () => {
    const first = new Store(dir);
    first.table('a').set('one', { n: 1 });
    first.table('a').set('two', { n: 2 });
    first.table('a').delete('one');
    const second = new Store(dir);
    expect(second.table('a').keys()).toEqual(['two']);
    expect(second.table('a').get('two')).toEqual({ n: 2 });
  });

  test('nobody else on the machine reads what is kept: environment variables are among it', () => {
    const store = new Store(dir);
    store.table('a').set('one', { n: 1 });
    const modes = ['journal.ndjson', 'state.json'].map((name) => statSync(join(dir, name)).mode & 0o777);
    store.close();
    expect(modes).toEqual([0o600, 0o600]);
  });

  test('rows keep the order in which they came, over a clean stop too', () => {
    const first = new Store(dir);
    for (const key of ['c', 'a', 'b']) first.table('t').set(key, {});
    first.table('t').set('c', { again: true });
    first.close();
    expect(new Store(dir).table('t').keys()).toEqual(['c', 'a', 'b']);
  });

  test('half a last line is dropped, the lines before it hold', () => {
    new Store(dir).table('t').set('whole', 1);
    appendFileSync(join(dir, 'journal.ndjson'), '["t","torn",{"n":');
    const reopened = new Store(dir);
    expect(reopened.table('t').keys()).toEqual(['whole']);
  });

  test('a damaged line in the middle is said, not skipped', () => {
    const store = new Store(dir);
    store.table('t').set('a', 1);
    writeFileSync(join(dir, 'journal.ndjson'), '["t","a"\n["t","b",2]\n');
    expect(() => new Store(dir)).toThrow(/Line 1 of .*journal\.ndjson is damaged/);
  });

  describe('changes that belong together', () => {
    const change = (store: Store): void => {
      store.table('t').set('kept', 'new');
      store.table('t').delete('gone');
      store.table('u').set('made', 1);
    };
    const rows = (store: Store): unknown[] => [
      store.table('t').get('kept'),
      store.table('t').get('gone'),
      store.table('u').get('made'),
    ];

    test('are all there after a kill, or none of them', () => {
      const store = new Store(dir);
      store.table('t').set('kept', 'old');
      store.table('t').set('gone', 'there');
      store.together(() => change(store));
      const journal = join(dir, 'journal.ndjson');
      const lines = readFileSync(journal);
      expect(rows(new Store(dir))).toEqual(['new', undefined, 1]);
      // Every length at which the kill may have come in the midst of the last line.
      const start = lines.lastIndexOf('\n', -2) + 1;
      for (const length of [start + 1, start + 20, lines.length - 3]) {
        rmSync(join(dir, 'state.json'));
        writeFileSync(journal, lines.subarray(0, length));
        expect(rows(new Store(dir))).toEqual(['old', 'there', undefined]);
      }
    });

    test('are taken back when one of them cannot be made', () => {
      const store = new Store(dir);
      store.table('t').set('kept', 'old');
      store.table('t').set('gone', 'there');
      const attempt = (): void =>
        store.together(() => {
          change(store);
          throw new Error('no room');
        });
      expect(attempt).toThrow('no room');
      for (const each of [store, new Store(dir)]) expect(rows(each)).toEqual(['old', 'there', undefined]);
    });
  });

  test('the state of a newer local AWS is refused and left as it is', () => {
    const newer = JSON.stringify({ schema: 99, tables: {} });
    writeFileSync(join(dir, 'state.json'), newer);
    expect(() => new Store(dir)).toThrow(/schema 99/);
    expect(readFileSync(join(dir, 'state.json'), 'utf8')).toBe(newer);
  });

  test('a crash between folding and emptying the journal changes nothing', () => {
    const store = new Store(dir);
    store.table('t').set('a', 1);
    store.table('t').set('a', 2);
    store.table('t').set('gone', 3);
    store.table('t').delete('gone');
    const journal = readFileSync(join(dir, 'journal.ndjson'));
    store.close();
    writeFileSync(join(dir, 'journal.ndjson'), journal);
    const reopened = new Store(dir);
    expect(reopened.table('t').keys()).toEqual(['a']);
    expect(reopened.table('t').get('a')).toBe(2);
  });

  test('a journal that grows is folded, and loses nothing', () => {
    const store = new Store(dir);
    const row = 'x'.repeat(100_000);
    for (let n = 0; n < 200; n++) store.table('t').set('same', { n, row });
    expect(readFileSync(join(dir, 'journal.ndjson')).length).toBeLessThan(10 * 1024 * 1024);
    expect(new Store(dir).table<{ n: number }>('t').get('same')?.n).toBe(199);
  });
});
