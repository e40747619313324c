// Cards: buttons that copy a formula or its citation, and a small card over a reference.
// Everything comes from files of this site; without scripts the links lead to the same.
"use strict";  // in which what stands in a block is seen only there
{
const ROOT = new URL(JSON.parse(document.getElementById("__config").textContent).base + "/", location);
const FORMS = { latex: "LaTeX", mathml: "MathML", sympy: "SymPy", srepr: "SymPy, srepr", numpy: "NumPy", text: "plain text" };
const CITATIONS = { bibtex: "BibTeX", ris: "RIS", csl: "CSL-JSON", plain: "plain text" };

const fetched = new Map();
function read(path) {
  if (!fetched.has(path))
    fetched.set(path, fetch(new URL(path, ROOT)).then(answer => {
      if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
      return answer.json();
    }).catch(error => { fetched.delete(path); throw error; }));
  return fetched.get(path);
}

function make(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

// The menu of a card, filled when it is first opened.

async function fill(menu) {
  if (menu.dataset.filled) return;
  menu.dataset.filled = "yes";
  const said = make("p", { className: "said", role: "status" });
  menu.append(said);
  try {
    const { results } = await read(`f/${menu.dataset.tag}.json`);
    said.before(...rows(results[0], said));
  } catch (error) {
    delete menu.dataset.filled;
    said.textContent = `Nothing to copy could be loaded (${error.message}); the links above lead to the same.`;
  }
}

function rows(result, said) {
  const which = make("select", { ariaLabel: "formula" }, ...result.formulas.map((formula, n) =>
    make("option", { value: n, textContent: formula.tag + (formula.name && `: ${formula.name}`) })));
  const formula = () => result.formulas[which.value];
  const forms = Object.entries(FORMS).map(([form, name]) => button(name, () => formula().copies[form], said));
  const show = () => Object.keys(FORMS).forEach((form, n) => { forms[n].hidden = !(form in formula().copies); });
  which.addEventListener("change", show);
  show();
  const cites = Object.entries(CITATIONS).map(([form, name]) => button(name, () => formula().cite[form], said));
  const link = button("link", () => new URL(`f/${result.tag}/#${formula().tag}`, ROOT).href, said);
  return [
    make("p", {}, "Copy ", which, " as ", ...forms, link),
    make("p", {}, "Cite it as ", ...cites),
  ];
}

function button(name, text, said) {
  const made = make("button", { type: "button", className: "md-button", textContent: name });
  made.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(text());
      said.textContent = `Copied: ${name}.`;
    } catch {  // no clipboard without permission, or without https
      const area = make("textarea", { value: text(), readOnly: true, rows: 6, ariaLabel: name });
      said.replaceChildren("Press Ctrl-C, or the keys that copy here: ", area);
      area.select();
    }
  });
  return made;
}

addEventListener("toggle", event => {
  if (event.target.matches?.("details.take[open]")) fill(event.target);
}, true);

// A reference shows its card: on hover, on focus, and at the first touch.

const preview = make("div", { id: "preview", className: "md-typeset", popover: "manual", role: "tooltip" });
let wanted, timer;

async function tagOf(link) {
  const url = new URL(link.href);
  if (!url.href.startsWith(ROOT.href)) return;  // another site
  const place = decodeURIComponent(url.hash.slice(1));
  const page = url.pathname.match(/\/f\/(F\d+)\/$/);
  const tag = place.match(/^(F\d+)(\.\d+)*$/) || page;
  return tag ? tag[1] : place.includes(".") && (await read("f/tags.json"))[place];
}

async function show(link) {
  wanted = link;
  try {
    const tag = await tagOf(link);
    if (!tag || link.closest(`#${tag}`)) return;
    const card = await read(`f/${tag}.card.json`);
    if (wanted !== link) return;
    preview.innerHTML = card.html;
    document.body.append(preview);
    preview.showPopover();
    place(link.getBoundingClientRect());
    link.setAttribute("aria-describedby", "preview");
    return true;
  } catch { hide(); }  // a reference without a card is a link like others
}

function place(at) {
  const { width, height } = preview.getBoundingClientRect();
  const below = at.bottom + height + 8 < innerHeight || at.top < height;
  preview.style.left = `${Math.max(8, Math.min(at.left, innerWidth - width - 8))}px`;
  preview.style.top = `${below ? at.bottom + 4 : at.top - height - 4}px`;
}

function hide() {
  clearTimeout(timer);
  wanted?.removeAttribute("aria-describedby");
  wanted = undefined;
  if (preview.matches(":popover-open")) preview.hidePopover();
}

const reference = event => event.target.closest?.(".md-content a[href]");
const likely = link => /#F\d+[\d.]*$|#[a-z]+\.[a-z.-]+$|\/f\/F\d+\/$/.test(link.href);

addEventListener("pointerover", event => {
  const link = reference(event);
  if (preview.contains(event.target) || (link && link === wanted)) return clearTimeout(timer);
  if (!link || event.pointerType === "touch" || !likely(link)) return;
  hide();
  timer = setTimeout(show, 250, link);
});
addEventListener("pointerout", event => {
  if (event.pointerType === "touch" || !(reference(event) || preview.contains(event.target))) return;
  clearTimeout(timer);
  timer = setTimeout(hide, 250);
});
addEventListener("focusin", event => {
  const link = reference(event);
  if (link?.matches(":focus-visible") && likely(link)) show(link);
});
addEventListener("focusout", hide);
addEventListener("keydown", event => { if (event.key === "Escape") hide(); });
addEventListener("scroll", () => {
  if (preview.matches(":popover-open")) place(wanted.getBoundingClientRect());
}, { passive: true });
addEventListener("click", event => {
  const link = reference(event);
  if (!link && preview.contains(event.target)) return;
  if (!link || event.pointerType !== "touch" || wanted === link || !likely(link)) return hide();
  event.preventDefault();  // the first touch shows, the second goes there
  event.stopPropagation();
  show(link).then(shown => { if (!shown) location = link.href; });
}, true);
}
