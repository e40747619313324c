// Runs derivations in Python, off the page's thread. It asks nothing of any other host,
// evaluates no text as JavaScript, and so works under a strict content policy.
const post = message => self.postMessage(message);
post({ type: "progress", stage: "start", loaded: 0, total: 0 });

const STORE = "klem-live";
const EMPTY = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0);  // the least module of WebAssembly
const PACKED = ["wasm", "stdlib", "sympy", "derivations"];
let started = null;  // the promise of a runner
let queue = Promise.resolve();

self.onmessage = ({ data }) => {
  if (data.type === "load") started ??= start(data).catch(failed);
  if (data.type === "run") queue = queue.then(() => run(data));
};

function failed(error) {
  post({ type: "fatal", stage: self.stage, text: String(error?.message || error) });
  return null;
}

async function start({ base, manifest }) {
  const begun = performance.now();
  self.stage = "start";
  await WebAssembly.compile(EMPTY);  // a policy that refuses it would leave Python waiting for ever
  self.stage = "download";
  manifest ??= await (await fetched(`${base}manifest.json`, { cache: "no-cache" })).json();
  const python = await boot(base, manifest, await downloaded(base, manifest));
  self.stage = "import";
  post({ type: "progress", stage: "import", loaded: manifest.total, total: manifest.total });
  const functions = (await import(base + manifest.files.typesetting.path)).default;
  python.registerJsModule("typesetting", functions);
  const runner = python.runPython(START);
  const seconds = (performance.now() - begun) / 1000;
  post({ type: "ready", seconds, python: manifest.python, sympy: manifest.sympy, memory: python._module.HEAP8.length });
  return runner;
}

const START = `
import sys
sys.dont_write_bytecode = True
sys.path[:0] = ["/derivations.zip", "/sympy.zip"]
import typesetting
from derivations.live.start import start
start(typesetting)`;

async function run({ id, slug, source, break: wrong }) {
  const runner = await started;
  if (!runner) return post({ type: "error", id, line: null, text: "Python did not start", trace: "" });
  try {
    runner(text => post({ id, ...JSON.parse(text) }), slug, source ?? undefined, wrong ?? undefined);
  } catch (error) {  // what Python itself could not tell, as when memory is short
    post({ type: "error", id, line: null, text: String(error.message), trace: "" });
  }
}

// The files, as bytes and unpacked; names say what is in them, so they are kept for ever.
async function downloaded(base, { files, total }) {
  const store = await self.caches?.open(STORE).catch(() => null);
  let loaded = 0;
  const more = bytes => {
    loaded += bytes;
    post({ type: "progress", stage: "download", loaded, total });
  };
  for (const name of ["loader", "asm", "typesetting"]) total -= files[name].bytes;
  const blobs = await Promise.all(PACKED.map(name => unpacked(base + files[name].path, store, more)));
  tidy(store, new Set(Object.values(files).map(file => base + file.path)));
  return Object.fromEntries(PACKED.map((name, i) => [name, blobs[i]]));
}

async function unpacked(url, store, more) {
  const known = await store?.match(url);
  const response = known ?? await fetched(url);
  if (!known) store?.put(url, response.clone()).catch(() => {});
  const counted = new TransformStream({
    transform(part, to) { more(part.length); to.enqueue(part); },
  });
  const stream = response.body.pipeThrough(counted).pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).arrayBuffer();
}

async function fetched(url, options) {
  const response = await fetch(url, options);
  if (!response.ok) throw new Error(`${response.status} for ${url}`);
  return response;
}

async function tidy(store, kept) {
  for (const request of await store?.keys() ?? []) if (!kept.has(request.url)) store.delete(request);
}

// Pyodide fetches two files by names of its own: it is handed the bytes that are here.
async function boot(base, { files, lock }, { wasm, stdlib, sympy, derivations }) {
  self.stage = "start";
  post({ type: "progress", stage: "start", loaded: 0, total: 0 });
  const [{ loadPyodide }, made] = await Promise.all([
    import(base + files.loader.path), import(base + files.asm.path),
  ]);
  const here = { "pyodide.asm.wasm": [wasm, "application/wasm"], "python_stdlib.zip": [stdlib, "application/zip"] };
  const { fetch } = self;
  self.fetch = (asked, ...rest) => {
    const found = here[new URL(asked.url ?? asked, base).pathname.split("/").pop()];
    if (!found) return fetch(asked, ...rest);
    return Promise.resolve(new Response(found[0], { headers: { "content-type": found[1] } }));
  };
  const python = await loadPyodide({
    indexURL: base, packageBaseUrl: base, createPyodideModule: made.default,
    lockFileContents: { info: lock, packages: {} },
  });
  self.fetch = fetch;
  python.FS.writeFile("/sympy.zip", new Uint8Array(sympy));
  python.FS.writeFile("/derivations.zip", new Uint8Array(derivations));
  return python;
}
