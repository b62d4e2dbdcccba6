// The list grows at once; the server is told meanwhile.
const rows = document.querySelector('[data-testid="rows"]');

onSave(async () => {
  const row = document.createElement('li');
  row.textContent = field.value;
  rows.append(row);
  await send();
  say('Saved');
});
ready();
