import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DocumentSync } from './document-sync.ts';
import { MemoryFolder } from './memory-folder.ts';
import { openingOf } from './outside-change.ts';
import { SAVE_AFTER_MS } from './save-timing.ts';
import type { TextBuffer } from './sync-contract.ts';
import type { UnsavedText } from './unsaved-texts.ts';

class Page implements TextBuffer {
  readonly folder = new MemoryFolder();
  readonly kept = new Map<string, UnsavedText>();
  readonly unshowable: string[] = [];
  online = true;
  #text = '';
  #listener = () => {};

  async open(path: string): Promise<DocumentSync> {
    const found = await this.folder.read(path, null);
    if (found.kind !== 'text' && found.kind !== 'missing') throw new Error('not text');
    const opening = openingOf(found, this.kept.get(path));
    this.#text = opening.mine;
    return new DocumentSync(path, this, opening, {
      files: this.folder,
      unsaved: {
        get: (each) => this.kept.get(each),
        paths: () => [...this.kept.keys()],
        keep: (each, unsaved) => this.kept.set(each, unsaved),
        forget: (each) => this.kept.delete(each),
      },
      maySend: () => this.online,
      onState: () => {},
      onUnshowable: (theirs) => this.unshowable.push(theirs.kind),
    });
  }

  type(text: string): void {
    this.#text = text;
    this.#listener();
  }

  text = () => this.#text;
  replace = (text: string) => this.type(text);
  onEdit(listener: () => void): void {
    this.#listener = listener;
  }
  dispose(): void {}
}

let page: Page;
let sync: DocumentSync;
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

beforeEach(async () => {
  vi.useFakeTimers();
  page = new Page();
  page.folder.put('Dockerfile', 'FROM node\n');
  sync = await page.open('Dockerfile');
});
afterEach(() => {
  sync.dispose();
  vi.useRealTimers();
});

describe('what is typed', () => {
  it('is saved after a pause, once for many keys', async () => {
    page.type('F');
    page.type('FR');
    expect(sync.state.kind).toBe('saving');
    await pass(SAVE_AFTER_MS);
    expect(page.folder.writes).toEqual(['FR']);
    expect(sync.state.kind).toBe('saved');
  });

  it('is saved at once when asked, such as before a check', async () => {
    page.type('FROM nginx\n');
    await sync.flush();
    expect(page.folder.text('Dockerfile')).toBe('FROM nginx\n');
  });

  it('is saved now and then while typing goes on without a pause', async () => {
    for (let key = 0; key < 30; key++) {
      page.type(`text ${key}`);
      await pass(100);
    }
    expect(page.folder.writes.length).toBeGreaterThan(0);
    expect(page.folder.writes.length).toBeLessThan(4);
  });

  it('is not sent when it is what the sandbox has already', async () => {
    page.type('x');
    page.type('FROM node\n');
    await pass(SAVE_AFTER_MS);
    expect(page.folder.writes).toEqual([]);
    expect(sync.state.kind).toBe('saved');
  });

  it('during a save is saved after it', async () => {
    page.folder.whileWriting = () => {
      page.folder.whileWriting = () => {};
      page.type('two');
    };
    page.type('one');
    await sync.flush();
    expect(sync.state.kind).toBe('saving');
    await pass(SAVE_AFTER_MS);
    expect(page.folder.writes).toEqual(['one', 'two']);
    expect(sync.state.kind).toBe('saved');
  });

  it('is sent no more after the lab was reset', async () => {
    page.type('old lab');
    sync.dispose();
    await pass(60_000);
    expect(page.folder.writes).toEqual([]);
  });
});

describe('without a way to the lab', () => {
  it('keeps what is typed and saves it when the way is open again', async () => {
    page.online = false;
    page.type('typed offline');
    await pass(SAVE_AFTER_MS);
    expect(sync.state.kind).toBe('waiting');
    expect(page.kept.get('Dockerfile')?.text).toBe('typed offline');
    page.online = true;
    await sync.resume();
    expect(page.folder.text('Dockerfile')).toBe('typed offline');
    expect(page.kept.size).toBe(0);
  });

  it('tries again and again, and says why', async () => {
    page.folder.refuse('network');
    page.type('x');
    await pass(SAVE_AFTER_MS);
    expect(sync.state).toMatchObject({ kind: 'failed', retrying: true, problem: { code: 'network' } });
    await pass(5_000);
    page.folder.refuse(null);
    await pass(8_000);
    expect(page.folder.text('Dockerfile')).toBe('x');
    expect(sync.state.kind).toBe('saved');
  });

  it('finds typed text again after the page was closed', async () => {
    page.online = false;
    page.type('before the crash');
    await pass(SAVE_AFTER_MS);
    sync.dispose();
    page.online = true;
    sync = await page.open('Dockerfile');
    await pass(SAVE_AFTER_MS);
    expect(page.folder.text('Dockerfile')).toBe('before the crash');
  });
});

