// Two laws on three outcomes, dragged about in a triangle, and KL in both directions.
import { draw, glide, handle, label, make, panel, printed, readout, voice, words } from "./kit.js";

const PLACES = 3, NAMES = ["a", "b", "c"], HIGH = Math.sqrt(3) / 2;

export function start(stage, { parts, near, entropy, cross, kl, rim }) {
  const sorted = new Map(), all = new Map(), key = law => law.join();
  for (let a = 0; a <= parts; a++)
    for (let b = 0; a + b <= parts; b++) all.set(key([a, b, parts - a - b]), all.size);
  for (const name of all.keys()) {
    const [a, b, c] = name.split(",").map(Number);
    if (a >= b && b >= c) sorted.set(name, sorted.size);
  }
  if (kl.length !== sorted.size || kl[0].length !== all.size) throw new Error("a table of another size");

  // The table has the p whose numbers fall; others are these with outcomes exchanged.
  function places(p, q) {
    const order = [0, 1, 2].sort((i, j) => p[j] - p[i]);
    return [sorted.get(key(order.map(i => p[i]))), all.get(key(order.map(i => q[i])))];
  }
  const edge = [...all.keys()].filter(name => name.split(",").includes("0"));
  const rims = new Map(edge.map((name, i) => [all.get(name), i]));
  const close = (p, q) => { const [row, column] = places(p, q); return rim[row][rims.get(column)]; };
  const look = (table, p, q) => { const [row, column] = places(p, q); return table[row][column]; };
  const point = ([, b, c]) => [(b + c / 2) / parts, c / parts * HIGH];
  const lattice = [...all.keys()].map(name => name.split(",").map(Number));

  const state = { p: [12, 8, 4], q: [4, 6, 14] };
  const left = panel({ width: 400, height: 366, x: [-0.06, 1.06], y: [-0.08, HIGH + 0.08], bare: true,
    pad: { left: 0, right: 0, top: 0, bottom: 0 } });
  left.el.querySelector(".axes").remove();
  left.plot.append(draw("path", { class: "edge", d: `M${left.at(0, 0)}L${left.at(1, 0)}L${left.at(0.5, HIGH)}Z` }));
  [[-0.035, -0.045], [1.035, -0.045], [0.5, HIGH + 0.03]].forEach(([x, y], i) =>
    left.plot.append(label(`*${NAMES[i]}*`, { x: left.across(x), y: left.up(y), "text-anchor": "middle" })));
  const curves = { p: draw("path", { class: "p" }), q: draw("path", { class: "q" }) };
  left.plot.append(curves.p, curves.q);
  const tags = { p: label("*p*", { class: "p" }), q: label("*q*", { class: "q" }) };
  left.plot.append(tags.p, tags.q);
  const knobs = Object.fromEntries(["p", "q"].map(name => [name, handle(left, {
    name: `law ${name}`, colour: name,
    drag: (x, y) => set({ [name]: closest(x, y) }),
    press: (dx, dy) => set({ [name]: beside(state[name], dx, dy) }),
  })]));

  function closest(x, y) {
    const far = law => { const [a, b] = point(law); return (a - x) ** 2 + (b - y) ** 2; };
    return lattice.reduce((best, law) => far(law) < far(best) ? law : best);
  }

  // To the right one part goes from a to b; up it goes to c, from the larger of the others.
  function beside([a, b, c], dx, dy) {
    const more = a > b ? 1 : 0;  // which of a and b the step up is taken from
    const next = dx ? [a - dx, b + dx, c] : dy > 0 ? [a - more, b - 1 + more, c + 1] : [a + 1 - more, b + more, c - 1];
    return next.every(n => n >= 0) ? next : [a, b, c];
  }

  // Where a value over the lattice is `level`: a segment in each small triangle it crosses.
  function contour(value, infinite, level) {
    if (!level) return "";
    const at = (a, b) => ({ law: [a, b, parts - a - b], v: value([a, b, parts - a - b]) });
    const cross = (one, two) => {
      if (one.v > two.v) [one, two] = [two, one];
      const part = (level - one.v) / (two.v - one.v);  // along an even rise, or next to an
      const t = infinite(two.law) ? (1 - near ** part) / (1 - near) : part;  // edge with ∞ one
      return left.at(...point(one.law.map((n, i) => n + (two.law[i] - n) * t)));  // by halvings
    };
    let path = "";
    const corner = three => {
      const ends = [[0, 1], [1, 2], [2, 0]].filter(([i, j]) => (three[i].v < level) !== (three[j].v < level));
      if (ends.length === 2) path += "M" + ends.map(([i, j]) => cross(three[i], three[j])).join("L");
    };
    for (let a = 0; a < parts; a++)
      for (let b = 0; a + b < parts; b++) {
        corner([at(a, b), at(a + 1, b), at(a, b + 1)]);
        if (a + b + 1 < parts) corner([at(a + 1, b), at(a, b + 1), at(a + 1, b + 1)]);
      }
    return path;
  }

  const bars = panel({ width: 240, height: 260, x: [-0.5, 2.5], y: [0, 1.04], ylabel: "probability",
    xticks: NAMES.map((name, i) => [i, `*${name}*`]), yticks: [[0, "0"], [0.5, "1/2"], [1, "1"]], pad: { top: 24 } });
  const columns = ["p", "q"].map((name, n) => NAMES.map((_, i) => {
    const bar = draw("rect", { class: `${name} column`, x: bars.across(i + (n ? 0.02 : -0.34)), width: bars.across(0.32) - bars.across(0) });
    bars.plot.append(bar);
    return bar;
  }));
  const numbers = readout({ forth: ["KL(*p* ‖ *q*)", "p"], back: ["KL(*q* ‖ *p*)", "q"],
    cross: ["cross-entropy H(*p*, *q*)", "quiet"], entropy: ["entropy H(*p*)", "quiet"] });
  const swap = make("button", { type: "button", }, ...words("Exchange *p* and *q*"));
  swap.addEventListener("click", () => set({ p: state.q, q: state.p }));
  const heard = voice();

  const show = glide(now => {
    for (const [n, name] of ["p", "q"].entries()) {
      const [x, y] = point(now[name]);
      knobs[name].move(x, y);
      tags[name].setAttribute("x", left.across(x) + 11);
      tags[name].setAttribute("y", left.up(y) - 9);
      now[name].forEach((part, i) => {
        columns[n][i].setAttribute("y", bars.up(part / parts));
        columns[n][i].setAttribute("height", bars.up(0) - bars.up(part / parts));
      });
    }
  });

  function set(change) {
    Object.assign(state, change);
    update();
  }

  function update() {
    const { p, q } = state;
    const [forth, back] = [look(kl, p, q), look(kl, q, p)];
    const nowhere = law => look(kl, p, law) === null;
    curves.p.setAttribute("d", contour(law => look(kl, p, law) ?? close(p, law), nowhere, forth));
    curves.q.setAttribute("d", contour(law => look(kl, law, p) ?? Infinity, () => false, back));
    const texts = { forth, back, cross: look(cross, p, q), entropy: entropy[places(p, q)[0]] };
    for (const [name, value] of Object.entries(texts)) texts[name] = printed(value, PLACES);
    numbers.set(texts);
    for (const name of ["p", "q"]) knobs[name].tell(NAMES.map((n, i) => `${n} ${fraction(state[name][i], parts)}`).join(", "), state[name][2]);
    heard.say(`KL of p and q ${texts.forth}, KL of q and p ${texts.back} nats.`);
    show({ p, q });
  }

  stage.append(make("div", { className: "panels" }, left.el, bars.el), make("div", { className: "controls buttons" }, swap), numbers.el, heard.el);
  left.el.setAttribute("aria-label", "The triangle of laws on three outcomes");
  bars.el.setAttribute("aria-label", "The probabilities of both laws");
  update();
}

function fraction(part, whole) {
  const divisor = (a, b) => b ? divisor(b, a % b) : a;
  const common = divisor(part, whole);
  return part % whole ? `${part / common}/${whole / common}` : `${part / whole}`;
}
