// What the server has rendered stands, and what the lesson's stream tells is patched into it.
/** @import * as T from './live/view' */
import { ask, get, offer } from './live/dialogs.js';
import { rules } from './live/lesson.js';
import { rows } from './live/rows.js';
import { follow, send } from './live/server.js';

const page = get('#lesson');
const { api, zone, occurrence: occurrenceId, asked = '', show = '', sort, words: written } = page.dataset;
/** @type {T.Words} */ const words = JSON.parse(written);
const [minute, second] = [rules.clock(zone), rules.clock(zone, { second: '2-digit' })];

/** @type {T.Choice} */ let choice = { occurrenceId: asked, show, q: get('#q')?.value ?? '', sort };
/** @type {T.View} */ let view;
/** @type {T.Axis} */ let on;
let [offset, heardAt, saidAt, isPaused, state, summary] = [0, 0, 0, false, '', ''];

const now = () => Date.now() + offset;

/** @type {T.put} */
const put = (part, text) => {
  if (part && part.textContent !== text) part.textContent = text;
};

/** @type {T.fill} */
const fill = (row, others) => {
  const { name, connections, firstJoin, lastLeave } = row.data;
  const inNow = connections > 1 ? `${connections} ${words.devices}` : connections ? words.inNow : '';
  const texts = { name: name || words.noName, named: name, inNow, join: second(firstJoin), leave: second(lastLeave), ...others };
  for (const [part, text] of Object.entries(texts)) put(row.parts[part], text);
};

/** @type {T.tick} */
const tick = row => put(row.parts.time, rules.length(rules.seconds(row, view, now())));

/** @type {T.Table<T.Student>} */
const roll = {
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
    roll.tick(row);
  },
  tick(row) {
    const drawn = rules.bar(row, view, on, now());
    for (const [part, [attribute, value]] of Object.entries(drawn)) row.parts[part]?.setAttribute(attribute, value);
    tick(row);
  },
  isShown: student => rules.isChosen(student, choice, view),
  order: () => rules.order(choice, view, now()),
};

/** @type {T.Table<T.Guest>} */
const others = {
  id: guest => guest.guestId,
  fill(row) {
    fill(row, { perhaps: row.data.suggestions[0]?.name ?? '' });
    tick(row);
  },
  tick,
  isShown: ({ name }) => (!choice.show || choice.show === 'guests') && rules.isNamed(name, choice.q),
  order: () => () => 0,
};

const students = rows(get('#roll tbody'), get('#student-row'), roll);
const guests = rows(get('#guests tbody'), get('#guest-row'), others);

/** @type {T.take} */
const take = (told, isWhole) => {
  const [start, active] = [performance.now(), document.activeElement];
  // Another lesson has taken this one's place; that waits while something is being asked.
  if ((told.occurrenceId ?? undefined) !== occurrenceId) return void (get('dialog[open]') || location.reload());
  [view, offset] = [told, told.asOf - Date.now()];
  students.take(told.students, told.asOf, isWhole);
  guests.take(told.guests, told.asOf, isWhole);
  if (!isPaused) update();
  if (!active?.isConnected) get('#message').focus();
  performance.measure('live-changes', { start });
};

function update() {
  const [{ status, attendanceState, degraded, start, end }, before] = [view, on];
  on = rules.axis(view, students.people, now());
  const stands = [status, attendanceState, degraded, start, end].join();
  // The first time, the page has just been rendered so.
  if (stands !== state && state) restate();
  students.show(stands !== state || on.start !== before.start || on.end !== before.end);
  guests.show();
  state = stands;
  count();
}

/** What the server says of the lesson's state, it says anew. */
async function restate() {
  const answer = await fetch(location.href).catch(() => null);
  if (answer?.redirected || answer?.status === 404) tell(answer.redirected ? 'signedOut' : 'gone');
  if (!answer?.ok || answer.redirected) return void (state = 'unsaid');
  const other = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const focused = document.activeElement?.id;
  for (const part of ['#state', '#counts', '#matches', '#files']) get(part).replaceWith(get(part, other));
  if (focused) document.getElementById(focused)?.focus();
  if (view) count();
  beat();
}

