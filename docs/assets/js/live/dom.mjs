// Elements, words and formulas. A shared edit may make the worker say anything, so nothing
// that it says becomes HTML: of its markup only slanted, low and high letters are admitted.

export function make(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

const MARKED = /<(i|sub|sup)>(.*?)<\/\1>/g;
const ESCAPED = { amp: "&", lt: "<", gt: ">", quot: '"', "#x27": "'" };
const plain = text => text.replace(/&(amp|lt|gt|quot|#x27);/g, (_, name) => ESCAPED[name]);

export function words(markup) {
  const made = document.createDocumentFragment();
  let at = 0;
  for (const { 0: all, 1: name, 2: inside, index } of markup.matchAll(MARKED)) {
    made.append(plain(markup.slice(at, index)), make(name, {}, words(inside)));
    at = index + all.length;
  }
  made.append(plain(markup.slice(at)));
  return made;
}

let loaded;
const katex = () => loaded ??= new Promise((done, failed) => {
  if (window.katex) return done(window.katex);
  const src = new URL("../../katex/katex.min.js", import.meta.url).href;
  const fault = () => { loaded = undefined; failed(new Error("KaTeX did not load")); };
  document.head.append(make("script", { src, onload: () => done(window.katex), onerror: fault }));
});

// What KaTeX cannot read is shown as it came.
export function formula(latex, displayMode = true) {
  const made = make(displayMode ? "div" : "span", { className: "arithmatex", textContent: latex });
  katex().then(({ render }) => {
    made.textContent = "";
    render(latex, made, { displayMode, trust: false, maxExpand: 1000 });
    window.letScroll?.();
  }).catch(() => { made.textContent = latex; });
  return made;
}
