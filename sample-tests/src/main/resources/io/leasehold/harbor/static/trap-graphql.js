// Reads and writes are POST requests, both are answered with 200, and only the data is looked at.
async function operate(query, variables) {
  const response = await fetch(`${place}/api`, {
    method: 'POST',
    headers: {
      Accept: 'application/json',
      'Content-Type': 'application/json',
      'X-CSRF-Token': form.elements.namedItem('_csrf').value,
    },
    body: JSON.stringify({ query, variables }),
  });
  return (await response.json()).data;
}

onSave(async () => {
  await operate('mutation Save($value: String!) { saveField(value: $value) { value } }', { value: field.value });
  say('Saved');
});

operate('query Read { field { value } }', {}).then((data) => {
  show(data.field.value);
  ready();
});
