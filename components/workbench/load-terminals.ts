/** Terminals are not in what a lesson page loads first. */
export const loadTerminals = () => import('../terminal/terminal-tabs.tsx');
