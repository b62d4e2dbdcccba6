// What the scripts of all traps use. The page is ready when its field shows what it is going to show.
const form = document.getElementById('trap');
const field = form.elements.namedItem('value');
const place = location.pathname;

const ready = () => { form.dataset.ready = 'yes'; };
const say = (text) => { document.querySelector('[role="status"]').textContent = text; };
const show = (value) => { field.value = value; };

function send(body = new FormData(form)) {
  return fetch(form.action, {
    method: 'POST',
    headers: { Accept: 'application/json', 'X-CSRF-Token': form.elements.namedItem('_csrf').value },
    body: new URLSearchParams(body),
  });
}

async function load(options = {}) {
  const response = await fetch(`${place}/data`, { ...options, headers: { Accept: 'application/json' } });
  return (await response.json()).value;
}

function onSave(save) {
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    save().catch((problem) => say(`failed: ${problem.message}`));
  });
}
