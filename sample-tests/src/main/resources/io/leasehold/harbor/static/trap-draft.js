// A draft in localStorage or sessionStorage is kept until the server says that it has it.
const drafts = window[form.dataset.draft];
const draft = drafts.getItem(place);
if (draft !== null) show(draft);

onSave(async () => {
  drafts.setItem(place, field.value);
  const { saved } = await (await send()).json();
  if (saved) drafts.removeItem(place);
  say('Saved');
});
ready();
