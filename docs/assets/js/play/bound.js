// The bound under the log-likelihood: q moves where it touches, μ where we stand, and the
// two steps of EM move them by turns. The bars keep what each half step has done.
import { draw, glide, handle, label, line, make, nearest, panel, printed, readout, real, unbent, voice, within } from "./kit.js";

const PLACES = 3, FLOOR = -11.6, TOP = -6.2, BARS = 7, LEVELS = [[-11, "−11"], [-9, "−9"], [-7, "−7"]];

export function start(stage, table) {
  const { means, best, weights, tops } = table;
  const heights = table.heights, bounds = table.bounds.map(unbent), gaps = table.gaps.map(unbent);
  if (bounds.length !== means.length || bounds[0].length !== means.length) throw new Error("a table of another size");
  const begin = () => ({ q: means.indexOf(-1.5), mu: means.indexOf(0.5), past: [] });
  let state = begin(), did = "start", count = { E: 0, M: 0 };

  const left = panel({ width: 430, height: 330, x: [-3.7, 5.1], y: [FLOOR, TOP], xlabel: "*μ*", ylabel: "nats",
    xticks: [-2, 0, 2, 4].map(x => [x, `${x}`.replace("-", "−")]), yticks: LEVELS });
  const rule = draw("path", { class: "rule" }), bound = draw("path", { class: "p" }), gap = draw("path", { class: "q gap" });
  const curve = draw("path", { class: "ink", d: line(left, means.map((m, i) => [m, real(heights[i], PLACES)])) });
  const low = draw("circle", { class: "p dot", r: 4.5 }), high = draw("circle", { class: "ink dot", r: 4.5 });
  left.plot.append(rule, gap, curve, bound, high, low,
    label("ln *p*(X | *μ*)", { x: left.across(0.1), y: left.up(-7.25), "text-anchor": "end" }));
  const name = label("ℒ(*q*, *μ*)", { class: "p", "text-anchor": "middle" });
  left.plot.append(name);
  const mark = { q: label("*q*", { class: "p", "text-anchor": "end" }), mu: label("*μ*", { class: "ink" }) };
  left.plot.append(mark.q, mark.mu);
  const knobs = {
    q: handle(left, { name: "place where q is the posterior", colour: "p",
      drag: x => move({ q: nearest(means, x) }), press: dx => move({ q: within(state.q + dx, means) }) }),
    mu: handle(left, { name: "mean μ", colour: "ink", square: true,
      drag: x => move({ mu: nearest(means, x) }), press: dx => move({ mu: within(state.mu + dx, means) }) }),
  };

  const right = panel({ width: 230, height: 250, x: [-0.6, BARS - 0.4], y: [FLOOR, TOP], ylabel: "nats",
    yticks: LEVELS });
  const bars = Array.from({ length: BARS }, (_, i) => {
    const sides = { x: right.across(i - 0.34), width: right.across(0.68) - right.across(0) };
    const parts = { low: draw("rect", { class: "p column", ...sides }), gap: draw("rect", { class: "q column", ...sides }),
      cap: draw("path", { class: "ink" }), name: label("", { x: right.across(i), y: right.up(FLOOR) + 17, "text-anchor": "middle" }) };
    right.plot.append(...Object.values(parts));
    return parts;
  });

  const steps = {
    E: make("button", { type: "button", textContent: "E-step" }), M: make("button", { type: "button", textContent: "M-step" }),
    back: make("button", { type: "button", textContent: "Start again" }),
  };
  steps.E.addEventListener("click", () => step("E", { q: state.mu }));
  steps.M.addEventListener("click", () => step("M", { mu: best[state.q] }));
  steps.back.addEventListener("click", () => { move(begin()); });
  const numbers = readout({ mu: ["mean *μ*", "ink"], height: ["ln *p*(X | *μ*)", "ink"], bound: ["bound ℒ(*q*, *μ*)", "p"],
    gap: ["gap, KL", "q"], weights: ["*q*, for −2, 0 and 3", "quiet"], top: ["top of the bound, *μ*", "quiet"] });
  const heard = voice();

  const show = glide(now => {
    const y = v => Math.max(FLOOR, v);
    bound.setAttribute("d", line(left, means.map((m, i) => [m, now.bound[i]]).filter(([, v]) => v > FLOOR)));
    rule.setAttribute("d", line(left, [[now.mu, FLOOR], [now.mu, y(now.low)]]));
    gap.setAttribute("d", line(left, [[now.mu, y(now.low)], [now.mu, now.high]]));
    for (const [dot, v] of [[low, y(now.low)], [high, now.high]]) {
      dot.setAttribute("cx", left.across(now.mu));
      dot.setAttribute("cy", left.up(v));
    }
    knobs.q.move(now.q, now.touch);
    knobs.mu.move(now.mu, FLOOR);
    for (const [text, x, py] of [[mark.q, now.q - 0.2, left.up(now.touch) - 9], [mark.mu, now.mu + 0.2, left.up(FLOOR) - 12]]) {
      text.setAttribute("x", left.across(x));
      text.setAttribute("y", py);
    }
    name.setAttribute("x", left.across(now.name[0]));
    name.setAttribute("y", left.up(now.name[1]) + 20);
    bars.forEach(({ low, gap, cap, name }, i) => {
      const [v, top] = now.bars[i] ?? [null, null], seen = v !== null;
      for (const part of [low, gap, cap, name]) part.style.display = seen ? "" : "none";
      if (!seen) return;
      const under = Math.max(v, FLOOR);
      for (const [rect, a, b] of [[low, FLOOR, under], [gap, under, top]]) {
        rect.setAttribute("y", right.up(b));
        rect.setAttribute("height", Math.max(0, right.up(a) - right.up(b)));
      }
      cap.setAttribute("d", line(right, [[i - 0.45, top], [i + 0.45, top]]));
      name.textContent = now.names[i];
    });
  }, 420);

  function step(kind, change) {
    const past = [...state.past, now()];
    state = { ...state, ...change, past: past.slice(1 - BARS) };
    did = `${kind}${++count[kind]}`;
    update();
  }

  function move(change) {
    state = { ...state, ...change, past: [] };
    did = "now";
    count = { E: 0, M: 0 };
    update();
  }

  function now() {
    return { name: did, low: real(bounds[state.q][state.mu], PLACES), high: real(heights[state.mu], PLACES) };
  }

  function update() {
    const { q, mu } = state, row = bounds[q].map(v => real(v, PLACES)), seen = [...state.past, now()];
    const texts = { mu: means[mu].toFixed(2).replace("-", "−"), height: printed(heights[mu], PLACES), bound: printed(bounds[q][mu], PLACES),
      gap: printed(gaps[q][mu], PLACES), weights: weights[q].map(v => printed(v, PLACES)).join(", "), top: printed(tops[q], PLACES) };
    numbers.set(texts);
    knobs.q.tell(`${means[q].toFixed(2)}, with the weights ${texts.weights}`, means[q]);
    knobs.mu.tell(`${texts.mu}, bound ${texts.bound}, gap ${texts.gap}`, means[mu]);
    const what = { E: "E-step: the log-likelihood stays. ", M: "M-step: the log-likelihood rises. " }[did[0]] ?? "";
    heard.say(`${what}Mean ${texts.mu}, log-likelihood ${texts.height}, bound ${texts.bound}, gap ${texts.gap} nats.`);
    show({ q: means[q], mu: means[mu], touch: real(heights[q], PLACES), bound: row, low: row[mu], high: real(heights[mu], PLACES),
      name: [means[best[q]], row[best[q]]], bars: seen.map(({ low, high }) => [low, high]), names: seen.map(({ name }) => name) });
  }

  stage.append(make("div", { className: "panels" }, left.el, right.el), make("div", { className: "controls buttons" }, ...Object.values(steps)), numbers.el, heard.el);
  left.el.setAttribute("aria-label", "The log-likelihood and the bound against the mean");
  right.el.setAttribute("aria-label", "The bound and the gap after each half step");
  update();
}
