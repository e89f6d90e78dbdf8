import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { MemoryFolder } from './memory-folder.ts';
import { memoryStorage } from './memory-storage.ts';
import type { EditorText } from './open-files.ts';
import { Workspace } from './workspace.ts';

const makeText = async (_path: string, text: string): Promise<EditorText> => ({
  text: () => text,
  replace: () => {},
  onEdit: () => {},
  setPath: () => {},
  dispose: () => {},
});

let folder: MemoryFolder;
let storage: Storage;
let workspace: Workspace;

async function visit(): Promise<Workspace> {
  const made = new Workspace({
    files: folder,
    storage,
    lesson: 'build',
    labStart: 'monday',
    firstFile: 'Dockerfile',
    makeText,
  });
  made.setReachable(true);
  await vi.advanceTimersByTimeAsync(0);
  return made;
}

beforeEach(async () => {
  vi.useFakeTimers();
  folder = new MemoryFolder();
  storage = memoryStorage();
  folder.put('Dockerfile', 'FROM node\n');
  folder.put('compose.yaml', 'services: {}\n');
  folder.put('src/main.go', 'package main\n');
  workspace = await visit();
});
afterEach(() => {
  workspace.dispose();
  vi.useRealTimers();
});

describe('two files side by side', () => {
  it('are both open, and the first stays in front', async () => {
    workspace.showBeside('src/main.go');
    await vi.advanceTimersByTimeAsync(0);
    expect(workspace.view()).toMatchObject({
      active: 'Dockerfile',
      beside: { path: 'src/main.go', file: { kind: 'text' } },
      tabs: ['Dockerfile', 'src/main.go'],
    });
  });

  it('are there again with the next visit', async () => {
    workspace.showBeside('compose.yaml');
    workspace.dispose();
    workspace = await visit();
    expect(workspace.view()).toMatchObject({ active: 'Dockerfile', beside: { path: 'compose.yaml' } });
  });

  it('are one again when the second is closed, deleted, or not there any more', async () => {
    workspace.showBeside('compose.yaml');
    workspace.open.close('compose.yaml');
    expect(workspace.view()).toMatchObject({ tabs: ['Dockerfile'], beside: null });
    workspace.showBeside('src/main.go');
    expect(await workspace.remove('src')).toBeNull();
    expect(workspace.view().beside).toBeNull();
    workspace.showBeside('never.txt');
    await vi.advanceTimersByTimeAsync(0);
    expect(workspace.view().beside).toBeNull();
  });

  it('keep their names when a folder gets another', async () => {
    workspace.showBeside('src/main.go');
    await vi.advanceTimersByTimeAsync(0);
    expect(await workspace.rename('src', 'cmd')).toBeNull();
    expect(workspace.view()).toMatchObject({ beside: { path: 'cmd/main.go' } });
  });
});

describe('the order of tabs', () => {
  it('is the learner’s, and kept', async () => {
    workspace.show('compose.yaml');
    workspace.show('src/main.go');
    workspace.open.move('src/main.go', 0);
    expect(workspace.view()).toMatchObject({
      tabs: ['src/main.go', 'Dockerfile', 'compose.yaml'],
      active: 'src/main.go',
    });
    workspace.dispose();
    workspace = await visit();
    expect(workspace.view().tabs).toEqual(['src/main.go', 'Dockerfile', 'compose.yaml']);
  });
});
