/** Runs Go tests of images/node/go in a container that compiles, with their data, as root of networks of its own. */
import type { Engine } from '../engine.ts';
import type { EngineConfig } from '../engine-config.ts';
import { compilerImageName, ensureCompilerImage, openCompileContainer } from './compile-container.ts';

const script = `set -eu
export GOTOOLCHAIN=$(jq -er .go.version versions.json)
cd go
# The linter of Go would look at all of Kubernetes.
exec go test -vet=off -mod=readonly -trimpath "$@"`;

/** Resolves with what `go test` says. Rejects with it when a test fails. Packages as `./internal/...`. */
export async function goTest(
  engine: Engine,
  config: EngineConfig,
  packages: readonly string[],
): Promise<string> {
  await ensureCompilerImage(engine, config, () => {});
  const container = await openCompileContainer(engine, config, {
    name: 'drydock-go-test',
    image: await compilerImageName(),
    ownsNetworks: true,
  });
  try {
    const said: string[] = [];
    await container.run(['bash', '-c', script, 'go-test', ...packages], {}, (line) => said.push(line));
    return said.join('\n');
  } finally {
    await container.close();
  }
}
