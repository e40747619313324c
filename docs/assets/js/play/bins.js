// The width of the bins, and two normal laws: what runs away as it shrinks, and what stays.
import { draw, glide, handle, label, line, make, nearest, panel, printed, readout, real, slider, voice } from "./kit.js";

const PLACES = 3;
const RANGE = 5.2;  // of x that is shown

export function start(stage, table) {
  const { widths, means, own, other, normal } = table;
  const names = widths.map(([name]) => name), sizes = widths.map(([, size]) => size);
  const state = { width: names.indexOf("1"), own: 1, mean: means.indexOf(1.5), other: 1 };

  // Between two values of the table of the normal law, for drawing.
  const read = (values, z) => {
    const place = (Math.max(-normal.reach, Math.min(normal.reach, z)) + normal.reach) / normal.step;
    const low = Math.min(Math.floor(place), values.length - 2);
    return values[low] + (values[low + 1] - values[low]) * (place - low);
  };
  const bell = ([mean, deviation]) => Array.from({ length: 105 }, (_, i) => -RANGE + i / 10)
    .map(x => [x, read(normal.density, (x - mean) / deviation) / deviation]);
  const stairs = ([mean, deviation], width) => {
    const points = [[-RANGE, 0]];
    for (let left = Math.floor(-RANGE / width) * width; left < RANGE; left += width) {
      const [a, b] = [left, left + width].map(x => read(normal.below, (x - mean) / deviation));
      points.push([Math.max(left, -RANGE), (b - a) / width], [Math.min(left + width, RANGE), (b - a) / width]);
    }
    return [...points, [RANGE, 0]];
  };
  const peak = deviation => normal.density[(normal.density.length - 1) / 2] / deviation;

  const left = panel({ x: [-RANGE, RANGE], y: [0, 0.56], xlabel: "*x*", pad: { left: 12, right: 12 }, bare: true,
    xticks: [-4, -2, 0, 2, 4].map(x => [x, `${x}`.replace("-", "−")]) });
  const shapes = Object.fromEntries(["p bars", "q bars", "p thin", "q thin"].map(name => {
    const path = draw("path", { class: name });
    left.plot.append(path);
    return [name, path];
  }));
  const p = { tag: label("*p*", { class: "p" }), move: (x, y) => set({ own: nearest(own.map(peak), y) }) };
  const q = { tag: label("*q*", { class: "q" }),
    move: (x, y) => set({ mean: nearest(means, x), other: nearest(other.map(peak), y) }) };
  left.plot.append(p.tag, q.tag);
  p.knob = handle(left, { colour: "p", drag: p.move });
  q.knob = handle(left, { colour: "q", drag: q.move });

  const right = panel({ x: [Math.log2(sizes[0]) - 0.1, 1.1], y: [0, 9], xlabel: "width Δ of the bins", ylabel: "nats",
    xticks: [0.5, 1, 2, 4, 8, 16, 32].map(n => [-Math.log2(n), n < 1 ? "2" : n > 1 ? `1/${n}` : "1"]),
    yticks: [0, 2, 4, 6, 8].map(y => [y, `${y}`]) });
  const rule = draw("path", { class: "rule" }), gap = draw("path", { class: "r gap" }), foot = draw("path", { class: "r gap" });
  right.plot.append(rule, gap, foot);
  const curves = ["p", "q", "r"].map(colour => {
    const path = draw("path", { class: `${colour} dotted` }), dot = draw("circle", { class: `${colour} dot`, r: 4.5 });
    right.plot.append(path, dot);
    return { path, dot };
  });
  const tags = [label("H_Δ(*P*)", { class: "p", "text-anchor": "end" }), label("H_Δ(*P*, *Q*)", { class: "q" }), label("KL", { class: "r" })];
  right.plot.append(...tags);
  const grip = handle(right, { colour: "ink", square: true,
    drag: x => set({ width: nearest(sizes.map(Math.log2), x) }) });

  const sliders = {
    width: slider({ name: "Width of the bins", shown: "width Δ", texts: names, change: width => set({ width }) }),
    mean: slider({ name: "Mean of q", shown: "mean of *q*", colour: "q", texts: means.map(m => `${m}`.replace("-", "−")), change: mean => set({ mean }) }),
    own: slider({ name: "Standard deviation of p", shown: "spread of *p*", colour: "p", texts: own.map(String), change: now => set({ own: now }) }),
    other: slider({ name: "Standard deviation of q", shown: "spread of *q*", colour: "q", texts: other.map(String), change: now => set({ other: now }) }),
  };
  const numbers = readout({
    entropy: ["entropy H_Δ(*P*)", "p"], cross: ["cross-entropy H_Δ(*P*, *Q*)", "q"],
    kl: ["KL, the gap", "r"], limit: ["KL of the densities", "quiet"],
  });
  const heard = voice();

  const show = glide(now => {
    const size = sizes[state.width], y = v => Math.min(v, 9);
    shapes["p bars"].setAttribute("d", line(left, stairs(now.p, size)));
    shapes["q bars"].setAttribute("d", line(left, stairs(now.q, size)));
    shapes["p thin"].setAttribute("d", line(left, bell(now.p)));
    shapes["q thin"].setAttribute("d", line(left, bell(now.q)));
    for (const [{ knob, tag }, [mean, deviation]] of [[p, now.p], [q, now.q]]) {
      knob.move(mean, peak(deviation));
      tag.setAttribute("x", left.across(mean) - 3);
      tag.setAttribute("y", left.up(peak(deviation)) - 13);
    }
    curves.forEach(({ path, dot }, i) => {
      path.setAttribute("d", line(right, now.curves[i].map((v, w) => [Math.log2(sizes[w]), y(v)])));
      dot.setAttribute("cx", right.across(now.at));
      dot.setAttribute("cy", right.up(y(now.dots[i])));
    });
    rule.setAttribute("d", line(right, [[now.at, 0], [now.at, 9]]));
    gap.setAttribute("d", line(right, [[now.at, now.dots[0]], [now.at, y(now.dots[1])]]));
    foot.setAttribute("d", line(right, [[now.at, 0], [now.at, y(now.dots[2])]]));
    grip.move(now.at, 0);
    [[5, -8, 14], [5, 6, -10], [2, 0, -9]].forEach(([w, dx, dy], i) => {
      tags[i].setAttribute("x", right.across(Math.log2(sizes[w])) + dx);
      tags[i].setAttribute("y", right.up(y(now.curves[i][w])) + dy);
    });
  });

  function set(change) {
    if (Object.entries(change).every(([key, value]) => state[key] === value)) return;
    update(Object.assign(state, change));
  }

  function update() {
    const pair = (state.own * means.length + state.mean) * other.length + state.other;
    const rows = [table.entropy[state.own], table.cross[pair], table.kl[pair]], w = state.width;
    const [entropy, cross, kl] = rows.map(row => printed(row[w], PLACES));
    Object.entries(sliders).forEach(([key, { set }]) => set(state[key]));
    numbers.set({ entropy, cross, kl, limit: printed(table.limit[pair], PLACES) });
    heard.say(`Width ${names[w]}: entropy ${entropy}, cross-entropy ${cross}, divergence ${kl} nats.`);
    const curves = rows.map(row => row.map(v => real(v, PLACES)));
    show({ p: [0, own[state.own]], q: [means[state.mean], other[state.other]], at: Math.log2(sizes[w]),
      curves, dots: curves.map(curve => curve[w]) });
  }

  stage.append(make("div", { className: "panels" }, left.el, right.el),
    make("div", { className: "controls" }, ...Object.values(sliders).map(({ el }) => el)), numbers.el, heard.el);
  left.el.setAttribute("aria-label", "The two densities and their bins");
  right.el.setAttribute("aria-label", "Entropy, cross-entropy and divergence against the width");
  update();
}
