/** The learner's own choice of light or dark; nothing is kept while it is what the system says. */
export const THEME_KEY = 'drydock-theme';
/** Set while the browser knows of earlier progress, so that the home page does not flash the text for newcomers. */
export const RETURNING_KEY = 'drydock-returning';

/**
 * Runs in <head> before anything is painted. A constant, because the front lets inline scripts run by their hash.
 * Always sets `data-theme`, also for editor and terminal, which read it.
 */
export const THEME_SCRIPT = `(()=>{const d=document.documentElement,m=matchMedia("(prefers-color-scheme: dark)"),g=k=>{try{return localStorage.getItem(k)}catch{return null}},s=()=>{const t=g("${THEME_KEY}");d.dataset.theme=t==="dark"||t==="light"?t:m.matches?"dark":"light"};s();if(g("${RETURNING_KEY}"))d.dataset.returning="";m.addEventListener("change",s);addEventListener("storage",s)})()`;
