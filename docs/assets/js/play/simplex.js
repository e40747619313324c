// Two laws on three outcomes, dragged about in a triangle, and KL in both directions.
import { draw, glide, handle, label, make, panel, place, printed, readout, voice, words } from "./kit.js";

const PLACES = 3, NAMES = ["a", "b", "c"], LAWS = ["p", "q"], HIGH = Math.sqrt(3) / 2;

export function start(stage, table) {
  const { parts, entropy } = table, values = lookup(table);
  const state = { p: [12, 8, 4], q: [4, 6, 14] };
  const set = change => update(Object.assign(state, change));
  const laws = triangle(table, values, set, () => state), bars = columns(parts);
  const numbers = readout({ forth: ["KL(*p* ‖ *q*)", "p"], back: ["KL(*q* ‖ *p*)", "q"],
    cross: ["cross-entropy H(*p*, *q*)", "quiet"], entropy: ["entropy H(*p*)", "quiet"] });
  const swap = make("button", { type: "button", onclick: () => set({ p: state.q, q: state.p }) }, ...words("Exchange *p* and *q*"));
  const heard = voice();
  const show = glide(now => { laws.show(now); bars.show(now); });

  function update() {
    const { p, q } = state, forth = values.kl(p, q), back = values.kl(q, p);
    const texts = { forth, back, cross: values.cross(p, q), entropy: entropy[values.row(p)] };
    for (const [name, value] of Object.entries(texts)) texts[name] = printed(value, PLACES);
    numbers.set(texts);
    laws.equal(forth, back);
    heard.say(`KL of p and q ${texts.forth}, KL of q and p ${texts.back} nats.`);
    show({ p, q });
  }

  stage.append(make("div", { className: "panels" }, laws.el, bars.el), make("div", { className: "controls buttons" }, swap), numbers.el, heard.el);
  update();
}

// The table has the p whose numbers fall; others are these with outcomes exchanged.
function lookup({ parts, cross, kl, rim }) {
  const all = new Map(), sorted = new Map(), edge = new Map(), key = law => law.join();
  for (const law of lattice(parts)) {
    const [a, b, c] = law;
    all.set(key(law), all.size);
    if (a >= b && b >= c) sorted.set(key(law), sorted.size);
    if (law.includes(0)) edge.set(key(law), edge.size);
  }
  if (kl.length !== sorted.size || kl[0].length !== all.size || rim[0].length !== edge.size) throw new Error("a table of another size");
  const from = (rows, columns) => (p, q) => {
    const order = [0, 1, 2].sort((i, j) => p[j] - p[i]), [row, column] = [p, q].map(law => key(order.map(i => law[i])));
    return rows[sorted.get(row)][columns.get(column)];
  };
  return { kl: from(kl, all), cross: from(cross, all), rim: from(rim, edge), row: p => sorted.get(key([...p].sort((x, y) => y - x))) };
}

function lattice(parts) {
  const laws = [];
  for (let a = 0; a <= parts; a++)
    for (let b = 0; a + b <= parts; b++) laws.push([a, b, parts - a - b]);
  return laws;
}

// To the right one part goes from a to b; up it goes to c, from the larger of the others.
function beside([a, b, c], dx, dy) {
  const more = a > b ? 1 : 0;
  const next = dx ? [a - dx, b + dx, c] : dy > 0 ? [a - more, b - 1 + more, c + 1] : [a + 1 - more, b + more, c - 1];
  return next.every(n => n >= 0) ? next : [a, b, c];
}

