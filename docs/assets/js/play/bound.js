// The bound under the log-likelihood: q moves where it touches, μ where we stand, and the
// two steps of EM move them by turns. The bars keep what each half step has done.
import { draw, glide, handle, label, line, make, minus, nearest, panel, place, printed, readout, real, unbent, voice, within } from "./kit.js";

const PLACES = 3, FLOOR = -11.6, TOP = -6.2, BARS = 7;
const LEVELS = [-11, -9, -7].map(y => [y, minus(y)]);
const DID = { E: "E-step: the log-likelihood stays. ", M: "M-step: the log-likelihood rises. " };

export function start(stage, table) {
  const { means, heights, best, weights, tops } = table, [bounds, gaps] = [table.bounds, table.gaps].map(rows => rows.map(unbent));
  if (bounds.length !== means.length || bounds[0].length !== means.length) throw new Error("a table of another size");
  const begin = { q: means.indexOf(-1.5), mu: means.indexOf(0.5), did: "start", past: [] };
  let state = begin, count = { E: 0, M: 0 };
  const curves = hills(table, change => move({ did: "now", ...change }), () => state), bars = halfSteps();
  const buttons = {
    "E-step": () => step("E", { q: state.mu }),
    "M-step": () => step("M", { mu: best[state.q] }),
    "Start again": () => move(begin),
  };
  const numbers = readout({ mu: ["mean *μ*", "ink"], height: ["ln *p*(X | *μ*)", "ink"], bound: ["bound ℒ(*q*, *μ*)", "p"],
    gap: ["gap, KL", "q"], weights: ["*q*, for −2, 0 and 3", "quiet"], top: ["top of the bound, *μ*", "quiet"] });
  const heard = voice();
  const show = glide(now => { curves.show(now); bars.show(now); }, 420);

  function move(change) {
    count = { E: 0, M: 0 };
    state = { ...state, ...change, past: [] };
    update();
  }
  function step(kind, change) {
    const past = [...state.past, bar()].slice(1 - BARS);
    state = { ...state, ...change, past, did: `${kind}${++count[kind]}` };
    update();
  }
  const bar = () => ({ name: state.did, low: real(bounds[state.q][state.mu], PLACES), high: real(heights[state.mu], PLACES) });

  function update() {
    const { q, mu, past, did } = state, row = bounds[q].map(v => real(v, PLACES)), seen = [...past, bar()];
    const texts = { mu: minus(means[mu].toFixed(2)), height: printed(heights[mu], PLACES), bound: printed(bounds[q][mu], PLACES),
      gap: printed(gaps[q][mu], PLACES), weights: weights[q].map(v => printed(v, PLACES)).join(", "), top: printed(tops[q], PLACES) };
    numbers.set(texts);
    curves.tell(`${minus(means[q].toFixed(2))}, with the weights ${texts.weights}`, `${texts.mu}, bound ${texts.bound}, gap ${texts.gap}`);
    heard.say(`${DID[did[0]] ?? ""}Mean ${texts.mu}, log-likelihood ${texts.height}, bound ${texts.bound}, gap ${texts.gap} nats.`);
    show({ q: means[q], mu: means[mu], touch: real(heights[q], PLACES), bound: row, low: row[mu], high: real(heights[mu], PLACES),
      top: [means[best[q]], row[best[q]]], bars: seen.map(({ low, high }) => [low, high]), names: seen.map(({ name }) => name) });
  }

  const pressed = Object.entries(buttons).map(([textContent, onclick]) => make("button", { type: "button", textContent, onclick }));
  stage.append(make("div", { className: "panels" }, curves.el, bars.el), make("div", { className: "controls buttons" }, ...pressed), numbers.el, heard.el);
  update();
}

