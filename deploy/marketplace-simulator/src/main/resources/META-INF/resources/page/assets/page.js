'use strict';

// All of the page works without this script; it saves clicks.

document.querySelector('form[data-send]')?.requestSubmit();

const PERIOD_MS = 3000;

async function renew() {
  if (document.hidden) {
    return;
  }
  const answer = await fetch(location.href, { headers: { Accept: 'text/html' } });
  if (!answer.ok) {
    return;
  }
  const next = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const main = document.getElementById('main');
  const field = document.activeElement;
  if (main.contains(field) && field.matches('input:not([type=checkbox]), select, textarea')) {
    return; // Nobody is disturbed in typing.
  }
  for (const open of main.querySelectorAll('details[open][id]')) {
    next.getElementById(open.id)?.setAttribute('open', '');
  }
  const focused = field?.closest('details[id]')?.id;
  main.replaceChildren(...next.getElementById('main').childNodes);
  document.getElementById('clock').replaceChildren(...next.getElementById('clock').childNodes);
  if (focused) {
    document.getElementById(focused)?.querySelector('summary').focus({ preventScroll: true });
  }
}

if (document.querySelector('[data-live]')) {
  setInterval(() => renew().catch(() => {}), PERIOD_MS);
}

document.addEventListener('change', (event) => {
  if (event.target.name === 'live') {
    event.target.form.requestSubmit();
  }
});
