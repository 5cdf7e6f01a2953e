// The lesson's stream, and what is sent.

/** Something comes every five seconds. */
const silenceMax = 14_000;
const [waitMin, waitMax] = [500, 8_000];
const times = /^(asOf|start|end|countsFrom|countsUntil|firstJoin|lastLeave|presentAt|join|leave)$/;

/** Open while somebody sees the page, and again whenever nothing newer comes. @type {follow} */
export const follow = (url, take, tell) => {
	let [asOf, newsAt, tries, waiting, isWanted] = [0, 0, 0, 0, false];
	/** @type {EventSource | undefined} */ let source;

	function close() {
		clearTimeout(waiting);
		source?.close();
		source = undefined;
	}

	function open() {
		close();
		if (!isWanted || document.hidden) return;
		[newsAt, source] = [Date.now(), new EventSource(url)];
		source.onerror = fail;
		source.addEventListener('replaced', () => stop('replaced'));
		for (const name of ['snapshot', 'changes', 'ping'])
			source.addEventListener(name, event => {
				const told = JSON.parse(event.data, (field, value) => value && times.test(field) ? Date.parse(value) : value);
				tries = 0;
				if (name !== 'ping') take(told, name === 'snapshot');
				// A server that hears nothing new of the lesson repeats an old time.
				if (told.asOf <= asOf) return;
				[asOf, newsAt] = [told.asOf, Date.now()];
				tell('live', asOf);
			});
	}

	function fail() {
		close();
		waiting = setTimeout(open, Math.min(waitMax, waitMin * 2 ** tries++) * (.5 + Math.random() / 2));
		tell('reconnecting');
	}

	/** @param {Line} why */
	function stop(why) {
		isWanted = false;
		close();
		tell(why);
	}

	document.addEventListener('visibilitychange', open);
	return {
		stop,
		begin() {
			isWanted = true;
			open();
		},
		// A line that is dead may look open.
		look: () => source && Date.now() - newsAt > silenceMax && fail(),
	};
};

/** @type {send} */
export const send = async (method, path, body) => {
	const token = document.querySelector('meta[name=csrf-token]')?.getAttribute('content') ?? '';
	const headers = { 'Content-Type': 'application/json', 'X-CSRF-Token': token };
	const answer = await fetch(path, { method, headers, body: body && JSON.stringify(body) })
		.catch(() => { throw new Error('The server does not answer. Try again in a moment.'); });
	const said = answer.headers.get('Content-Type')?.includes('json') ? await answer.json() : {};
	if (answer.ok) return said;
	if (answer.status === 401) throw new Error('You are signed out: load the page again, and sign in.');
	const fault = Object.values(said.errors ?? {}).flat().join(' ') || said.detail || `The server answers ${answer.status}.`;
	throw new Error(said.code ? fault : `${fault} Trace id: ${said.traceId}`);
};
