// The page of an open check-in, kept up with what the server has: the code of the moment, and who has come.
const intervalMs = 4000;
const parts = ['shown', 'people'];
const place = /** @type {HTMLElement} */ (document.getElementById('check-in'));
const lost = /** @type {HTMLElement} */ (document.getElementById('lost'));
const came = /** @type {HTMLElement} */ (document.getElementById('came'));
place.dataset.line = 'live';

/** What has not changed is left alone: nobody loses their place, or hears it again. @param {Document} news */
function show(news) {
	for (const id of parts) {
		const part = document.getElementById(id);
		const now = news.getElementById(id);
		if (part && now && part.innerHTML !== now.innerHTML) part.innerHTML = now.innerHTML;
	}
	const count = news.getElementById('came')?.textContent ?? '';
	if (came.textContent !== count) came.textContent = count;
}

/** @returns {Promise<boolean>} Whether the check-in is open still. */
async function look() {
	try {
		const answer = await fetch(location.href, { headers: { Accept: 'text/html' }, signal: AbortSignal.timeout(intervalMs) });
		const news = new DOMParser().parseFromString(await answer.text(), 'text/html');
		const isThere = answer.ok && news.getElementById('check-in') !== null;
		lost.hidden = isThere;
		if (!isThere) return true;
		show(news);
		return news.getElementById('check-in')?.dataset.open !== undefined;
	} catch {
		lost.hidden = false;
		return true;
	}
}

while (await look()) await new Promise(resolve => setTimeout(resolve, intervalMs));
document.getElementById('close')?.remove();
