// Nothing is sent before the page goes. A beacon cannot set headers: the token goes in a form, or is forgotten.
const begun = field.value;

addEventListener('pagehide', () => {
  if (field.value === begun) return;
  sessionStorage.setItem(place, field.value);
  const body = form.dataset.token === 'sent'
    ? new URLSearchParams(new FormData(form))
    : new Blob([JSON.stringify({ value: field.value })], { type: 'application/json' });
  navigator.sendBeacon(form.action, body);
});
ready();
