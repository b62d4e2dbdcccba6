const form = document.getElementById('order-search');
const results = document.getElementById('results');
let latest = 0;

async function refresh() {
  const mine = ++latest;
  const query = new URLSearchParams(new FormData(form));
  const response = await fetch(`/orders?${query}&part=results`);
  if (response.redirected) return location.assign('/orders?' + query);
  const markup = await response.text();
  // A slow answer must not replace a newer one.
  if (!response.ok || mine !== latest) return;
  results.innerHTML = markup;
  history.replaceState(history.state, '', `/orders?${query}`);
}

let pause;
form.addEventListener('input', () => {
  clearTimeout(pause);
  pause = setTimeout(refresh, 150);
});
