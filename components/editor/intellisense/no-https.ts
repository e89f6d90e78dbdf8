/**
 * Stands in for `https` in the browser (next.config.ts): dockerfile-language-service would ask Docker Hub for tags, and
 * a lab has no network.
 */
export {};