// The log-likelihood, the bound below it, and a knob for each of q and μ.
function hills({ means, heights }, move, state) {
  const left = panel({ says: "The log-likelihood and the bound against the mean", width: 430, height: 330, x: [-3.7, 5.1], y: [FLOOR, TOP],
    xlabel: "*μ*", ylabel: "nats", xticks: [-2, 0, 2, 4].map(x => [x, minus(x)]), yticks: LEVELS });
  const curve = draw("path", { class: "ink", d: line(left, means.map((m, i) => [m, real(heights[i], PLACES)])) });
  const [rule, bound, gap] = ["rule", "p", "q gap"].map(name => draw("path", { class: name }));
  const [low, high] = ["p dot", "ink dot"].map(name => draw("circle", { class: name, r: 4.5 }));
  const names = { top: label("ℒ(*q*, *μ*)", { class: "p", "text-anchor": "middle" }), q: label("*q*", { class: "p", "text-anchor": "end" }),
    mu: label("*μ*", { class: "ink" }) };
  left.plot.append(rule, gap, curve, bound, high, low, ...Object.values(names),
    label("ln *p*(X | *μ*)", { x: left.across(0.1), y: left.up(-7.25), "text-anchor": "end" }));
  const knob = (key, name, look) => handle(left, { name, ...look, most: means.length - 1,
    drag: x => move({ [key]: nearest(means, x) }), press: dx => move({ [key]: within(state()[key] + dx, means) }) });
  const q = knob("q", "place where q is the posterior", { colour: "p" }), mu = knob("mu", "mean μ", { colour: "ink", square: true });
  const show = now => {
    const foot = Math.max(FLOOR, now.low);
    bound.setAttribute("d", line(left, means.map((m, i) => [m, now.bound[i]]).filter(([, v]) => v > FLOOR)));
    rule.setAttribute("d", line(left, [[now.mu, FLOOR], [now.mu, foot]]));
    gap.setAttribute("d", line(left, [[now.mu, foot], [now.mu, now.high]]));
    place(low, left.across(now.mu), left.up(foot));
    place(high, left.across(now.mu), left.up(now.high));
    q.move(now.q, now.touch);
    mu.move(now.mu, FLOOR);
    place(names.q, left.across(now.q) - 8, left.up(now.touch) - 9);
    place(names.mu, left.across(now.mu) + 8, left.up(FLOOR) - 12);
    place(names.top, left.across(now.top[0]), left.up(now.top[1]) + 20);
  };
  const tell = (ofQ, ofMu) => { q.tell(ofQ, state().q); mu.tell(ofMu, state().mu); };
  return { el: left.el, show, tell };
}

// A bar for each half step: the bound, and the gap on top of it.
function halfSteps() {
  const right = panel({ says: "The bound and the gap after each half step", width: 230, height: 250, x: [-0.6, BARS - 0.4], y: [FLOOR, TOP],
    ylabel: "nats", yticks: LEVELS });
  const bars = Array.from({ length: BARS }, (_, i) => {
    const sides = { x: right.across(i - 0.34), width: right.across(0.68) - right.across(0) };
    const bar = { low: draw("rect", { class: "p column", ...sides }), gap: draw("rect", { class: "q column", ...sides }),
      cap: draw("path", { class: "ink" }), name: label(" ", { x: right.across(i), y: right.up(FLOOR) + 17, "text-anchor": "middle" }) };
    right.plot.append(...Object.values(bar));
    return bar;
  });
  const stretch = (rect, from, to) => {
    rect.setAttribute("y", right.up(to));
    rect.setAttribute("height", Math.max(0, right.up(from) - right.up(to)));
  };
  const show = now => bars.forEach((bar, i) => {
    for (const part of Object.values(bar)) part.style.display = i < now.bars.length ? "" : "none";
    if (i >= now.bars.length) return;
    const [low, high] = now.bars[i], foot = Math.max(low, FLOOR);
    stretch(bar.low, FLOOR, foot);
    stretch(bar.gap, foot, high);
    bar.cap.setAttribute("d", line(right, [[i - 0.45, high], [i + 0.45, high]]));
    bar.name.textContent = now.names[i];
  });
  return { el: right.el, show };
}
