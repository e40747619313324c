// What is wider than its column can be reached and scrolled with the keyboard.
function letScroll(place = document) {
  for (const el of place.querySelectorAll("div.arithmatex, table.verification")) {
    if (el.scrollWidth <= el.clientWidth + 1) continue;
    el.tabIndex = 0;
    el.setAttribute("aria-label", `${el.localName === "table" ? "results" : "formula"}, scrolls sideways`);
    if (el.localName !== "table") el.setAttribute("role", "group");
  }
}

// Folded formulas have no width until they are opened.
addEventListener("toggle", e => letScroll(e.target), true);

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

// Now, and after each instant navigation (document$ is the theme's observable).
for (const start of [letScroll, unfoldTarget, nameControls]) {
  start();
  window.document$?.subscribe(() => start());
}
addEventListener("hashchange", unfoldTarget);
