const socket = new WebSocket(`ws://${location.host}${place}/live`);
const connected = new Promise((done) => { socket.addEventListener('open', done, { once: true }); });

socket.addEventListener('message', ({ data }) => {
  if (JSON.parse(data).saved) say('Saved');
});

onSave(async () => {
  await connected;
  socket.send(JSON.stringify({ value: field.value }));
});
ready();
