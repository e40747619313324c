// The width of the bins, and two normal laws: what runs away as it shrinks, and what stays.
import { draw, glide, handle, label, line, make, minus, nearest, panel, place, printed, readout, real, slider, voice } from "./kit.js";

const PLACES = 3;
const RANGE = 5.2, HIGHEST = 9;  // of x, and of the nats, that are shown

export function start(stage, table) {
  const { widths, means, own, other } = table;
  const names = widths.map(([name]) => name), sizes = widths.map(([, size]) => size);
  const state = { width: names.indexOf("1"), own: own.indexOf(1), mean: means.indexOf(1.5), other: other.indexOf(1) };
  const set = change => {
    if (Object.entries(change).some(([key, value]) => state[key] !== value)) update(Object.assign(state, change));
  };
  const laws = densities(table, set), lengths = codeLengths(sizes, set);
  const sliders = {
    width: slider({ name: "Width of the bins", shown: "width Δ", texts: names, change: width => set({ width }) }),
    mean: slider({ name: "Mean of q", shown: "mean of *q*", colour: "q", texts: means.map(minus), change: mean => set({ mean }) }),
    own: slider({ name: "Standard deviation of p", shown: "spread of *p*", colour: "p", texts: own.map(minus), change: now => set({ own: now }) }),
    other: slider({ name: "Standard deviation of q", shown: "spread of *q*", colour: "q", texts: other.map(minus), change: now => set({ other: now }) }),
  };
  const numbers = readout({
    entropy: ["entropy H_Δ(*P*)", "p"], cross: ["cross-entropy H_Δ(*P*, *Q*)", "q"],
    kl: ["KL, the gap", "r"], limit: ["KL of the densities", "quiet"],
  });
  const heard = voice();
  const show = glide(now => { laws.show(now, sizes[state.width]); lengths.show(now); });

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

  stage.append(make("div", { className: "panels" }, laws.el, lengths.el),
    make("div", { className: "controls" }, ...Object.values(sliders).map(({ el }) => el)), numbers.el, heard.el);
  update();
}

// The bell of the normal law and its mean heights in bins, drawn between values of the table.
function shapes({ step, reach, density, below }) {
  const read = (values, z) => {
    const at = (Math.max(-reach, Math.min(reach, z)) + reach) / step, low = Math.min(Math.floor(at), values.length - 2);
    return values[low] + (values[low + 1] - values[low]) * (at - low);
  };
  const bell = ([mean, deviation]) => Array.from({ length: 105 }, (_, i) => -RANGE + i / 10)
    .map(x => [x, read(density, (x - mean) / deviation) / deviation]);
  const stairs = ([mean, deviation], width) => {
    const points = [[-RANGE, 0]];
    for (let left = Math.floor(-RANGE / width) * width; left < RANGE; left += width) {
      const [a, b] = [left, left + width].map(x => read(below, (x - mean) / deviation));
      points.push([Math.max(left, -RANGE), (b - a) / width], [Math.min(left + width, RANGE), (b - a) / width]);
    }
    return [...points, [RANGE, 0]];
  };
  return { bell, stairs, peak: deviation => read(density, 0) / deviation };
}

// Both laws in their bins; each knob sits on the top of its law.
function densities({ means, own, other, normal }, set) {
  const { bell, stairs, peak } = shapes(normal);
  const left = panel({ says: "The two densities and their bins", x: [-RANGE, RANGE], y: [0, 0.56], bare: true, xlabel: "*x*",
    pad: { left: 12, right: 12 }, xticks: [-4, -2, 0, 2, 4].map(x => [x, minus(x)]) });
  const drags = {
    p: (x, y) => set({ own: nearest(own.map(peak), y) }),
    q: (x, y) => set({ mean: nearest(means, x), other: nearest(other.map(peak), y) }),
  };
  const parts = Object.keys(drags).map(name => {
    const bars = draw("path", { class: `${name} bars` }), thin = draw("path", { class: `${name} thin` });
    const tag = label(`*${name}*`, { class: name, "text-anchor": "middle" });
    left.plot.append(bars, thin, tag);
    return { name, bars, thin, tag };
  });
  for (const part of parts) part.knob = handle(left, { colour: part.name, drag: drags[part.name] });
  const show = (now, width) => parts.forEach(({ name, bars, thin, tag, knob }) => {
    const [mean, deviation] = now[name];
    bars.setAttribute("d", line(left, stairs(now[name], width)));
    thin.setAttribute("d", line(left, bell(now[name])));
    knob.move(mean, peak(deviation));
    place(tag, left.across(mean), left.up(peak(deviation)) - 13);
  });
  return { el: left.el, show };
}

// Entropy, cross-entropy and their gap at each width; a knob below takes hold of the width.
function codeLengths(sizes, set) {
  const logs = sizes.map(Math.log2), y = v => Math.min(v, HIGHEST);
  const right = panel({ says: "Entropy, cross-entropy and divergence against the width", x: [logs[0] - 0.1, 1.1], y: [0, HIGHEST],
    xlabel: "width Δ of the bins", ylabel: "nats", yticks: [0, 2, 4, 6, 8].map(v => [v, `${v}`]),
    xticks: ["2", "1", "1/2", "1/4", "1/8", "1/16", "1/32"].map((text, i) => [1 - i, text]) });
  const [rule, gap, foot] = ["rule", "r gap", "r gap"].map(name => draw("path", { class: name }));
  right.plot.append(rule, gap, foot);
  const curves = [
    { colour: "p", text: "H_Δ(*P*)", side: "end", at: 5, dx: -8, dy: 14 },
    { colour: "q", text: "H_Δ(*P*, *Q*)", side: "start", at: 5, dx: 6, dy: -10 },
    { colour: "r", text: "KL", side: "start", at: 2, dx: 0, dy: -9 },
  ].map(curve => {
    const path = draw("path", { class: curve.colour }), dot = draw("circle", { class: `${curve.colour} dot`, r: 4.5 });
    const tag = label(curve.text, { class: curve.colour, "text-anchor": curve.side });
    right.plot.append(path, dot, tag);
    return { ...curve, path, dot, tag };
  });
  const grip = handle(right, { colour: "ink", square: true, drag: x => set({ width: nearest(logs, x) }) });
  const show = ({ at, dots, curves: values }) => {
    curves.forEach(({ path, dot, tag, at: beside, dx, dy }, i) => {
      path.setAttribute("d", line(right, values[i].map((v, w) => [logs[w], y(v)])));
      place(dot, right.across(at), right.up(y(dots[i])));
      place(tag, right.across(logs[beside]) + dx, right.up(y(values[i][beside])) + dy);
    });
    rule.setAttribute("d", line(right, [[at, 0], [at, HIGHEST]]));
    gap.setAttribute("d", line(right, [[at, y(dots[0])], [at, y(dots[1])]]));
    foot.setAttribute("d", line(right, [[at, 0], [at, y(dots[2])]]));
    grip.move(at, 0);
  };
  return { el: right.el, show };
}
