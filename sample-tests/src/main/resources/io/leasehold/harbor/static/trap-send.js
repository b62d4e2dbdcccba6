// The optimistic page: it has said so before the server has answered, and takes no notice of what that says.
onSave(async () => {
  say('Saved');
  const answer = await send();
  if (answer.ok) {
    const version = form.elements.namedItem('version');
    const said = await answer.json();
    if (version && said.version) version.value = said.version;
  }
});
ready();
