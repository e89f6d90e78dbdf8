/** The learner's own choice of light or dark; nothing is kept while it is what the system says. */
export const THEME_KEY = 'drydock-theme';
/** `more` or `normal`, in the same way. */
export const CONTRAST_KEY = 'drydock-contrast';
/** Letters of editor and terminal, in pixels; nothing is kept while they are as at first. */
export const CODE_SIZE_KEY = 'drydock-code-size';
export const CODE_SIZE_PX = { least: 10, normal: 14, most: 28 } as const;
/** Set while the browser knows of earlier progress, so that the home page does not flash the text for newcomers. */
export const RETURNING_KEY = 'drydock-returning';

/**
 * Runs in <head> before anything is painted. A constant, because the front lets inline scripts run by their hash.
 * Always sets `data-theme` and `data-contrast`, also for editor and terminal, which read them and `data-code-size`.
 */
export const THEME_SCRIPT = `(()=>{const d=document.documentElement,m=matchMedia("(prefers-color-scheme: dark)"),c=matchMedia("(prefers-contrast: more)"),g=k=>{try{return localStorage.getItem(k)}catch{return null}},s=()=>{const t=g("${THEME_KEY}"),k=g("${CONTRAST_KEY}"),z=+g("${CODE_SIZE_KEY}");d.dataset.theme=t==="dark"||t==="light"?t:m.matches?"dark":"light";d.dataset.contrast=k==="more"||k==="normal"?k:c.matches?"more":"normal";if(z>=${CODE_SIZE_PX.least}&&z<=${CODE_SIZE_PX.most}&&z%1===0)d.dataset.codeSize=z;else delete d.dataset.codeSize};s();if(g("${RETURNING_KEY}"))d.dataset.returning="";m.addEventListener("change",s);c.addEventListener("change",s);addEventListener("storage",s)})()`;
