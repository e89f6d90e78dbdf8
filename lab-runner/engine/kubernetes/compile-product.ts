/** Compiles one product; its result is named by what it was made from, and a mark in it says that it is whole. */
import type { Progress } from '../progress.ts';
import type { CompileContainer } from './compile-container.ts';
import type { Compiler, Product } from './products.ts';

const outside = '/mnt/out';
/** Where scripts find the results of what they need, by the names of the products. */
const resultsFolder = '/results';

export function resultFolder(name: string, { keys }: Compiler): string {
  const key = keys.get(name);
  if (key === undefined) throw new Error(`Nothing called ${name} is compiled`);
  return `${outside}/${name}-${key}`;
}

export async function isCompiled(
  container: CompileContainer,
  product: Product,
  compiler: Compiler,
): Promise<boolean> {
  const mark = `${resultFolder(product.name, compiler)}/.whole`;
  return container
    .run(['test', '-e', mark], {}, () => {})
    .then(
      () => true,
      () => false,
    );
}

export async function compileProduct(
  container: CompileContainer,
  product: Product,
  compiler: Compiler,
  progress: Progress,
): Promise<void> {
  const folder = resultFolder(product.name, compiler);
  await linkResults(container, product.needs ?? [], compiler);
  await container.run(['sh', '-c', 'rm -rf "$OUT" && mkdir -p "$OUT"'], { OUT: folder }, () => {});
  await container.run(
    [`compile/${product.name}.sh`],
    { OUT: folder, RESULTS: resultsFolder },
    told(progress),
  );
  // What an earlier version of it left goes.
  const tidy =
    'touch "$OUT/.whole" && find /mnt/out -mindepth 1 -maxdepth 1 -name "$NAME-????????????????" ! -path "$OUT" -exec rm -rf {} +';
  await container.run(['sh', '-c', tidy], { OUT: folder, NAME: product.name }, () => {});
}

export async function linkResults(
  container: CompileContainer,
  names: readonly string[],
  compiler: Compiler,
): Promise<void> {
  for (const name of names) {
    const env = { TO: resultFolder(name, compiler), LINK: `${resultsFolder}/${name}` };
    await container.run(['sh', '-c', 'mkdir -p /results && ln -sfn "$TO" "$LINK"'], env, () => {});
  }
}

/** Go names each module that it fetches: too many to print, worth a sign of life. */
function told(progress: Progress): Progress {
  let fetched = 0;
  return (line) => {
    if (!line.startsWith('go: downloading ')) progress(line);
    else if (++fetched % 100 === 0) progress(`${fetched} modules fetched`);
  };
}
