// The index of results, filtered as one types: by words, by numbers of equations, by marks,
// and by a piece of a formula. Formulas are compared without spaces, braces and styles, and
// Greek letters by any of their names, so \gamma_{nk}, γₙₖ and gamma_nk are one.
"use strict";  // in which what stands in a block is seen only there
{
const here = document.currentScript.src;
const GREEK = Object.fromEntries(
  ("alpha α beta β gamma γ delta δ epsilon ε varepsilon ε theta θ lambda λ mu μ nu ν pi π rho ρ sigma σ tau τ " +
   "phi φ varphi φ psi ψ chi χ omega ω ell ℓ Gamma Γ Delta Δ Theta Θ Lambda Λ Sigma Σ Phi Φ Psi Ψ Omega Ω " +
   "sum ∑ int ∫ prod ∏").match(/\S+ \S+/g).map(pair => pair.split(" ")));
const SIGNS = {...GREEK, infty: "∞", partial: "∂", ge: "≥", geq: "≥", le: "≤", leq: "≤", ne: "≠", neq: "≠", to: "→",
  mid: "|", vert: "|", cdot: "·", in: "∈", notin: "∉", lVert: "‖", rVert: "‖", log: "log"};
const UNREAD = new RegExp("\\\\(left|right|middle|[bB]igg?[lrm]?|mathbf|boldsymbol|mathrm|mathsf|mathcal|mathbb|mathit|" +
  "operatorname|text|textstyle|displaystyle|[dt]?frac|q?quad|substack|cancel|(begin|end)\\{\\w+\\})(?![a-zA-Z])|" +
  "\\\\[\\\\,;:! ]|&|~", "g");
const DET = /\|(\\(?:boldsymbol|mathbf)\{\\?\w+\}(?:_\{?\w+\}?)?)\|/g;

function canonical(text) {
  return text
    .replace(/[⁰¹²³⁴-⁹]/g, digit => "^" + digit).normalize("NFKC")
    .replace(/\\[dt]?frac\s*(\w)\s*(\w)/g, "$1/$2")
    .replace(/\\\|/g, "‖").replace(UNREAD, "")
    .replace(/\}\s*\{/g, "/")  // of a fraction
    .replace(/\\([a-zA-Z]+)/g, (_, word) => SIGNS[word] ?? word)
    .replace(/[a-zA-Z]+/g, word => GREEK[word] ?? word)
    .replace(/[\s{}_\\]/g, "").replace(/\^(?=[a-zA-Z])/g, "")  // θ^old, and not x²
    .replace(/ln\(det([^()]*)\)?/g, "lndet$1")
    .replace(/[−–]/g, "-").replace(/\|\|/g, "‖").replace(/⁄/g, "/")
    .replace(/>=/g, "≥").replace(/<=/g, "≤").replace(/!=/g, "≠");
}
// ln and log are one here; a Σ that is typed may be a sum; |Σ| is a determinant as well.
const asked = text => [text, text.replace(/\blog\b/g, "ln"), text.replace(/Σ/g, "∑")].map(canonical).filter(Boolean);
const held = tex => [tex, tex.replace(DET, "\\det $1")].map(canonical);
const words = text => text.toLowerCase().match(/[\p{L}\p{N}]+(\.\p{N}+)*/gu) ?? [];

function read(entry) {
  const says = [...entry.querySelectorAll(".title, .name, dd:not(:has(.symbols))")].map(el => el.textContent);
  const data = entry.dataset;
  return {
    el: entry, tokens: new Set(words([data.words, data.mark, data.source, ...says].join(" "))),
    fold: entry.querySelector("details"), says: entry.querySelector("summary").textContent,
    formulas: [...entry.querySelectorAll("details li")].map(el => ({
      el, tag: el.querySelector("a").textContent.toLowerCase(),
      keys: [...el.querySelectorAll("code")].flatMap(code => held(code.textContent)),
    })),
  };
}

// A number is meant as it stands, if there is one such; a long word by its beginning.
function has(entry, word, exact) {
  if (entry.tokens.has(word)) return true;
  if (exact.has(word) || (word.length < 4 && !/\d/.test(word))) return false;
  return [...entry.tokens].some(token => token.startsWith(word));
}

function match(entry, query, exact) {
  const pieces = asked(query);
  const hits = entry.formulas.filter(({tag, keys}) =>
    tag === query.toLowerCase() || pieces.some(piece => keys.some(key => key.includes(piece))));
  const wanted = /[\\_^{}]/.test(query) ? [] : words(query);
  return {hits, named: wanted.length > 0 && wanted.every(word => has(entry, word, exact))};
}

function filter(entries, chosen) {
  const {find, ...choices} = chosen, query = find.trim();
  const numbers = words(query).filter(word => /\d/.test(word));
  const exact = new Set(numbers.filter(number => entries.some(({tokens}) => tokens.has(number))));
  let results = 0, formulas = 0;
  for (const entry of entries) {
    const fits = Object.entries(choices).every(([name, value]) => !value || entry.el.dataset[name].split(" ").includes(value));
    const {hits, named} = query && fits ? match(entry, query, exact) : {hits: [], named: fits};
    entry.el.hidden = !named && !hits.length;
    for (const {el} of entry.formulas) el.hidden = hits.length > 0 && !hits.some(hit => hit.el === el);
    entry.fold.open = hits.length > 0;
    entry.fold.querySelector("summary").textContent = hits.length ? `${hits.length} of ${entry.says}` : entry.says;
    results += !entry.el.hidden;
    formulas += hits.length;
  }
  for (const part of document.querySelectorAll("article .derive:has(.entry)"))
    part.previousElementSibling.hidden = !part.querySelector(".entry:not([hidden])");
  return {results, formulas};
}

function report({results, formulas}, {find: q}, notYet) {
  const number = (n, what) => `${n} ${what}${n === 1 ? "" : "s"}`;
  if (results) return number(results, "result") + (formulas ? `; “${q}” stands in ${number(formulas, "formula")}` : "") + ".";
  const absent = words(q).filter(word => notYet.includes(word));
  if (absent.length) return `PRML ${absent.join(", ")} is not covered yet; the crosswalk lists what is.`;
  return `Nothing matches${q && ` “${q}”`}. Try a shorter piece, such as \\gamma_{nk} or ln det, the number of an equation, such as 9.19, ` +
    "one word, such as Gibbs, or clear what is chosen.";
}

// KaTeX is fetched from this site when the first formula of a list comes into view.
let katexLoaded;
const loadKatex = () => katexLoaded ??= new Promise((done, failed) => {
  const script = document.createElement("script");
  Object.assign(script, {src: new URL("../katex/katex.min.js", here), onload: done, onerror: failed});
  document.head.append(script);
});
const inView = new IntersectionObserver(seen => {
  const codes = seen.filter(({isIntersecting}) => isIntersecting).map(({target}) => target);
  codes.forEach(code => inView.unobserve(code));
  if (codes.length) loadKatex().then(() => { codes.forEach(typeset); window.letScroll?.(); });
}, {rootMargin: "200px"});
function typeset(code) {
  const set = document.createElement("div");
  set.className = "arithmatex";
  katex.render(code.textContent, set, {displayMode: true});
  code.replaceWith(set);
}

function start() {
  const form = document.querySelector("form.find");
  if (!form?.hidden) return;
  const count = document.querySelector("p.count"), entries = [...document.querySelectorAll(".entry")].map(read);
  const fields = [...form.elements].filter(field => field.name), given = new URLSearchParams(location.search);
  for (const field of fields) field.value = given.get(field.name) ?? "";
  let later;
  const update = (event) => {
    const chosen = Object.fromEntries(fields.map(field => [field.name, field.value]));
    const found = filter(entries, chosen), query = new URLSearchParams(Object.entries(chosen).filter(([, value]) => value));
    const say = () => {
      count.textContent = report(found, chosen, count.dataset.notYet.split(" "));
      if (event) history.replaceState(history.state, "", `${location.pathname}${query.size ? `?${query}` : ""}${location.hash}`);
    };
    clearTimeout(later);  // heard, and kept in the address, once the typing rests
    later = setTimeout(say, event ? 250 : 0);
  };
  form.addEventListener("input", update);
  form.addEventListener("reset", event => setTimeout(() => update(event)));
  form.addEventListener("submit", event => { event.preventDefault(); document.querySelector(".entry:not([hidden]) a")?.focus(); });
  form.addEventListener("keydown", event => event.key === "Escape" && form.reset());
  document.querySelectorAll(".entry code.tex").forEach(code => inView.observe(code));
  form.hidden = false;
  update();
}
start();
window.document$?.subscribe(start);
}