// The triangle with a knob for each law, and the laws that are as far from p as q is.
function triangle({ parts, near }, values, set, state) {
  const left = panel({ says: "The triangle of laws on three outcomes", width: 400, height: 366, x: [-0.06, 1.06], y: [-0.08, HIGH + 0.08],
    pad: { left: 0, right: 0, top: 0, bottom: 0 } });
  left.el.querySelector(".axes").remove();
  left.plot.append(draw("path", { class: "edge", d: `M${left.at(0, 0)}L${left.at(1, 0)}L${left.at(0.5, HIGH)}Z` }));
  [[-0.035, -0.045], [1.035, -0.045], [0.5, HIGH + 0.03]].forEach(([x, y], i) =>
    left.plot.append(label(`*${NAMES[i]}*`, { x: left.across(x), y: left.up(y), "text-anchor": "middle" })));
  const curves = LAWS.map(name => draw("path", { class: name })), tags = LAWS.map(name => label(`*${name}*`, { class: name }));
  left.plot.append(...curves, ...tags);
  const point = ([, b, c]) => [(b + c / 2) / parts, c / parts * HIGH], laws = lattice(parts);
  const far = (law, x, y) => { const [a, b] = point(law); return (a - x) ** 2 + (b - y) ** 2; };
  const knobs = LAWS.map(name => handle(left, { name: `law ${name}`, colour: name, most: parts,
    drag: (x, y) => set({ [name]: laws.reduce((best, law) => far(law, x, y) < far(best, x, y) ? law : best) }),
    press: (dx, dy) => set({ [name]: beside(state()[name], dx, dy) }) }));
  const show = now => LAWS.forEach((name, i) => {
    const [x, y] = point(now[name]);
    knobs[i].move(x, y);
    place(tags[i], left.across(x) + 11, left.up(y) - 9);
  });
  const equal = (forth, back) => {
    const { p } = state(), infinite = law => values.kl(p, law) === null, to = law => left.at(...point(law));
    curves[0].setAttribute("d", contour(parts, near, law => values.kl(p, law) ?? values.rim(p, law), infinite, forth, to));
    curves[1].setAttribute("d", contour(parts, near, law => values.kl(law, p) ?? Infinity, () => false, back, to));
    LAWS.forEach((name, i) => knobs[i].tell(NAMES.map((n, j) => `${n} ${fraction(state()[name][j], parts)}`).join(", "), state()[name][2]));
  };
  return { el: left.el, show, equal };
}

// Where a value over the lattice is `level`: a segment in each small triangle that it
// crosses. It rises evenly along a side, or, next to an edge with ∞, by equal steps as what
// is left shrinks, as far as `near` the edge, where the table has it too.
function contour(parts, near, value, infinite, level, to) {
  if (!level) return "";
  const known = lattice(parts).reduce((rows, law) => ((rows[law[0]] ??= [])[law[1]] = { law, v: value(law) }, rows), []);
  const cross = (one, two) => {
    if (one.v > two.v) [one, two] = [two, one];
    const part = (level - one.v) / (two.v - one.v), t = infinite(two.law) ? (1 - near ** part) / (1 - near) : part;
    return to(one.law.map((n, i) => n + (two.law[i] - n) * t));
  };
  const segment = three => {
    const ends = [[0, 1], [1, 2], [2, 0]].filter(([i, j]) => (three[i].v < level) !== (three[j].v < level));
    return ends.length === 2 ? "M" + ends.map(([i, j]) => cross(three[i], three[j])).join("L") : "";
  };
  let path = "";
  for (let a = 0; a < parts; a++)
    for (let b = 0; a + b < parts; b++) {
      const [right, up] = [known[a + 1][b], known[a][b + 1]];
      path += segment([known[a][b], right, up]);
      if (a + b + 1 < parts) path += segment([right, up, known[a + 1][b + 1]]);
    }
  return path;
}

function columns(parts) {
  const right = panel({ says: "The probabilities of both laws", width: 240, height: 260, x: [-0.5, 2.5], y: [0, 1.04], ylabel: "probability",
    xticks: NAMES.map((name, i) => [i, `*${name}*`]), yticks: [[0, "0"], [0.5, "1/2"], [1, "1"]], pad: { top: 24 } });
  const width = right.across(0.32) - right.across(0);
  const bars = LAWS.map((name, n) => NAMES.map((_, i) => draw("rect", { class: `${name} column`, x: right.across(i + (n ? 0.02 : -0.34)), width })));
  right.plot.append(...bars.flat());
  const show = now => LAWS.forEach((name, n) => now[name].forEach((part, i) => {
    bars[n][i].setAttribute("y", right.up(part / parts));
    bars[n][i].setAttribute("height", right.up(0) - right.up(part / parts));
  }));
  return { el: right.el, show };
}

function fraction(part, whole) {
  const divisor = (a, b) => b ? divisor(b, a % b) : a, common = divisor(part, whole);
  return part % whole ? `${part / common}/${whole / common}` : `${part / whole}`;
}
