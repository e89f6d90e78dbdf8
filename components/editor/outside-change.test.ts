import { describe, expect, it } from 'vitest';
import type { FileReading } from './lab-files.ts';
import { type Agreed, judgeOutsideChange, openingOf } from './outside-change.ts';

const agreed = { text: 'FROM node\n', bom: false, version: '1' } satisfies Agreed;
const found = (text: string, version = '2'): FileReading => ({ kind: 'text', text, version, bom: false });

describe('a change from outside', () => {
  it('is nothing when the version is still the same', () => {
    expect(judgeOutsideChange(agreed, 'mine', { kind: 'same' })).toEqual({ do: 'agree', agreed });
  });

  it('is shown when nothing was typed here', () => {
    expect(judgeOutsideChange(agreed, agreed.text, found('FROM nginx\n')).do).toBe('show');
  });

  it('is agreed on when both sides came to the same text, such as after a lost answer', () => {
    const change = judgeOutsideChange(agreed, 'FROM nginx\n', found('FROM nginx\n'));
    expect(change).toEqual({ do: 'agree', agreed: { text: 'FROM nginx\n', bom: false, version: '2' } });
  });

  it('is agreed on when only the version is new, and what was typed is kept', () => {
    const change = judgeOutsideChange(agreed, 'FROM mine\n', found(agreed.text));
    expect(change).toEqual({ do: 'agree', agreed: { ...agreed, version: '2' } });
  });

  it('is asked about when both sides changed', () => {
    expect(judgeOutsideChange(agreed, 'FROM mine\n', found('FROM theirs\n')).do).toBe('ask');
  });

  it('is asked about when the file was deleted, typed in or not', () => {
    expect(judgeOutsideChange(agreed, agreed.text, { kind: 'missing' }).do).toBe('ask');
    expect(judgeOutsideChange(agreed, 'mine', { kind: 'missing' }).do).toBe('ask');
  });

  it('is nothing when a file that was never written is not there', () => {
    expect(judgeOutsideChange({ text: '', bom: false, version: null }, 'mine', { kind: 'missing' }).do).toBe(
      'agree',
    );
  });

  it('is shown or asked about when the file is no text any more', () => {
    const binary: FileReading = { kind: 'binary', version: '2', size: 4 };
    expect(judgeOutsideChange(agreed, agreed.text, binary).do).toBe('show');
    expect(judgeOutsideChange(agreed, 'mine', binary).do).toBe('ask');
  });
});

describe('a file that was typed in before the page was closed', () => {
  const onDisk = { kind: 'text', text: 'FROM node\n', bom: false, version: '1' } as const;

  it('opens with what was typed when nobody else changed it', () => {
    const opening = openingOf(onDisk, { text: 'FROM mine\n', version: '1' });
    expect(opening).toEqual({ agreed, mine: 'FROM mine\n', conflict: null });
  });

  it('opens with a question when it changed meanwhile, and the question stands when asked again', () => {
    const opening = openingOf(onDisk, { text: 'FROM mine\n', version: '0' });
    expect(opening.conflict).toEqual(onDisk);
    expect(judgeOutsideChange(opening.agreed, opening.mine, onDisk).do).toBe('ask');
  });

  it('opens with a question when it was deleted meanwhile', () => {
    expect(openingOf({ kind: 'missing' }, { text: 'x', version: '0' }).conflict).toEqual({ kind: 'missing' });
  });

  it('opens as new when it never was in the sandbox', () => {
    const opening = openingOf({ kind: 'missing' }, { text: 'x', version: null });
    expect(opening).toEqual({ agreed: { text: null, bom: false, version: null }, mine: 'x', conflict: null });
  });

  it('opens as it is when the text did arrive', () => {
    expect(openingOf(onDisk, { text: onDisk.text, version: '0' }).conflict).toBeNull();
  });
});
