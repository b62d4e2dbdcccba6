document.querySelector('[data-testid="opener"]').textContent = window.opener ? 'yes' : 'no';
document.getElementById('greet').addEventListener('click', () => {
  window.opener?.postMessage('Ahoy', location.origin);
});
document.getElementById('close').addEventListener('click', () => window.close());
