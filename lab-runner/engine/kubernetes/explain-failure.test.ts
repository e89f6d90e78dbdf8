import { describe, expect, it } from 'vitest';
import { explainFailure } from './explain-failure.ts';

const failed = (said: string) => explainFailure(new Error(`compile/x.sh ended with 1\n${said}`));

describe('what an operator reads when a step failed', () => {
  it('names what could not be downloaded, and that the next run goes on', () => {
    const said = failed(
      'go: downloading k8s.io/api v0.36.4\ngo: k8s.io/api@v0.36.4: Get "https://modules.example.org/x": dial tcp: lookup modules.example.org: no such host',
    );
    expect(said).toContain('k8s.io/api@v0.36.4');
    expect(said).toContain('goes on from here');
  });

  it('refuses another checksum than the pinned one', () => {
    const said = failed(
      'verifying k8s.io/api@v0.36.4: checksum mismatch\n\tdownloaded: h1:a=\n\tgo.sum: h1:b=\nSECURITY ERROR',
    );
    expect(said).toContain('refused');
    expect(said).toContain('k8s.io/api@v0.36.4');
  });

  it('tells a full disk', () => {
    expect(failed('write /mnt/out/x: no space left on device')).toContain('The disk is full');
  });

  it('passes on what else went wrong', () => {
    expect(failed('main.go:3: undefined: x')).toContain('main.go:3: undefined: x');
  });
});
