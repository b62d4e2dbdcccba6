const workers = navigator.serviceWorker;
workers.register('/traps/service-worker/worker.js').catch(() => {});

function controlled() {
  return workers.controller ? undefined
    : new Promise((done) => { workers.addEventListener('controllerchange', done, { once: true }); });
}

onSave(async () => {
  await controlled();
  await send();
  say('Saved');
});

load().then((value) => {
  show(value);
  ready();
});