describe('a refusal that trying again does not mend', () => {
  it('is shown, and the next key tries once more', async () => {
    page.folder.refuse('disk_full', false);
    page.type('x');
    await pass(SAVE_AFTER_MS);
    expect(sync.state).toMatchObject({ kind: 'failed', retrying: false });
    await pass(60_000);
    page.folder.refuse(null);
    page.type('xy');
    await pass(SAVE_AFTER_MS);
    expect(page.folder.text('Dockerfile')).toBe('xy');
    expect(sync.state.kind).toBe('saved');
  });
});

describe('a change in the sandbox', () => {
  it('is shown at once, and not sent back', async () => {
    page.folder.put('Dockerfile', 'FROM nginx\n');
    await sync.check();
    await pass(60_000);
    expect(page.text()).toBe('FROM nginx\n');
    expect(page.folder.writes).toEqual([]);
    expect(sync.state.kind).toBe('saved');
  });

  it('that is only our own save is nothing', async () => {
    page.type('mine');
    await sync.flush();
    await sync.check();
    expect(sync.state.kind).toBe('saved');
    expect(page.folder.writes).toEqual(['mine']);
  });

  it('while something is typed asks, and overwrites neither', async () => {
    page.type('mine');
    page.folder.put('Dockerfile', 'theirs');
    await pass(SAVE_AFTER_MS);
    expect(sync.state).toMatchObject({ kind: 'conflict', theirs: { text: 'theirs' } });
    expect([page.text(), page.folder.text('Dockerfile')]).toEqual(['mine', 'theirs']);
    page.type('mine, more');
    await pass(60_000);
    expect(page.folder.text('Dockerfile')).toBe('theirs');
    expect(page.kept.get('Dockerfile')?.text).toBe('mine, more');
  });

  it('that was asked about is overwritten with "keep mine"', async () => {
    page.type('mine');
    page.folder.put('Dockerfile', 'theirs');
    await pass(SAVE_AFTER_MS);
    sync.keepMine();
    await pass(0);
    expect(page.folder.text('Dockerfile')).toBe('mine');
    expect(sync.state.kind).toBe('saved');
  });

  it('that was asked about is shown with "take theirs"', async () => {
    page.type('mine');
    page.folder.put('Dockerfile', 'theirs');
    await pass(SAVE_AFTER_MS);
    sync.takeTheirs();
    await pass(60_000);
    expect([page.text(), page.folder.text('Dockerfile')]).toEqual(['theirs', 'theirs']);
    expect(sync.state.kind).toBe('saved');
    expect(page.kept.size).toBe(0);
  });

  it('that happens once more before the answer is asked about again', async () => {
    page.type('mine');
    page.folder.put('Dockerfile', 'theirs');
    await pass(SAVE_AFTER_MS);
    page.folder.put('Dockerfile', 'theirs, second');
    sync.keepMine();
    await pass(0);
    expect(sync.state).toMatchObject({ kind: 'conflict', theirs: { text: 'theirs, second' } });
  });

  it('that takes the conflict back lets the typed text be saved', async () => {
    page.type('mine');
    page.folder.put('Dockerfile', 'theirs');
    await pass(SAVE_AFTER_MS);
    page.folder.put('Dockerfile', 'FROM node\n');
    await sync.check();
    expect(page.folder.text('Dockerfile')).toBe('mine');
  });

  it('that never ends is waited for, not fought', async () => {
    page.folder.whileWriting = () => page.folder.put('Dockerfile', 'FROM node\n');
    page.type('mine');
    await pass(SAVE_AFTER_MS + 10);
    expect(sync.state).toMatchObject({ kind: 'failed', retrying: true });
    page.folder.whileWriting = () => {};
    await pass(60_000);
    expect(page.folder.text('Dockerfile')).toBe('mine');
    expect(sync.state.kind).toBe('saved');
  });

  it('to something that is no text is handed on', async () => {
    page.folder.put('Dockerfile', 'ELF\0');
    await sync.check();
    expect(page.unshowable).toEqual(['binary']);
  });
});

describe('a deleted file', () => {
  it('is said to be deleted, and can be written again', async () => {
    void page.folder.remove('Dockerfile');
    const checked = sync.check();
    await pass(300);
    await checked;
    expect(sync.state).toEqual({ kind: 'conflict', theirs: { kind: 'missing' } });
    sync.keepMine();
    await pass(0);
    expect(page.folder.text('Dockerfile')).toBe('FROM node\n');
    expect(sync.state.kind).toBe('saved');
  });

  it('that is there again a moment later was only replaced', async () => {
    void page.folder.remove('Dockerfile');
    const checked = sync.check();
    await pass(100);
    page.folder.put('Dockerfile', 'FROM vim\n');
    await pass(300);
    await checked;
    expect(page.text()).toBe('FROM vim\n');
    expect(sync.state.kind).toBe('saved');
  });

  it('is not made again behind the learner by a save that was on its way', async () => {
    page.type('mine');
    void page.folder.remove('Dockerfile');
    await pass(SAVE_AFTER_MS + 300);
    expect(sync.state).toEqual({ kind: 'conflict', theirs: { kind: 'missing' } });
    expect(page.folder.text('Dockerfile')).toBeUndefined();
  });
});
