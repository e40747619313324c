// What is wider than its column can be reached and scrolled with the keyboard.
const WIDE = {
  "div.arithmatex": "formula, scrolls sideways",
  "table.verification": "results, scrolls sideways",
  ".md-typeset__scrollwrap": "table, scrolls sideways",
};
function letScroll() {
  for (const [selector, name] of Object.entries(WIDE))
    for (const el of document.querySelectorAll(selector)) {
      if (el.scrollWidth <= el.clientWidth) continue;
      el.tabIndex = 0;
      el.setAttribute("aria-label", name);
      if (el.localName !== "table") el.setAttribute("role", "group");
    }
}

// Folded formulas have no width until they are opened, and none its own before its letters.
addEventListener("toggle", letScroll, true);
addEventListener("resize", letScroll);
document.fonts.addEventListener("loadingdone", letScroll);

// Nothing scrolls on paper: each formula says how wide its widest piece is in its letters,
// since a piece has no place to break, and the style sheet for paper shrinks it to fit.
addEventListener("beforeprint", () => {
  for (const formula of document.querySelectorAll(".katex-display > .katex")) {
    const pieces = [...formula.querySelectorAll(".katex-base")].map(el => el.getBoundingClientRect().width);
    const letter = parseFloat(getComputedStyle(formula).fontSize);
    formula.style.setProperty("--ems", Math.max(...pieces) / letter + 0.5);
  }
});

// A link to a folded place opens it.
function unfoldTarget() {
  const id = decodeURIComponent(location.hash.slice(1));
  document.getElementById(id)?.closest("details")?.setAttribute("open", "");
}

// Mends names that the theme leaves out, for readers who listen.
function nameControls() {
  document.querySelector("[data-md-component=search]")?.setAttribute("aria-label", "Search");
  document.querySelectorAll("nav.md-code__nav").forEach((n, i) => n.setAttribute("aria-label", `Code tools ${i + 1}`));
  document.querySelectorAll("th:empty").forEach(th => th.replaceWith(document.createElement("td")));
  for (const nav of document.querySelectorAll("nav[aria-labelledby]")) {
    const label = document.getElementById(nav.getAttribute("aria-labelledby"));
    if (label?.textContent.trim()) continue;  // a section with a page of its own
    nav.setAttribute("aria-label", `Pages: ${nav.parentElement.querySelector("a").textContent.trim()}`);
    nav.removeAttribute("aria-labelledby");
  }
}

// Now, and after each instant navigation (document$ is the theme's observable).
for (const start of [letScroll, unfoldTarget, nameControls]) {
  start();
  window.document$?.subscribe(() => start());
}
addEventListener("hashchange", unfoldTarget);
