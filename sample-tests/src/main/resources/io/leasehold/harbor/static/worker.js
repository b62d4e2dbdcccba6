const show = (id, text) => { document.querySelector(`[data-testid="${id}"]`).textContent = text; };

async function start() {
  await navigator.serviceWorker.register('/worker/sw.js', { scope: '/worker' });
  await navigator.serviceWorker.ready;
  if (!navigator.serviceWorker.controller) {
    await new Promise((done) => navigator.serviceWorker.addEventListener('controllerchange', done, { once: true }));
  }
  show('worker-state', 'controlling');
}

document.getElementById('ping').addEventListener('click', async () => {
  const { answeredBy, at } = await (await fetch('/worker/ping')).json();
  show('answered-by', answeredBy);
  show('answered-at', at);
});

start().catch((problem) => show('worker-state', `failed: ${problem.message}`));
