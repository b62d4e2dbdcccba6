const draft = document.getElementById('draft');
addEventListener('beforeunload', (event) => {
  if (draft.value) {
    event.preventDefault();
    event.returnValue = true;
  }
});
