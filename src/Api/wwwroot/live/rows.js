// The rows of a table, touched only where something has changed.

/** @type {rows} */
export const rows = (body, template, how) => {
	/** @type {Map<string, Row<any>>} */ const all = new Map();
	/** @type {Set<Row<any>>} */ let changed = new Set();
	const sight = new IntersectionObserver(
		seen => seen.forEach(({ target, isIntersecting }) => Object.assign(target, { isInSight: isIntersecting })),
		{ rootMargin: '300px' });

	function add(/** @type {string} */ id) {
		const element = /** @type {HTMLElement} */ (
			body.querySelector(`[data-id="${id}"]`) ?? template.content.firstElementChild?.cloneNode(true));
		const parts = [...element.querySelectorAll('[data-is]')].map(part => [part.getAttribute('data-is'), part]);
		const row = { data: null, element, parts: Object.fromEntries(parts), asOf: 0 };
		element.dataset.id = id;
		sight.observe(element);
		all.set(id, row);
		return row;
	}

	/** Nobody else. @param {Set<string | undefined>} ids */
	function keep(ids) {
		for (const element of [...body.rows]) {
			if (ids.has(element.dataset.id)) continue;
			element.remove();
			sight.unobserve(element);
			all.delete(element.dataset.id ?? '');
		}
	}

	function arrange() {
		const active = /** @type {HTMLElement | null} */ (document.activeElement);
		let next = body.firstElementChild;
		for (const { element } of [...all.values()].sort(how.order())) {
			// What belongs further down is out until its turn: else all below it would move.
			if (next !== element && next?.nextElementSibling === element) next.remove(), next = element;
			if (next === element) next = next.nextElementSibling;
			else body.insertBefore(element, next);
		}
		if (active !== document.activeElement) active?.focus({ preventScroll: true });
	}

	return {
		get people() {
			return [...all.values()].map(row => row.data);
		},
		of: part => all.get(part.closest('tr')?.dataset.id ?? '')?.data,
		take(people, asOf, isWhole) {
			if (isWhole) keep(new Set(people.map(how.id)));
			for (const data of people) changed.add(Object.assign(all.get(how.id(data)) ?? add(how.id(data)), { data, asOf }));
		},
		show(everybody) {
			const due = everybody ? all.values() : changed;
			changed = new Set();
			for (const row of due) {
				const isShown = how.isShown(row.data);
				row.element.hidden = !isShown && !row.element.contains(document.activeElement);
				if (row.element.hidden === isShown) changed.add(row);
				how.fill(row);
			}
			arrange();
		},
		tick() {
			for (const row of all.values()) if (row.data.inNow && row.element.isInSight) how.tick(row);
		},
	};
};
