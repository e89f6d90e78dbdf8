import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { MemoryFolder } from './memory-folder.ts';
import { memoryStorage } from './memory-storage.ts';
import type { EditorText } from './open-files.ts';
import { Workspace } from './workspace.ts';

class Typed implements EditorText {
  path: string;
  #text: string;
  #listener = () => {};

  constructor(path: string, text: string) {
    this.path = path;
    this.#text = text;
  }

  text = () => this.#text;
  replace(text: string): void {
    this.#text = text;
    this.#listener();
  }
  onEdit(listener: () => void): void {
    this.#listener = listener;
  }
  setPath(path: string): void {
    this.path = path;
  }
  dispose(): void {}
}

let folder: MemoryFolder;
let storage: Storage;
let workspace: Workspace<Typed>;
/** Until an editor for a text is there. */
let makingMs = 0;
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

function begin(labStart = 'monday'): Workspace<Typed> {
  return new Workspace<Typed>({
    files: folder,
    storage,
    lesson: 'build',
    labStart,
    firstFile: 'Dockerfile',
    makeText: async (path, text) => {
      if (makingMs > 0) await new Promise((done) => setTimeout(done, makingMs));
      return new Typed(path, text);
    },
  });
}

/** The text of an open file. */
function typed(path: string): Typed {
  const file = workspace.open.get(path);
  if (file?.kind !== 'text') throw new Error(`${path} is ${file?.kind ?? 'not open'}`);
  return file.text;
}

beforeEach(async () => {
  vi.useFakeTimers();
  makingMs = 0;
  folder = new MemoryFolder();
  storage = memoryStorage();
  folder.put('Dockerfile', 'FROM node\n');
  folder.put('src/main.go', 'package main\n');
  workspace = begin();
  workspace.setReachable(true);
  await pass(0);
});
afterEach(() => {
  workspace.dispose();
  vi.useRealTimers();
});

describe('a workspace', () => {
  it('opens the file that the lesson names', () => {
    expect(workspace.view()).toMatchObject({
      tabs: ['Dockerfile'],
      active: 'Dockerfile',
      file: { kind: 'text' },
    });
  });

  it('opens what was open at the last visit instead', async () => {
    workspace.show('src/main.go');
    workspace.dispose();
    workspace = begin();
    workspace.setReachable(true);
    await pass(0);
    expect(workspace.view()).toMatchObject({ tabs: ['Dockerfile', 'src/main.go'], active: 'src/main.go' });
    expect([...workspace.view().expanded]).toEqual(['src']);
  });

  it('leaves out without a word what is no longer there', async () => {
    workspace.show('src/main.go');
    workspace.dispose();
    await folder.remove('src');
    workspace = begin();
    workspace.setReachable(true);
    await pass(0);
    expect(workspace.view()).toMatchObject({ tabs: ['Dockerfile'], active: 'Dockerfile' });
  });

  it('asks for nothing while the lab cannot be reached', async () => {
    workspace.dispose();
    workspace = begin();
    await pass(0);
    expect(workspace.view()).toMatchObject({ listing: { loaded: false }, tabs: [] });
  });

  it('shows a file that a program made', async () => {
    folder.put('public/index.html', '<p>');
    workspace.sandboxChanged([{ type: 'changed', path: 'public/index.html' }]);
    await pass(0);
    expect([...workspace.view().listing.entries.keys()]).toContain('public/index.html');
  });

  it('shows at once what a program wrote into an open file, or into all of them', async () => {
    folder.put('Dockerfile', 'FROM nginx\n');
    workspace.sandboxChanged([{ type: 'changed', path: 'Dockerfile' }]);
    await pass(0);
    expect(typed('Dockerfile').text()).toBe('FROM nginx\n');
    folder.put('Dockerfile', 'FROM redis\n');
    workspace.sandboxChanged([{ type: 'overflow' }]);
    await pass(1_000);
    expect(typed('Dockerfile').text()).toBe('FROM redis\n');
  });
});

describe('a file that changes while it is being opened', () => {
  it('is shown as it is afterwards', async () => {
    makingMs = 1_000;
    workspace.show('src/main.go');
    await pass(500);
    folder.put('src/main.go', 'package second\n');
    workspace.sandboxChanged([{ type: 'changed', path: 'src/main.go' }]);
    await pass(1_000);
    expect(typed('src/main.go').text()).toBe('package second\n');
  });

  it('is found when it was not there a moment ago', async () => {
    workspace.show('late.txt');
    folder.put('late.txt', 'here\n');
    workspace.sandboxChanged([{ type: 'changed', path: 'late.txt' }]);
    await pass(1_000);
    expect(typed('late.txt').text()).toBe('here\n');
  });
});

