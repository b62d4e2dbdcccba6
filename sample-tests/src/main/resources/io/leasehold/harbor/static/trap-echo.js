// What was done is put into the address, so that it can be shared; the server reads it from there.
onSave(async () => {
  await send();
  history.replaceState(history.state, '', `${place}?value=${encodeURIComponent(field.value)}`);
  say('Saved');
});
ready();
