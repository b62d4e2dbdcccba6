// What was just done is said once: a reload shows only what is stored.
if (location.search) history.replaceState(history.state, '', location.pathname);
