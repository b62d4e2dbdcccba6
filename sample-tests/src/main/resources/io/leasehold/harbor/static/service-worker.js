const CACHE = 'harbor-worker-1';

self.addEventListener('install', (event) => {
  const answer = { answeredBy: 'service worker', at: new Date().toISOString() };
  event.waitUntil((async () => {
    const cache = await caches.open(CACHE);
    await cache.put('/worker/ping', Response.json(answer));
    await self.skipWaiting();
  })());
});

self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

self.addEventListener('fetch', (event) => {
  if (new URL(event.request.url).pathname === '/worker/ping') {
    event.respondWith(caches.match('/worker/ping').then((cached) => cached ?? fetch(event.request)));
  }
});
