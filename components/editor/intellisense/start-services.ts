import { languages } from 'monaco-editor/editor';

/** Language services load with the first file of their language. */
export function startServicesOnDemand(): void {
  languages.onLanguageEncountered('dockerfile', () => {
    void import('./dockerfile-providers.ts').then(({ provideDockerfiles }) => provideDockerfiles());
  });
  languages.onLanguageEncountered('yaml', () => {
    void import('./yaml-providers.ts').then(({ provideYaml }) => provideYaml());
  });
}
