// What is asked of the reader.
/** @import * as T from './view' */

/** @type {T.get} */
export const get = (selector, within = document) => within.querySelector(selector);

/** The dialog closes when what it asked for is done, and says what went wrong. @type {T.ask} */
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

/** Whom a guest may be, the likelier first. @type {T.offer} */
export const offer = (select, suggestions, students) => {
  const others = students.filter(one => !suggestions.some(({ studentId }) => studentId === one.studentId));
  select.replaceChildren(
    new Option('Choose', ''),
    group('Suggested', suggestions),
    group('Not joined', others.filter(one => !one.stays)),
    group('Joined: a further device', others.filter(one => one.stays)));
  select.value = suggestions.find(one => one.isPreferred)?.studentId ?? '';
};

/** @type {T.group} */
const group = (label, students) => {
  const made = Object.assign(document.createElement('optgroup'), { label, hidden: !students.length });
  made.append(...students.map(({ studentId, name }) => new Option(name, studentId)));
  return made;
};
