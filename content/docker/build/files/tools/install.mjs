/**
 * Does what `npm ci` does, without a registry: takes the dependencies of package.json from vendor/, refuses what
 * does not match vendor.lock (sha256), and puts the rest into node_modules/.
 */
import { createHash } from 'node:crypto';
import { cpSync, readFileSync } from 'node:fs';

const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
const locked = readFileSync('vendor.lock', 'utf8').trim().split('\n');

for (const line of locked) {
  const [hash, file] = line.split('  ');
  const found = createHash('sha256').update(readFileSync(file)).digest('hex');
  if (found !== hash) throw new Error(`${file} is not what vendor.lock says it is`);
}

for (const [name, version] of Object.entries(dependencies)) {
  const vendored = JSON.parse(readFileSync(`vendor/${name}/package.json`, 'utf8'));
  if (vendored.version !== version)
    throw new Error(`${name} ${version} is wanted, ${vendored.version} is there`);
  cpSync(`vendor/${name}`, `node_modules/${name}`, { recursive: true });
  console.log(`added ${name} ${version}`);
}