function count() {
  for (const link of page.querySelectorAll('[data-show]')) {
    const { show } = link.dataset;
    const counted = students.people.filter(student => rules.isChosen(student, { ...choice, show, q: '' }, view));
    put(get('b', link), `${(show === 'guests' ? guests.people : counted).length}`);
    link.ariaCurrent = show === choice.show ? 'true' : null;
  }
  put(get('#axis'), `${minute(on.start)}–${minute(on.end)}`);
}

/** Shows other rows, or in another order, and says so in the address. @param {Partial<T.Choice>} other */
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
}

/** For those who listen. @param {string} text */
function say(text) {
  put(get('#said'), text);
  saidAt = Date.now();
}

/** @type {T.message} */
const message = (text, who = '', undo) => {
  const [shown, button] = [get('#message'), get('#message button')];
  put(get('bdi', shown), who);
  put(get('span', shown), text);
  [shown.hidden, button.hidden, button.dataset.path] = [false, !undo, undo];
  say(`${who} ${text}`);
  restate();
};

/** @type {T.Acts} */
const acts = {
  override(button) {
    const { studentId, name, overridden, mark, reason } = students.of(button);
    const form = get('#override form');
    form.reset();
    if (overridden) [form.status.value, form.reason.value] = [mark, reason];
    get('.remove', form).hidden = !overridden;
    ask('override', name, async ({ remove, ...decided }) => {
      const path = `${api}/attendance/${studentId}/override?occurrenceId=${encodeURIComponent(occurrenceId)}`;
      await send(remove ? 'DELETE' : 'PUT', path, { occurrenceId, ...decided });
      message(remove ? 'has the computed mark again.' : 'is marked by hand.', name);
    });
  },
  match(button) {
    const [{ guestId, name, suggestions }, select] = [guests.of(button), get('#match select')];
    offer(select, suggestions, students.people);
    ask('match', name, async ({ studentId }) => {
      const { matchId } = await send('PUT', `${api}/guests/${guestId}/match`, { occurrenceId, studentId });
      message('is matched.', name, `${api}/matches/${matchId}`);
    });
  },
  send({ dataset: { method = '', path = '', why, done = '' } }) {
    const decide = (reason = {}) => send(method, path, reason).then(() => message(done));
    if (why) ask('reason', why, decide);
    else decide().catch(error => message(error.message));
  },
  pause(button) {
    isPaused = !isPaused;
    button.ariaPressed = `${isPaused}`;
    page.dataset.line = isPaused ? 'paused' : 'live';
    if (!isPaused) update();
  },
  copy() {
    const absent = students.people.filter(student => rules.standing(student, view) === 'absent');
    // One name a line, and none that a spreadsheet would take for a formula.
    const lines = absent.map(({ name }) => name.replace(/\s+/g, ' ').replace(/^[=+@-]/, "'$&")).join('\n');
    navigator.clipboard.writeText(lines)
      .then(() => message(`Copied names: ${absent.length}.`), () => message('The browser does not let the page copy.'));
  },
  print: () => print(),
  close: button => button.parentElement?.setAttribute('hidden', ''),
};

/** How the line stands, in words that the page has. @param {T.Line} line */
function tell(line) {
  if (line === 'refused') return void restate();
  if (line === 'live' && isPaused) line = 'paused';
  else if (line === 'live') heardAt = now();
  else if (page.dataset.line !== line) say(get('#line-' + line).textContent);
  page.dataset.line = line;
  put(get('#heard'), second(heardAt));
}

/** Each second; how many are there is said no more often than one can listen. */
function beat() {
  look();
  if (!view || isPaused) return;
  students.tick();
  guests.tick();
  put(get('#elapsed'), `${Math.trunc(Math.max(0, now() - (view.start ?? 0)) / 60_000)}`);
  const counts = get('#counts');
  if (counts.textContent === summary || Date.now() - saidAt < 10_000) return;
  if (summary) say(counts.innerText);
  summary = counts.textContent;
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
const look = follow(`${api}/participants/stream${rules.address({ occurrenceId: asked })}`, take, tell);
setInterval(beat, 1000);
onbeforeprint = () => students.show(true);
