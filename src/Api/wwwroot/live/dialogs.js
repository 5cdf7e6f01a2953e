// What is asked of the reader.

/** @type {get} */
export const get = (selector, within = document) => within.querySelector(selector);

/** The dialog closes when it is done, or says what went wrong. @type {ask} */
export const ask = (id, who, decide) => {
	const dialog = get('#' + id);
	const [form, problem, main] = [get('form', dialog), get('.problem', dialog), get('.main', dialog)];
	get('.who', dialog).textContent = who;
	problem.hidden = true;
	form.onsubmit = async (/** @type {SubmitEvent} */ event) => {
		event.preventDefault();
		main.disabled = true;
		await decide(Object.fromEntries(new FormData(form, event.submitter)))
			.then(() => dialog.close(), error => [problem.textContent, problem.hidden] = [error.message, false]);
		main.disabled = false;
	};
	get('.cancel', dialog).onclick = () => dialog.close();
	dialog.showModal();
};

/** Into the select's groups, the likelier first. @type {offer} */
export const offer = (suggestions, students) => {
	const select = get('#match select');
	const groups = [suggestions, students.filter(one => !one.stays), students.filter(one => one.stays)];
	for (const [index, group] of select.querySelectorAll('optgroup').entries()) {
		group.replaceChildren(...(groups[index] ?? []).map(({ studentId, name }) => new Option(name, studentId)));
		group.hidden = !group.children.length;
	}
	select.value = suggestions.find(one => one.isPreferred)?.studentId ?? '';
};
