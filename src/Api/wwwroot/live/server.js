// The lesson's stream, and what is sent.
/** @import * as T from './view' */

/** A ping comes every five seconds. */
const silenceMax = 14_000;
const [waitMin, waitMax] = [500, 8_000];
const times = /^(asOf|start|end|countsFrom|countsUntil|firstJoin|lastLeave|presentAt|join|leave)$/;

/** Opens the stream again whenever it ends or falls silent. @type {T.follow} */
export const follow = (url, take, tell) => {
  let [heardAt, tries, waiting] = [0, 0, 0];
  /** @type {EventSource} */ let source;

  function open() {
    clearTimeout(waiting);
    source?.close();
    [heardAt, waiting, source] = [Date.now(), 0, new EventSource(url)];
    for (const name of ['snapshot', 'changes', 'ping'])
      source.addEventListener(name, event => {
        [heardAt, tries] = [Date.now(), 0];
        const view = event.data && JSON.parse(event.data, (field, value) => value && times.test(field) ? Date.parse(value) : value);
        if (view) take(view, name === 'snapshot');
        tell('live');
      });
    source.onerror = fail;
  }

  function fail() {
    const isRefused = source.readyState === EventSource.CLOSED;
    source.close();
    waiting = setTimeout(open, Math.min(waitMax, waitMin * 2 ** tries++) * (.5 + Math.random() / 2));
    tell(isRefused ? 'refused' : 'reconnecting');
  }

  addEventListener('online', open);
  open();
  // A line that is dead may look open.
  return () => {
    if (!waiting && Date.now() - heardAt > silenceMax) fail();
  };
};

/** @type {T.send} */
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
