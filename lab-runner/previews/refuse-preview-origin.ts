import { asSource, type WildcardOrigin } from './preview-names.ts';

/** Why browsers would not keep app and previews apart, or not show them together. One sentence for each reason. */
export function refusePreviewOrigin(
  wildcard: WildcardOrigin,
  publicOrigin: string | undefined,
): readonly string[] {
  const said = `PREVIEW_ORIGIN is "${asSource(wildcard)}", `;
  if (publicOrigin === undefined)
    return [
      `${said}but PUBLIC_URL is not set: say by which address learners come, such as PUBLIC_URL=https://drydock.example.org.`,
    ];
  const app = new URL(publicOrigin);
  const sentences: string[] = [];
  if (app.hostname.endsWith(wildcard.suffix))
    sentences.push(
      `${said}which is also what PUBLIC_URL is called: a learner's page could pass for Drydock. Give previews a domain that Drydock is not in, such as https://*.preview.example.org.`,
    );
  if (app.protocol === 'https:' && wildcard.protocol === 'http:')
    sentences.push(
      `${said}but pages of PUBLIC_URL come by https and show nothing that does not: make it https too.`,
    );
  const isBelow = wildcard.suffix.endsWith(`.${app.hostname}`);
  if (app.protocol === 'http:' && wildcard.protocol === 'http:' && !isBelow)
    sentences.push(
      `${said}and without https browsers keep its cookies only below PUBLIC_URL's own name, such as http://*.preview.${app.host}.`,
    );
  return sentences;
}
