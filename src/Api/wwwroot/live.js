// What the server has rendered stands; what the lesson's stream tells is patched into it.
import { ask, get, offer } from './live/dialogs.js';
import { rules } from './live/lesson.js';
import { rows } from './live/rows.js';
import { follow, send } from './live/server.js';

const page = get('#lesson');
const { api, zone, occurrence: occurrenceId, asked = '', show = '', sort, words: written } = page.dataset;
/** @type {Words} */ const words = JSON.parse(written);
const [minute, second] = [rules.clock(zone), rules.clock(zone, { second: '2-digit' })];

/** @type {Choice} */ let choice = { occurrenceId: asked, show, q: get('#q')?.value ?? '', sort };
/** @type {View} */ let view;
/** @type {Axis} */ let on;
let [offset, summary] = [0, get('#counts').innerText];

const now = () => Date.now() + offset;

/** @type {put} */
const put = (part, text) => {
	if (part && part.textContent !== text) part.textContent = text;
};

/** @type {fill} */
const fill = (row, others) => {
	const { name, connections, firstJoin, lastLeave } = row.data;
	const inNow = connections > 1 ? `${connections} ${words.devices}` : connections ? words.inNow : '';
	const texts = { name: name || words.noName, named: name, inNow, join: second(firstJoin), leave: second(lastLeave), ...others };
	for (const [part, text] of Object.entries(texts)) put(row.parts[part], text);
};

/** @type {tick} */
const tick = row => put(row.parts.time, rules.length(rules.seconds(row, view, now())));

const students = rows(get('#roll tbody'), get('#student-row'), /** @type {Table<Student>} */ ({
	id: student => student.studentId,
	fill(row) {
		const { late, leftEarly, flags, intervals, overridden, reason } = row.data;
		const standing = rules.standing(row.data, view);
		const shown = standing === 'absent' && view.status !== 'ended' ? 'notJoined' : standing;
		const notes = [late && 'late', leftEarly && 'leftEarly', ...flags].map(flag => words.flags[`${flag}`]).filter(Boolean);
		get('.chip', row.element).className = `chip ${shown}`;
		fill(row, {
			status: words.standings[shown],
			spans: rules.spans(intervals, minute),
			notes: notes.join(', '),
			reason: overridden ? words.byHand + reason : '',
		});
		this.tick(row);
	},
	tick(row) {
		const drawn = rules.bar(row, view, on, now());
		for (const [part, [attribute, value]] of Object.entries(drawn)) row.parts[part]?.setAttribute(attribute, value);
		tick(row);
	},
	isShown: student => rules.isChosen(student, choice, view),
	order: () => rules.order(choice, view, now()),
}));

const guests = rows(get('#guests tbody'), get('#guest-row'), /** @type {Table<Guest>} */ ({
	id: guest => guest.guestId,
	fill(row) {
		fill(row, { perhaps: row.data.suggestions[0]?.name ?? '' });
		tick(row);
	},
	tick,
	isShown: ({ name }) => (!choice.show || choice.show === 'guests') && rules.isNamed(name, choice.q),
	order: () => () => 0,
}));

/** @type {take} */
const take = (told, isWhole) => {
	const [start, before, was, open] = [performance.now(), on, view, get('dialog[open]')];
	// Another lesson is in this one's place; it waits while something is being asked.
	if ((told.occurrenceId ?? undefined) !== occurrenceId)
		return void (open ? open.onclose = () => location.reload() : location.reload());
	[view, offset] = [told, told.asOf - Date.now()];
	steadily(() => {
		students.take(told.students, told.asOf, isWhole);
		guests.take(told.guests, told.asOf, isWhole);
		on = rules.axis(view, students.people, now());
		students.show(view.status !== was?.status || on.start !== before.start || on.end !== before.end);
		guests.show();
		count();
	});
	performance.measure('live-changes', { start });
};

/** The keyboard does not fall out of the page. @param {() => void} change */
function steadily(change) {
	/** @type {any} */ const active = document.activeElement;
	change();
	if (active.checkVisibility()) return;
	const next = [document.getElementById(active.id), get('#message'), get('h1')].find(part => part?.checkVisibility());
	next?.focus({ preventScroll: true });
}

/** As LessonOnPage.cs has it. */
const stands = () => [
	view.status, view.attendanceState, view.degraded, view.start, view.end,
	students.people.filter(student => rules.standing(student, view) === 'undecided').length,
	students.people.every(student => !student.stays) && !guests.people.length,
].join(' ');

/** As the server has it now; not while somebody decides there. */
async function restate() {
	const { dataset } = get('#state');
	if (isOpen()) return;
	dataset.stands = 'asked';
	const answer = await fetch(location.href).catch(() => null);
	if (answer?.redirected || answer?.status === 404) return stream.stop(answer.redirected ? 'signedOut' : 'gone');
	if (!answer?.ok) return void (dataset.stands = 'unsaid');
	const other = new DOMParser().parseFromString(await answer.text(), 'text/html');
	if (isOpen()) doubt();
	else if (dataset.stands === 'asked') steadily(() => {
		for (const part of ['#state', '#counts', '#matches', '#files']) get(part).replaceWith(get(part, other));
		if (view) count();
	});
}

const isOpen = () => get('#state [open]');
const doubt = () => get('#state').dataset.stands = '';

