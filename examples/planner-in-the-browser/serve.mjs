/** Serves this directory to this machine: `node serve.mjs [port]`. Any other static server does as well. */
import {createReadStream, statSync} from 'node:fs';
import {createServer} from 'node:http';
import {extname, join, normalize} from 'node:path';
import {fileURLToPath} from 'node:url';

const root = fileURLToPath(new URL('.', import.meta.url));
const types = {'.html': 'text/html', '.css': 'text/css', '.js': 'text/javascript', '.svg': 'image/svg+xml'};

const server = createServer((request, response) => {
  const file = fileOf(request.url ?? '/');
  if (file === undefined) {
    response.writeHead(404).end('not found\n');
    return;
  }
  response.writeHead(200, {'content-type': `${types[extname(file)]}; charset=utf-8`});
  createReadStream(file).pipe(response);
});

/** The file of this directory that an address stands for, if there is one of a type that pages are made of. */
function fileOf(url) {
  try {
    const path = decodeURIComponent(url.replace(/[?#].*$/, ''));
    const file = normalize(join(root, path === '/' ? 'index.html' : path));
    return extname(file) in types && file.startsWith(root) && statSync(file).isFile() ? file : undefined;
  } catch {
    return undefined;
  }
}

server.listen(Number(process.argv[2] ?? 8080), '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${server.address().port}/`);
});
