const report = document.getElementById('report');

async function poll() {
  const response = await fetch('/api/report');
  if (response.status === 401) return location.reload();
  const { id, state, percent } = await response.json();
  report.dataset.state = state;
  if (state === 'running') {
    const bar = report.querySelector('progress');
    if (bar) bar.value = percent;
    setTimeout(poll, 150);
  } else if (state === 'ready') {
    const link = Object.assign(document.createElement('a'), {
      className: 'button', href: `/reports/${id}`, download: '', textContent: 'Download report',
    });
    report.replaceChildren(link);
  } else {
    location.assign('/reports');
  }
}

if (report.dataset.state === 'running') poll();
