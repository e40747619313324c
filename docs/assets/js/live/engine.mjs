// The worker that computes: started at the first press, and kept while one browses.
// What it says of a run goes to that run; what it says while it starts, to all that wait.
// If it cannot start, or says nothing for long, those who wait are told.

const LIVE = new URL("../../live/", import.meta.url);
const SILENT = 8000, STALLED = 60_000;  // milliseconds without a word: at first, later

const waiting = new Map();  // runs that are not over, in their order
let worker, warm = false, manifest, alarm, count = 0, refused = "";

document.addEventListener("securitypolicyviolation", event => {
  refused = `the Content-Security-Policy of this site has ${event.effectiveDirective} refuse ${event.blockedURI || "it"}`;
});

export class NotBuilt extends Error {}

// What was built, by the list of it; asked for anew until it has been read.
export const built = () => manifest ??= read(new URL("manifest.json", LIVE), "no-cache")
  .catch(error => { manifest = undefined; throw error; });

let published;
export const results = () => published ??= built()
  .then(({ files }) => read(new URL(files.results.path, LIVE)))
  .catch(error => { published = undefined; throw error; });

async function read(url, cache = "default") {
  if (!location.protocol.startsWith("http")) throw new NotBuilt("pages from a file run nothing");
  refused = "";
  const answer = await fetch(url, { cache }).catch(async error => {
    await new Promise(done => setTimeout(done, 50));  // a policy says a little later that it was it
    throw new Error(refused || `${url.pathname}: ${error.message}`);
  });
  if (answer.status === 404) throw new NotBuilt(`${url.pathname} is not there`);
  if (!answer.ok) throw new Error(`${url.pathname}: ${answer.status}`);
  return answer.json();
}

// A run is {slug, source, break, tell}: `tell` hears each message.
export async function run(job) {
  job.id = ++count;
  waiting.set(job.id, job);
  try {
    const found = await built();
    if (!waiting.has(job.id)) return;  // stopped while that was read
    if (!worker) start(found);
    post(job);
  } catch (error) {
    if (waiting.delete(job.id)) job.tell({ type: error instanceof NotBuilt ? "absent" : "fatal", stage: "start", text: error.message });
  }
}

export function stop(job) {
  if (!waiting.delete(job.id)) return;
  job.tell({ type: "stopped" });
  if (!worker) return;
  const again = warm || waiting.size;
  end();
  if (!again) return;
  built().then(found => {
    if (!worker) start(found);  // so that the next press finds it ready
    for (const other of waiting.values()) { other.tell({ type: "again" }); post(other); }
  });
}

function start(found) {
  refused = "";
  try {
    worker = new Worker(new URL("worker.mjs", import.meta.url), { type: "module" });
  } catch (error) {
    return fail({ type: "fatal", stage: "start", text: refused || error.message });
  }
  worker.onmessage = ({ data }) => hear(data);
  worker.onerror = event => {
    event.preventDefault();
    fail({ type: "fatal", stage: "start", text: refused || event.message || "the script of the worker was not loaded" });
  };
  worker.postMessage({ type: "load", base: LIVE.href, manifest: found });
  watch(SILENT);
}

const post = ({ id, slug, source, break: wrong }) => worker?.postMessage({ type: "run", id, slug, source, break: wrong });

function hear(message) {
  clearTimeout(alarm);
  if (message.type === "fatal") return fail(message);
  if (message.type === "ready") warm = true;
  if (!warm) watch(STALLED);
  if (message.id === undefined) return waiting.forEach(job => job.tell(message));
  const job = waiting.get(message.id);
  if (["done", "error"].includes(message.type)) waiting.delete(message.id);
  job?.tell(message);
}

function watch(time) {
  clearTimeout(alarm);
  alarm = setTimeout(() => waiting.forEach(job => job.tell({ type: "silent", seconds: time / 1000 })), time);
}

function fail(message) {
  end();
  const told = [...waiting.values()];
  waiting.clear();
  told.forEach(job => job.tell(message));
}

function end() {
  clearTimeout(alarm);
  worker?.terminate();
  worker = undefined;
  warm = false;
}