function count() {
	for (const link of page.querySelectorAll('[data-show]')) {
		const { show } = link.dataset;
		const counted = students.people.filter(student => rules.isChosen(student, { ...choice, show, q: '' }, view));
		put(get('b', link), `${(show === 'guests' ? guests.people : counted).length}`);
		link.ariaCurrent = show === choice.show ? 'true' : null;
	}
	put(get('#axis'), `${minute(on.start)}–${minute(on.end)}`);
}

/** The address says what is shown. @param {Partial<Choice>} other */
function choose(other) {
	choice = { ...choice, ...other };
	history.replaceState(null, '', rules.address(choice));
	students.show(true);
	guests.show(true);
	count();
	for (const link of page.querySelectorAll('[data-sort]')) {
		const { sort } = link.dataset;
		link.parentElement.ariaSort = { [sort]: 'ascending', ['-' + sort]: 'descending' }[choice.sort] ?? null;
	}
	say(`${page.querySelectorAll('[data-id]:not([hidden])').length} shown`);
}

/** For those who listen. @param {string} text */
const say = text => put(get('#said'), text);

/** @type {message} */
const message = (text, { who = '', undo = '', kind = 'notice' } = {}) => steadily(() => {
	const [shown, button] = [get('#message'), get('#message button')];
	put(get('bdi', shown), who);
	put(get('span', shown), text);
	[shown.className, shown.hidden, button.hidden, button.dataset.path] = [kind, false, !undo, undo];
	say(`${who} ${text}`);
});

/** @type {Acts} */
const acts = {
	override(button) {
		const { studentId, name, overridden, mark, reason } = students.of(button);
		const form = get('#override form');
		form.reset();
		if (overridden) [form.status.value, form.reason.value] = [mark, reason];
		get('.remove', form).hidden = !overridden;
		ask('override', name, async ({ remove, ...decided }) => {
			const path = `${api}/attendance/${studentId}/override${rules.address({ occurrenceId })}`;
			await send(remove ? 'DELETE' : 'PUT', path, { occurrenceId, ...decided });
			message(remove ? 'has the computed mark again.' : 'is marked by hand.', { who: name });
		});
	},
	match(button) {
		const { guestId, name, suggestions } = guests.of(button);
		offer(suggestions, students.people);
		ask('match', name, async ({ studentId }) => {
			const { matchId } = await send('PUT', `${api}/guests/${guestId}/match`, { occurrenceId, studentId });
			message('is matched.', { who: name, undo: `${api}/matches/${matchId}` });
			doubt();
		});
	},
	async send(button) {
		const { method = '', path = '', done = '' } = button.dataset;
		if (button.ariaBusy) return;
		button.ariaBusy = 'true';
		await send(method, path, {}).then(() => [message(done), doubt()], error => message(error.message, { kind: 'problem' }));
		button.ariaBusy = null;
	},
	pause(button) {
		const isPaused = button.ariaPressed === 'false';
		button.ariaPressed = `${isPaused}`;
		return isPaused ? stream.stop('paused') : stream.begin();
	},
	async copy() {
		const absent = students.people.filter(student => rules.standing(student, view) === 'absent');
		// No formulas, for spreadsheets.
		const lines = absent.map(({ name }) => name.replace(/\s+/g, ' ').replace(/^(?!\p{L})/u, "'")).join('\n');
		try {
			await navigator.clipboard.writeText(lines);
			message(`Copied names: ${absent.length}.`);
		} catch {
			message('The browser does not let the page copy.', { kind: 'problem' });
		}
	},
	print: () => print(),
	close: button => steadily(() => button.parentElement?.setAttribute('hidden', '')),
};

/** In words that the page has. @type {tell} */
function tell(line, asOf) {
	// It may be that nobody is signed in any more.
	if (line === 'reconnecting') doubt();
	if (line !== (page.dataset.line ?? 'live')) say(get('#line-' + line).textContent);
	page.dataset.line = line;
	if (asOf) put(get('#heard'), second(asOf));
}

function beat() {
	stream.look();
	const { stands: said } = get('#state').dataset;
	if (!said) restate();
	if (page.dataset.line !== 'live') return;
	if (said !== 'asked' && said !== stands()) restate();
	students.tick();
	guests.tick();
	put(get('#elapsed'), `${Math.trunc(Math.max(0, now() - (view.start ?? 0)) / 60_000)}`);
}

/** Said no more often than one can listen. */
function sum() {
	const { innerText } = get('#counts');
	if (innerText !== summary) say(innerText);
	summary = innerText;
}

addEventListener('click', event => {
	const target = /** @type {any} */ (event.target).closest('[data-act], a[data-show], a[data-sort]');
	if (!target || !view || event.ctrlKey || event.metaKey) return;
	event.preventDefault();
	const { act, show, sort } = target.dataset;
	if (act) acts[act]?.(target);
	else choose(sort ? { sort: choice.sort === sort ? '-' + sort : sort } : { show });
});
Object.assign(get('#search') ?? {}, { oninput: () => choose({ q: get('#q').value }), onsubmit: () => false });
const stream = follow(`${api}/participants/stream${rules.address({ occurrenceId: asked })}`, take, tell);
stream.begin();
setInterval(beat, 1_000);
setInterval(sum, 10_000);
onbeforeprint = () => students.show(true);
