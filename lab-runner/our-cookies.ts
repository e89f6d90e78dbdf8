/** Everything that Drydock itself keeps in a browser is called so: what is called otherwise is a learner's page's. */
export const isOurCookie = (cookie: string) => /^(__Host-)?drydock/i.test(cookie);

/** With TLS only what no neighbouring name can have set: browsers see to that by the prefix. */
export const isSurelyOurs = (cookie: string) => cookie.startsWith('__Host-drydock');

/** Of a `Cookie` header those that `keeps` wants; undefined when none is left. */
export function keepCookies(
  header: string | undefined,
  keeps: (cookie: string) => boolean,
): string | undefined {
  const kept = (header ?? '')
    .split(';')
    .map((one) => one.trim())
    .filter((one) => one !== '' && keeps(one));
  return kept.length === 0 ? undefined : kept.join('; ');
}
