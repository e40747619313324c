// Typeset now and after each instant navigation (document$ is the theme's observable).
function typeset() {
  for (const el of document.querySelectorAll(".arithmatex:not([data-tex])")) {
    const raw = el.textContent.trim();
    const display = raw.startsWith("\\[");
    el.dataset.tex = raw.slice(2, -2).trim();
    katex.render(el.dataset.tex, el, {displayMode: display, throwOnError: false});
  }
  document.querySelectorAll("div.arithmatex").forEach(letScroll);
}

// A formula wider than its column can be reached and scrolled with the keyboard.
function letScroll(el) {
  const wide = el.scrollWidth > el.clientWidth + 1;
  el.tabIndex = wide ? 0 : -1;
  if (wide) {
    el.setAttribute("role", "group");
    el.setAttribute("aria-label", "formula, scrolls sideways");
  }
}

// Folded formulas have no width until they are opened.
addEventListener("toggle", e => e.target.querySelectorAll?.("div.arithmatex").forEach(letScroll), true);

// A link to a folded place opens it.
function unfoldTarget() {
  const id = decodeURIComponent(location.hash.slice(1));
  document.getElementById(id)?.closest("details")?.setAttribute("open", "");
}

// Mends two names that the theme leaves out, for readers who listen.
function nameControls() {
  document.querySelector("[data-md-component=search]")?.setAttribute("aria-label", "Search");
  document.querySelectorAll("nav.md-code__nav").forEach((n, i) => n.setAttribute("aria-label", `Code tools ${i + 1}`));
}

for (const start of [typeset, unfoldTarget, nameControls]) {
  start();
  window.document$?.subscribe(start);
}
addEventListener("hashchange", unfoldTarget);
