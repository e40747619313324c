// Run, Edit and Break it on every card. What they do is loaded when one is first pressed.
// An edit that came with a link, or that was kept while one browsed, opens its card again.
"use strict";  // in which what stands in a block is seen only there
{
const here = document.currentScript.src;
const ACTIONS = { run: "Run", edit: "Edit", wrong: "Break it" };
const LINKED = /^#edit=(F\d+)\.([\w-]+)$/;

let panels;  // the module, once something has asked for it
const load = () => panels ??= import(new URL("live/panel.mjs", here));

function bar(card) {
  const made = document.createElement("div");
  made.className = "live";
  made.dataset.tag = card.id;
  const tools = document.createElement("div");
  tools.className = "live-tools";
  tools.setAttribute("role", "group");
  tools.setAttribute("aria-label", `${card.id} in this page`);
  for (const [action, says] of Object.entries(ACTIONS)) {
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: says });
    button.dataset.action = action;
    button.addEventListener("click", () => ask(made, panel => panel[action]()));
    tools.append(button);
  }
  made.append(tools);
  return made;
}

async function ask(place, what) {
  try {
    const { panelOf } = await load();
    await what(panelOf(place));
  } catch (error) {
    panels = undefined;  // the next press tries again
    const said = Object.assign(document.createElement("p"), { className: "live-status" });
    said.setAttribute("role", "alert");
    said.textContent = `This could not be loaded (${error.message}). In a terminal: .venv/bin/python -m derivations verify ${place.dataset.tag}`;
    place.querySelector(".live-status")?.remove();
    place.append(said);
  }
}

const isKept = tag => { try { return sessionStorage.getItem(`klem.live.${tag}`) !== null; } catch { return false; } };

function start() {
  for (const card of document.querySelectorAll("section.result:not(:has(> .live))")) {
    const place = bar(card);
    card.querySelector(":scope > footer").before(place);
    if (panels || isKept(card.id)) ask(place, panel => panel.restore());
  }
  follow();
}

function follow() {
  const [, tag, packed] = location.hash.match(LINKED) ?? [];
  const place = tag && document.querySelector(`#${tag} > .live`);
  if (!place) return;
  history.replaceState(history.state, "", `#${tag}`);  // opened once; what one then writes is kept
  place.closest("section").scrollIntoView();
  ask(place, panel => panel.receive(packed));
}

start();
window.document$?.subscribe(start);
addEventListener("hashchange", follow);
}
