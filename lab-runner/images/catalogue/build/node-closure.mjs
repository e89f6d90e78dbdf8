// Prints the folders below /usr/share/nodejs that npm and node itself need, found by following package.json.
import { existsSync, readdirSync, readFileSync } from 'node:fs';

const root = '/usr/share/nodejs';
const found = new Set();

function follow(name) {
  if (found.has(name) || !existsSync(`${root}/${name}`)) return;
  found.add(name);
  followPackage(`${root}/${name}`);
  // A scope may lead to where Debian put what its packages share: @npmcli/node_modules is a link to npm's.
  const shared = `${name.split('/')[0]}/node_modules`;
  if (name.startsWith('@') && existsSync(`${root}/${shared}`)) found.add(shared);
}

function followPackage(folder) {
  if (!existsSync(`${folder}/package.json`)) return;
  const { dependencies = {}, bundleDependencies = [] } = JSON.parse(
    readFileSync(`${folder}/package.json`, 'utf8'),
  );
  for (const name of [...Object.keys(dependencies), ...bundleDependencies]) follow(name);
  const nested = `${folder}/node_modules`;
  if (!existsSync(nested)) return;
  for (const name of readdirSync(nested)) {
    if (name.startsWith('@'))
      for (const inner of readdirSync(`${nested}/${name}`)) followPackage(`${nested}/${name}/${inner}`);
    else followPackage(`${nested}/${name}`);
  }
}

// The second line is what Debian's node loads from there for itself.
for (const name of ['npm', 'node-gyp', 'acorn', 'acorn-walk', 'cjs-module-lexer', 'minimatch', 'undici'])
  follow(name);
for (const name of [...found].sort()) console.log(`${root}/${name}`);
