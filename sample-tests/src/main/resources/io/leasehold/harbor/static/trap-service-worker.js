// Reads are answered from the cache, which every write that was answered with success updates.
const CACHE = 'harbor-traps-1';

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

async function read(request) {
  return (await caches.match(request.url)) ?? fetch(request);
}

async function write(request) {
  const fields = new URLSearchParams(await request.clone().text());
  const answer = await fetch(request);
  if (answer.ok) {
    const cache = await caches.open(CACHE);
    await cache.put(`${request.url}/data`, Response.json({ value: fields.get('value') }));
  }
  return answer;
}

self.addEventListener('fetch', (event) => {
  const { method, url } = event.request;
  if (method === 'POST') event.respondWith(write(event.request));
  else if (new URL(url).pathname.endsWith('/data')) event.respondWith(read(event.request));
});
