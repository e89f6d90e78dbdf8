import { createServer } from 'node:http';
import { columns } from 'pennant';
import { price } from 'tariff';
import { goods } from './goods.mjs';

const version = process.env.SHOP_VERSION ?? 'unknown';

function list() {
  return columns(goods.map(({ name, cents }) => [name, price(cents)]));
}

const server = createServer((request, response) => {
  response.setHeader('Content-Type', 'text/plain; charset=utf-8');
  if (request.url === '/version') response.end(`${version}\n`);
  else response.end(`Chandler's shop, version ${version}\n\n${list()}\n`);
});

process.once('SIGTERM', () => {
  server.close(() => console.log('shop: closed in good order'));
  server.closeIdleConnections();
});

server.listen(8080, () => console.log('shop: open on port 8080'));
