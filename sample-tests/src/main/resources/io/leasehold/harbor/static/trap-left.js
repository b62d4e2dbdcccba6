show(sessionStorage.getItem(place.replace(/\/left$/, '')) ?? '');
ready();
