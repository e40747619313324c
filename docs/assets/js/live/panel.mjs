// What stands below a card: its tools, a word on how far things are, an editor, an outcome.
import { formula, make, words } from "./dom.mjs";
import { edit } from "./editor.mjs";
import * as engine from "./engine.mjs";
import { keep, kept, runs } from "./kept.mjs";
import { LONGEST, pack, unpack } from "./link.mjs";
import { fails, sentence, show } from "./outcome.mjs";

const ROOT = new URL(JSON.parse(document.getElementById("__config").textContent).base + "/", location);
const TOOLS = { stop: "Stop", reset: "Reset", share: "Copy a link to this edit", close: "Close" };

const LONG = 240;  // letters of a fault; a browser may quote a whole policy

const panels = new WeakMap();
export const panelOf = place => {
  if (!panels.has(place)) panels.set(place, panel(place));
  return panels.get(place);
};

function panel(place) {
  const { tag } = place.dataset, slug = place.parentElement.querySelector(".title[id]").id;
  const tools = place.querySelector(".live-tools");
  const said = make("p", { className: "live-status", role: "status" });
  const bar = make("progress", { hidden: true, ariaLabel: "Downloaded" });
  const note = make("p", { className: "live-note", hidden: true });
  const variants = make("ul", { className: "live-wrong", hidden: true });
  const hint = make("p", { className: "live-status" });
  const desk = make("div", { className: "live-editor", hidden: true });
  const out = make("div", { className: "live-out" });
  place.append(variants, note, desk, hint, said, bar, out);
  const button = Object.fromEntries(Object.entries(TOOLS).map(([action, says]) => {
    const made = make("button", { type: "button", textContent: says, hidden: true, onclick: () => self[action]() });
    tools.append(made);
    return [action, made];
  }));
  const wrong = tools.querySelector("[data-action=wrong]");
  wrong.setAttribute("aria-expanded", "false");
  const now = { edit: null, open: false, run: null, ...kept(tag) };
  let editor, source;  // what is published

  const say = text => { said.textContent = text; };
  const entry = async () => (await engine.results())[slug];
  const put = change => keep(tag, Object.assign(now, change));
  const isEdited = () => editor && editor.text() !== source;

  function tidy() {
    const job = runs.get(tag);
    button.stop.hidden = !job || job.over;
    button.reset.hidden = button.share.hidden = !isEdited();
    button.close.hidden = !editor && !job && said.textContent === "";
    bar.hidden = button.stop.hidden || !job.messages.length || job.messages.at(-1).type !== "progress";
  }

  function changed(text) {
    put({ edit: text === source ? null : text, open: true });
    tidy();
  }

  let opening;  // one editor, however many ask for it at once
  const open = () => opening ??= opened().catch(error => { opening = undefined; throw error; });

  async function opened() {
    const found = await entry();
    if (!found) throw new Error(`${slug} is not among what was built; build it anew`);
    source = found.source;
    hint.replaceChildren(make("code", { textContent: found.function }), " of ", make("code", { textContent: found.file }),
      " and what it uses there. Ctrl-Enter runs it, Tab leaves it.");
    desk.hidden = false;
    editor = await edit(desk, now.edit ?? source, { label: `Python of ${tag}; Control-Enter runs it, Tab leaves it`, changed, run: () => self.run() });
    changed(editor.text());
  }

  async function attempt(what) {
    try { return await what(); } catch (error) {
      cannot({ type: error instanceof engine.NotBuilt ? "absent" : "missing", text: error.message });
    }
  }

  function hear(message) {
    if (message.type === "absent" || message.type === "fatal") return cannot(message);
    if (message.type === "again") out.replaceChildren();
    if (message.type === "progress") Object.assign(bar, { max: message.total || 1, value: message.loaded });
    const text = sentence(message);
    if (text !== null && text !== said.textContent) say(text);
    show(out, message);
    mark();
    tidy();
  }

  // Where the reader can act: the line of an error, and of each step that fails.
  function mark() {
    const messages = runs.get(tag)?.messages ?? [];
    const found = messages.filter(m => m.line && (m.type === "error" || (m.type === "step" && fails(m))));
    editor?.mark(found.map(({ line, type }) => ({ number: line, kind: type === "error" ? "error" : "failed" })));
  }

  function cannot({ type, text }) {
    say(type === "absent" ? "This copy of the site was built without what runs in the page."
      : `${type === "missing" ? "This could not be loaded" : "Python could not start"}: ${text.slice(0, LONG)}${text.length > LONG ? "…" : "."}`);
    out.replaceChildren(...type === "absent" ? [] : [make("p", { textContent:
      "Who hosts this site finds in CONTRIBUTING, under “Host it”, what it has to allow and to serve." })],
      make("p", { textContent: "The same in a terminal, in a copy of the project:" }),
      make("pre", { tabIndex: 0 }, make("code", { textContent:
        `./dev verify ${slug}\n.venv/bin/python -m derivations show ${slug}` })));
    tidy();
  }

  function watch(job) {
    job.heard = hear;
    out.replaceChildren(...job.title ? [make("p", { className: "live-title" }, words(job.title))] : []);
    job.messages.forEach(hear);
  }

  function launch(how, title) {
    const before = runs.get(tag);
    if (before && !before.over) engine.stop(before);
    const job = { slug, source: null, break: null, ...how, title, messages: [], over: false, tell };
    runs.set(tag, job);
    put({ run: { title, messages: [{ type: "left" }] } });
    say("Asking for Python…");
    watch(job);
    tidy();
    return engine.run(job);

    function tell(message) {
      if (message.type === "again") job.messages = [];
      if (message.type === "progress" && job.messages.at(-1)?.type === "progress") job.messages.pop();
      job.messages.push(message);
      job.over ||= ["done", "error", "stopped", "fatal", "absent"].includes(message.type);
      if (job.over) put({ run: { title, messages: job.messages } });
      job.heard(message);
    }
  }

  function variant({ key, says, latex }) {
    const made = make("button", { type: "button" }, words(says), ...latex ? [formula(latex, false)] : []);
    made.addEventListener("click", () => launch({ break: key }, `Broken: ${says}`));
    return make("li", {}, made);
  }

  function forget() {
    const job = runs.get(tag);
    if (job && !job.over) engine.stop(job);
    runs.delete(tag);
    put({ run: null });
    out.replaceChildren();
    say("");
  }

  const self = {
    run() {
      note.hidden = true;
      return isEdited() ? launch({ source: editor.text() }, "Your version") : launch({}, "As published");
    },
    edit: () => attempt(async () => { await open(); editor.focus(); }),
    wrong: () => attempt(async () => {
      if (!variants.children.length) {
        const breaks = (await entry())?.breaks ?? [];
        variants.append(...breaks.map(variant));
        if (!breaks.length) variants.append(make("li", { textContent: "This result has no wrong version to try; Edit makes one." }));
      }
      variants.hidden = !variants.hidden;
      wrong.setAttribute("aria-expanded", String(!variants.hidden));
    }),
    stop: () => engine.stop(runs.get(tag)),
    reset() {
      note.hidden = true;
      editor.set(source);
      editor.focus();
      say("As published again; Undo brings your edit back.");
    },
    async share() {
      const packed = await pack(editor.text());
      if (packed.length > LONGEST)
        return say(`This edit is too long for a link: ${packed.length} letters, and ${LONGEST} is the most that mail and chat carry. Copy the text instead.`);
      const link = new URL(`f/${tag}/#edit=${tag}.${packed}`, ROOT).href;
      try {
        await navigator.clipboard.writeText(link);
        say("Copied: a link that opens this edit. It runs when its reader presses Run.");
      } catch {  // no clipboard without permission, or without https
        const area = make("textarea", { value: link, readOnly: true, rows: 3, ariaLabel: "link" });
        said.replaceChildren("Press Ctrl-C, or the keys that copy here: ", area);
        area.select();
      }
    },
    // An edit that came with a link is shown, and waits for a press.
    receive: packed => attempt(async () => {
      let text;
      try { text = await unpack(packed); } catch (error) { return say(`The edit in this link cannot be read: ${error.message}. Was the link cut?`); }
      await open();
      forget();  // what was shown is not of this edit
      editor.set(text);
      note.textContent = "This edit came with the link, from whoever made it. Nothing of it has run: read it, then press Run.";
      note.hidden = false;
    }),
    restore: () => attempt(async () => {
      const job = runs.get(tag) ?? (now.run && { ...now.run, over: true });
      if (job) runs.set(tag, job);
      if (job) watch(job);
      if (now.open) await open();
      mark();
    }),
    close() {
      forget();
      editor?.destroy();
      editor = opening = undefined;
      put({ open: false });
      desk.hidden = variants.hidden = note.hidden = true;
      wrong.setAttribute("aria-expanded", "false");
      hint.replaceChildren();
      tidy();
      tools.querySelector("button").focus();
    },
  };
  return self;
}
