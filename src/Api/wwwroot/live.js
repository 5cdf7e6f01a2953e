// Fetches the page's own address every two seconds and puts its newest state in place. Without script the page stands.
const interval = 2000;
const stale = /** @type {HTMLElement} */ (document.getElementById('stale'));
const since = /** @type {HTMLElement} */ (stale.querySelector('span'));

async function refresh() {
  try {
    const answer = await fetch(location.href, { headers: { Accept: 'text/html' } });
    if (!answer.ok) throw new Error(answer.statusText);
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    document.getElementById('live')?.replaceWith(page.getElementById('live') ?? '');
    stale.hidden = true;
  } catch {
    if (stale.hidden) since.textContent = new Date().toLocaleTimeString();
    stale.hidden = false;
  }
  setTimeout(refresh, interval);
}

setTimeout(refresh, interval);
