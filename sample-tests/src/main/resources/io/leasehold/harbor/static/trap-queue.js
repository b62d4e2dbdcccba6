// Writes wait in IndexedDB until the server says that it has them; the page shows them meanwhile.
const opened = new Promise((done, failed) => {
  const request = indexedDB.open('harbor-traps', 1);
  request.onupgradeneeded = () => request.result.createObjectStore('queue');
  request.onsuccess = () => done(request.result);
  request.onerror = () => failed(request.error);
});

async function queue(mode, act) {
  const database = await opened;
  return new Promise((done, failed) => {
    const request = act(database.transaction('queue', mode).objectStore('queue'));
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });
}

onSave(async () => {
  await queue('readwrite', (store) => store.put(field.value, place));
  const { saved } = await (await send()).json();
  if (saved) await queue('readwrite', (store) => store.delete(place));
  say('Saved');
});

queue('readonly', (store) => store.get(place)).then((waiting) => {
  if (waiting !== undefined) show(waiting);
  ready();
});
