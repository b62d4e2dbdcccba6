const count = document.querySelector('[data-testid="count"]');
document.getElementById('count').addEventListener('click', () => { count.textContent = Number(count.textContent) + 1; });
