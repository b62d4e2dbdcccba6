// The page asks for its value, which may be cached; after a write it asks again past the cache.
onSave(async () => {
  await send();
  show(await load({ cache: 'reload' }));
  say('Saved');
});

load().then((value) => {
  show(value);
  ready();
});