describe('a reset', () => {
  it('takes nothing of what was typed before into the new lab', async () => {
    workspace.setReachable(false);
    typed('Dockerfile').replace('typed before the reset\n');
    await pass(5_000);
    workspace.dispose();
    folder = new MemoryFolder();
    folder.put('Dockerfile', 'FROM node\n');
    workspace = begin('tuesday');
    workspace.setReachable(true);
    await pass(60_000);
    expect(folder.writes).toEqual([]);
    expect(typed('Dockerfile').text()).toBe('FROM node\n');
  });

  it('that fails lets what was typed meanwhile be saved', async () => {
    workspace.setReachable(false);
    typed('Dockerfile').replace('typed meanwhile\n');
    await pass(5_000);
    workspace.setReachable(true);
    await pass(0);
    expect(folder.text('Dockerfile')).toBe('typed meanwhile\n');
  });
});

describe('a new page', () => {
  it('saves what the last one could not, also in files that were closed', async () => {
    workspace.show('src/main.go');
    await pass(0);
    workspace.setReachable(false);
    typed('src/main.go').replace('package shop\n');
    await pass(1_000);
    workspace.open.close('src/main.go');
    workspace.dispose();
    workspace = begin();
    workspace.setReachable(true);
    await pass(1_000);
    expect(folder.text('src/main.go')).toBe('package shop\n');
  });
});

describe('what the learner does to files', () => {
  it('renames an open one with its text, and saves into the new one', async () => {
    typed('Dockerfile').replace('FROM nginx\n');
    expect(await workspace.rename('Dockerfile', 'web.dockerfile')).toBeNull();
    expect(workspace.view()).toMatchObject({ tabs: ['web.dockerfile'], active: 'web.dockerfile' });
    expect(typed('web.dockerfile').path).toBe('web.dockerfile');
    typed('web.dockerfile').replace('FROM redis\n');
    await pass(1_000);
    expect([folder.text('web.dockerfile'), folder.text('Dockerfile')]).toEqual(['FROM redis\n', undefined]);
  });

  it('renames a folder with the files that are open in it', async () => {
    workspace.show('src/main.go');
    await pass(0);
    await workspace.rename('src', 'cmd');
    expect(workspace.view().tabs).toEqual(['Dockerfile', 'cmd/main.go']);
    typed('cmd/main.go').replace('package cmd\n');
    await pass(1_000);
    expect(folder.text('cmd/main.go')).toBe('package cmd\n');
  });

  it('never makes again what was deleted', async () => {
    typed('Dockerfile').replace('typed just before\n');
    await workspace.remove('Dockerfile');
    await pass(60_000);
    expect(folder.text('Dockerfile')).toBeUndefined();
    expect(workspace.view()).toMatchObject({ tabs: [], active: null });
    expect(Object.keys(storage).filter((key) => key.includes('unsaved'))).toEqual([]);
  });

  it('makes a file and opens it, but not over one that is there', async () => {
    expect(await workspace.createFile('a/b.yaml')).toBeNull();
    await pass(0);
    expect(workspace.view().active).toBe('a/b.yaml');
    expect(await workspace.createFile('Dockerfile')).toMatchObject({ code: 'file_exists' });
    expect(folder.text('Dockerfile')).toBe('FROM node\n');
  });

  it('says why something was refused', async () => {
    folder.refuse('not_allowed', false);
    expect(await workspace.rename('Dockerfile', 'x')).toMatchObject({ code: 'not_allowed' });
    expect(workspace.view().tabs).toEqual(['Dockerfile']);
  });
});

describe('closing a tab', () => {
  it('shows its neighbour, and still saves what was typed', async () => {
    workspace.show('src/main.go');
    await pass(0);
    typed('src/main.go').replace('package last\n');
    workspace.open.close('src/main.go');
    await pass(0);
    expect(workspace.view()).toMatchObject({ tabs: ['Dockerfile'], active: 'Dockerfile' });
    expect(folder.text('src/main.go')).toBe('package last\n');
    expect(workspace.open.get('src/main.go')).toBeUndefined();
  });

  it('of a file that became binary leaves nothing behind', async () => {
    folder.put('Dockerfile', 'ELF\0');
    workspace.sandboxChanged([{ type: 'changed', path: 'Dockerfile' }]);
    await pass(0);
    expect(workspace.view().file).toMatchObject({ kind: 'binary' });
    workspace.open.close('Dockerfile');
    expect(workspace.view()).toMatchObject({ tabs: [], file: undefined });
  });
});
