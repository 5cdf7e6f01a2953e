// What follows from a live view, as the server has it: RollChoice.cs and Axis.cs.

/** Those first whom a teacher looks for. */
const standings = ['absent', 'undecided', 'partial', 'present', 'excused'];
const names = new Intl.Collator('en');
const step = 300_000;
const plain = (/** @type {string} */ text) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** @type {Rules} */
export const rules = {
	address: choice => '?' + new URLSearchParams(Object.entries(choice).filter(([name, value]) => value && name + value !== 'sortname')),

	standing: (student, { status }) => status === 'ended' || student.overridden
		? student.mark ?? 'undecided' : student.status === 'notJoined' ? 'absent' : student.status,

	isNamed: (name, query) => plain(query).split(' ').every(word => plain(name).includes(word)),

	isChosen: (student, { show, q }, view) => rules.isNamed(student.name, q)
		&& (!show || show === rules.standing(student, view) || show === 'inNow' && student.inNow),

	order({ sort }, view, now) {
		const [by, way] = sort.startsWith('-') ? [sort.slice(1), -1] : [sort, 1];
		/** @type {keys} */
		const keys = row => ({
			status: standings.indexOf(rules.standing(row.data, view)),
			inNow: row.data.connections,
			join: row.data.firstJoin,
			leave: row.data.lastLeave,
			time: Math.trunc(rules.seconds(row, view, now)),
		});
		return (one, other) => {
			const [first, second] = [keys(one)[by] ?? null, keys(other)[by] ?? null];
			if (first === second) return names.compare(one.data.name, other.data.name) * (by === 'name' ? way : 1);
			return first === null ? 1 : second === null ? -1 : (first - second) * way;
		};
	},

	clock(timeZone, more) {
		const format = new Intl.DateTimeFormat('en-GB', { timeZone, hourCycle: 'h23', hour: '2-digit', minute: '2-digit', ...more });
		return time => time ? format.format(time) : '';
	},

	spans: (intervals, minute) => intervals
		.map(({ join, leave }) => `${minute(join) || '?'}–${minute(leave) || 'now'}`).join(', '),

	length: seconds => `${Math.trunc(seconds / 60)}:${`${Math.trunc(seconds) % 60}`.padStart(2, '0')}`,

	seconds({ data, asOf }, view, now) {
		const grown = Math.min(now, view.countsUntil ?? now) - Math.max(asOf, view.countsFrom ?? 0);
		return data.seconds + (data.inNow && grown > 0 ? grown / 1000 : 0);
	},

	axis(view, students, now) {
		const start = Math.min(view.start ?? now, ...students.map(student => student.firstJoin ?? now));
		const latest = view.status === 'started' ? now : Math.max(start, ...students.map(student => student.lastLeave ?? 0));
		const end = view.end ?? 0;
		return { start, end: end > start && end >= latest ? end : start + step * Math.max(1, Math.ceil((latest - start) / step)) };
	},

	bar({ data, asOf }, view, { start, end }, now) {
		const at = (/** @type {number} */ time) => Math.trunc((time - start) / 1000);
		const reached = data.presentAt ?? (data.inNow && asOf + (view.presentAfterSeconds - data.seconds) * 1000);
		const stays = data.intervals.map(({ join, leave }) => join && `M${at(join)} 0H${at(leave ?? now)}V10H${at(join)}Z`);
		return {
			bar: ['viewBox', `0 0 ${at(end)} 10`],
			stays: ['d', stays.join('')],
			threshold: ['d', reached ? `M${at(reached)} 0V10` : ''],
		};
	},
};
