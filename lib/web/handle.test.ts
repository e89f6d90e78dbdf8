import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { mutation } from './handle.ts';
import { isSameOrigin } from './same-origin.ts';
import { WebProblem } from './web-problem.ts';

const HOST = '127.0.0.1:3000';

function headers(about: Record<string, string>): Headers {
  return new Headers({ host: HOST, ...about });
}

describe('a page of ours', () => {
  it.each(['http://127.0.0.1:3000', 'http://localhost:3000', 'http://[::1]:3000'])(
    'is %s when that is our host',
    (origin) => {
      expect(isSameOrigin(headers({ origin, host: new URL(origin).host }), null)).toBe(true);
    },
  );

  it('is known by the host that the front was asked for, not by the one web listens on', () => {
    const behindFront = { origin: 'http://127.0.0.1:3000', host: '127.0.0.1:41000' };
    expect(isSameOrigin(headers({ ...behindFront, 'x-forwarded-host': '127.0.0.1:3000' }), null)).toBe(true);
    expect(isSameOrigin(headers(behindFront), null)).toBe(false);
  });

  it('is the public address when there is one', () => {
    const team = 'https://drydock.example.org';
    expect(isSameOrigin(headers({ origin: team, host: 'drydock.example.org' }), team)).toBe(true);
    expect(isSameOrigin(headers({ origin: 'https://evil.example', host: 'evil.example' }), team)).toBe(false);
  });

  it('is none that names no origin, the origin null, another port, or another name for this machine', () => {
    expect(isSameOrigin(headers({}), null)).toBe(false);
    expect(isSameOrigin(headers({ origin: 'null' }), null)).toBe(false);
    expect(isSameOrigin(headers({ origin: 'http://127.0.0.1:8080' }), null)).toBe(false);
    expect(
      isSameOrigin(headers({ origin: 'http://rebound.example:3000', host: 'rebound.example:3000' }), null),
    ).toBe(false);
  });
});

describe('a mutation', () => {
  const echo = mutation(z.strictObject({ lesson: z.string() }), async ({ lesson }) => {
    if (lesson === 'gone') throw new WebProblem('lesson_missing');
    return { lesson };
  });

  function post(body: string, about: Record<string, string> = {}): Promise<Response> {
    const given = { origin: `http://${HOST}`, host: HOST, 'content-type': 'application/json', ...about };
    return echo(new Request(`http://${HOST}/api/x`, { method: 'POST', body, headers: given }));
  }

  it('is done for a page of ours, and its answer is never kept by a cache', async () => {
    const answer = await post('{"lesson":"build"}');
    expect(await answer.json()).toEqual({ lesson: 'build' });
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  it.each([
    ['another origin', '{"lesson":"build"}', { origin: 'http://evil.example' }, 403, 'origin_refused'],
    [
      'no JSON',
      'lesson=build',
      { 'content-type': 'application/x-www-form-urlencoded' },
      400,
      'request_invalid',
    ],
    ['torn JSON', '{"lesson":', {}, 400, 'request_invalid'],
    ['a property too many', '{"lesson":"build","admin":true}', {}, 400, 'request_invalid'],
    ['a lesson that is not there', '{"lesson":"gone"}', {}, 404, 'lesson_missing'],
    ['more than can be sent', JSON.stringify({ lesson: 'x'.repeat(70_000) }), {}, 413, 'too_large'],
  ])('refuses %s', async (_name, body, about, status, code) => {
    const answer = await post(body, about);
    expect(answer.status).toBe(status);
    expect(await answer.json()).toMatchObject({ problem: { code, retryable: false } });
  });
});
