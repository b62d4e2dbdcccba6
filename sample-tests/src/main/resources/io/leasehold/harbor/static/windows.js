const on = (id, action) => document.getElementById(id).addEventListener('click', action);
const say = (id, text) => { document.querySelector(`[data-testid="${id}"]`).textContent = text; };

on('popup', () => window.open('/windows/popup', 'harbor-popup', 'width=460,height=340'));
on('alert', () => { alert('The tide is coming in'); say('dialog-answer', 'alert closed'); });
on('confirm', () => say('dialog-answer', confirm('Cast off?') ? 'confirmed' : 'dismissed'));
on('prompt', () => say('dialog-answer', prompt('Name of the ship?', 'Nimbus') ?? 'dismissed'));
addEventListener('message', (event) => {
  if (event.origin === location.origin) say('popup-said', String(event.data));
});
