import { describe, expect, it } from 'vitest';
import { memoryStorage } from './memory-storage.ts';
import { createUnsavedTexts } from './unsaved-texts.ts';

describe('unsaved texts', () => {
  it('are found again after the page was closed', () => {
    const storage = memoryStorage();
    createUnsavedTexts(storage, '/build', 'monday').keep('Dockerfile', { text: 'FROM', version: '1' });
    const later = createUnsavedTexts(storage, '/build', 'monday');
    expect(later.paths()).toEqual(['Dockerfile']);
    expect(later.get('Dockerfile')).toEqual({ text: 'FROM', version: '1' });
  });

  it('are gone once saved, and leave nothing behind', () => {
    const storage = memoryStorage();
    const texts = createUnsavedTexts(storage, '/build', 'monday');
    texts.keep('a', { text: 'x', version: null });
    texts.forget('a');
    expect(Object.keys(storage)).toEqual([]);
  });

  it('do not come back in a lab that was reset, and other lessons keep theirs', () => {
    const storage = memoryStorage();
    createUnsavedTexts(storage, '/build', 'monday').keep('a', { text: 'old', version: '1' });
    createUnsavedTexts(storage, '/welcome', 'monday').keep('b', { text: 'b', version: '1' });
    expect(createUnsavedTexts(storage, '/build', 'tuesday').paths()).toEqual([]);
    expect(createUnsavedTexts(storage, '/build', 'monday').paths()).toEqual([]);
    expect(createUnsavedTexts(storage, '/welcome', 'monday').paths()).toEqual(['b']);
  });

  it('survive a full storage and a damaged one', () => {
    const full = createUnsavedTexts(memoryStorage(10), '/build', 'monday');
    full.keep('a', { text: 'far too long for this', version: '1' });
    expect(full.get('a')).toBeUndefined();
    const damaged = memoryStorage();
    damaged.setItem('drydock.unsaved:/build:monday:a', '{"text":');
    expect(createUnsavedTexts(damaged, '/build', 'monday').get('a')).toBeUndefined();
  });

  it('of two browser tabs stand side by side', () => {
    const storage = memoryStorage();
    const [one, two] = [
      createUnsavedTexts(storage, '/build', 'monday'),
      createUnsavedTexts(storage, '/build', 'monday'),
    ];
    one.keep('a', { text: 'a', version: '1' });
    two.keep('b', { text: 'b', version: '1' });
    two.forget('b');
    expect(createUnsavedTexts(storage, '/build', 'monday').paths()).toEqual(['a']);
  });
});
