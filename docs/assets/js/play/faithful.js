// EM on Old Faithful by half steps: the E-step colours the points, the M-step moves the
// ellipses. Each choice of starting places is a run of klem that is fetched when chosen.
import { draw, glide, handle, label, line, make, minus, panel, place, printed, readout, real, slider, voice } from "./kit.js";
import { inTurns, opened } from "./runs.js";

const PLACES = 3, COLOURS = ["q", "p", "r", "s"];
const FLOOR = -1345, TOP = -1080, LONGEST = 61;
const ENDS = {
  settled: "the last step gained next to nothing, so klem stops",
  cut: "it still climbs, but the table ends here",
  collapsed: "a component shrinks onto too few points, and klem refuses to go on",
};
const FIRST = { 1: [4], 2: [2, 6], 3: [0, 1, 4], 4: [0, 1, 3, 4] };  // where components start at first

export async function start(stage, { points, spots }, read) {
  const state = { at: 0 };  // and how many components, the places chosen, their run
  let asked = { kinds: 2, chosen: FIRST }, stop;  // what the reader wants, and what ends the playing
  const last = () => 2 * state.run.heights.length - 1;

  const cloud = scatter(points, spots, choose, () => asked), trace = climb();
  const kinds = slider({ name: "Number of components", shown: "components *K*", texts: Object.keys(spots), change: i => ask({ kinds: i + 1 }) });
  const when = make("input", { type: "range", min: 0, step: 1, ariaLabel: "Half step", oninput: () => go(Number(when.value)) });
  const button = (textContent, onclick) => make("button", { type: "button", textContent, onclick });
  const back = button("Back", () => go(state.at - 1)), step = button("Step", () => go(state.at + 1)), play = button("Play", () => stop ? pause() : run());
  const numbers = readout({ iteration: ["iteration", "ink"], height: ["ln *p*(X | *θ*)", "ink"], bound: ["bound ℒ(*q*, *θ*)", "quiet"], weights: ["weights", "quiet"] });
  const heard = voice(), note = make("p", { className: "state" });

  async function load() {
    const now = asked, key = [...now.chosen[now.kinds]].sort((a, b) => a - b).join("");
    const run = opened(await read(`faithful/${now.kinds}-${key}`), points.length);
    if (asked === now) update(Object.assign(state, now, { run, at: 0 }));  // else another was chosen since
  }
  function ask(change) {
    pause();
    asked = { ...asked, ...change };
    load().catch(error => { note.textContent = `This run could not be loaded (${error.message}).`; });
  }
  function choose(k, spot) {
    const now = asked.chosen[asked.kinds];
    if (now[k] !== spot) ask({ chosen: { ...asked.chosen, [asked.kinds]: now.with(k, spot) } });
  }
  function run() {
    if (state.at === last()) state.at = 0;
    stop = inTurns(stage, () => state.at < last() ? update(state.at++) : pause());
    update();
  }
  function pause() {
    stop?.();
    stop = undefined;
    if (state.run) update();
  }
  function go(at) {
    state.at = Math.max(0, Math.min(last(), at));
    pause();
  }

  function update() {
    const { at } = state, moment = seen(state, at);
    cloud.show(moment, spots[state.kinds]);
    trace.show(state.run.heights, moment.i);
    const texts = { iteration: `${moment.i}`, height: printed(state.run.heights[moment.i], PLACES), weights: moment.weights.map(v => printed(v, PLACES)).join(", "),
      bound: moment.bound === undefined ? "–" : printed(moment.bound, PLACES) };
    numbers.set(texts);
    note.textContent = moment.says;
    kinds.set(state.kinds - 1);
    Object.assign(when, { max: last(), value: at });
    when.setAttribute("aria-valuetext", `iteration ${moment.i}${at % 2 ? ", after the E-step" : ""}`);
    Object.assign(back, { disabled: at === 0 });
    Object.assign(step, { disabled: at === last(), textContent: at % 2 ? "M-step" : "E-step" });
    play.textContent = stop ? "Pause" : "Play";
    if (!stop) heard.say(`Iteration ${moment.i}: log-likelihood ${texts.height} nats. ${moment.says}`);
  }

  stage.append(make("div", { className: "panels" }, cloud.el, trace.el),
    make("div", { className: "controls buttons" }, back, step, play), make("div", { className: "controls" },
      make("label", { className: "slider" }, make("span", { className: "name", textContent: "half step" }), when), kinds.el), numbers.el, note, heard.el);
  await load();
}

// What a half step shows: after an even one the ellipses are new and the shares are old.
function seen({ run, kinds, chosen }, at) {
  const i = Math.floor(at / 2), touching = at % 2 === 1, now = chosen[kinds];
  const order = now.map((_, k) => k).sort((a, b) => now[a] - now[b] || a - b);  // that of the file
  const mine = now.map((_, k) => order.indexOf(k));
  const shares = touching ? run.shares[i] : run.shares[i - 1];
  const mean = (j, k) => run.means[j][k].map(v => real(v, 2));
  const end = `The end: ${ENDS[run.ended]}.`, half = touching ? "After an E-step: the points are shared, and the bound touches."
    : "After an M-step: the ellipses have moved, and the bound has risen.";
  return {
    i, chosen: now, shares: shares && mine.map(k => shares[k]),
    weights: mine.map(k => run.weights[i][k]),
    bound: at === 0 ? undefined : touching ? run.touches[i] : run.bounds[i - 1],
    says: at === 0 ? "The start: no point is shared yet." : i === run.heights.length - 1 ? end : half,
    parts: mine.map(k => ({ mean: mean(i, k), root: run.roots[i][k].map(v => real(v, 2)),
      passed: Array.from({ length: i + 1 }, (_, j) => mean(j, k)) })),
  };
}

// The eruptions in the colours of their shares, ellipses, the ways of the means, and a knob
// on each starting place.
function scatter(points, spots, choose, asked) {
  const left = panel({ says: "The eruptions, and an ellipse for each component", width: 400, height: 330, x: [1, 5.8], y: [36, 104],
    xlabel: "length of the eruption, minutes", ylabel: "wait, minutes", pad: { left: 38 },
    xticks: [2, 3, 4, 5].map(x => [x, `${x}`]), yticks: [40, 60, 80, 100].map(y => [y, `${y}`]) });
  const dots = points.map(row => {
    const [x, y] = row.map(v => real(v, PLACES));
    return draw("circle", { class: "point", r: 2.6, cx: left.across(x), cy: left.up(y) });
  });
  left.plot.append(...dots);
  const parts = COLOURS.map((colour, k) => {
    const way = draw("path", { class: `${colour} way` }), rings = [1, 2].map(radius => draw("path", { class: `${colour} ring${radius}` }));
    const middle = draw("circle", { class: `${colour} dot`, r: 3.5 });
    left.plot.append(way, ...rings, middle);
    const allowed = () => spots[asked().kinds], here = () => asked().chosen[asked().kinds][k];
    const knob = handle(left, { name: `start of component ${k + 1}`, colour, square: true, most: spots[1].length - 1,
      drag: (x, y) => choose(k, nearest([x, y], allowed())),
      press: (dx, dy) => choose(k, beside(here(), allowed(), dx, dy)) });
    return { way, rings, middle, knob };
  });
  const move = glide(now => parts.forEach(({ way, rings, middle }, k) => {
    for (const el of [way, ...rings, middle]) el.style.display = k < now.length ? "" : "none";
    if (k >= now.length) return;
    const { mean: [x, y], root, passed } = now[k];
    rings.forEach((ring, i) => ring.setAttribute("d", line(left, ellipse(x, y, root, i + 1))));
    place(middle, left.across(x), left.up(y));
    way.setAttribute("d", line(left, passed));
  }), 320);
  const show = (moment, allowed) => {
    dots.forEach((dot, n) => { dot.style.fill = moment.shares ? mix(moment.shares.map(shares => shares[n])) : ""; });
    parts.forEach(({ knob }, k) => {
      knob.el.style.display = k < moment.chosen.length ? "" : "none";
      if (k >= moment.chosen.length) return;
      const [x, y] = allowed[moment.chosen[k]];
      knob.move(x, y);
      knob.tell(`length ${x}, wait ${y} minutes`, moment.chosen[k]);
    });
    move(moment.parts);
  };
  return { el: left.el, show };
}

const CIRCLE = Array.from({ length: 61 }, (_, i) => i * Math.PI / 30);
const ellipse = (x, y, [a, b, c], radius) =>
  CIRCLE.map(t => [x + radius * a * Math.cos(t), y + radius * (b * Math.cos(t) + c * Math.sin(t))]);

// Of places, the nearest; lengths and waits are compared in units of their reach.
const far = ([x, y], [a, b]) => Math.hypot((x - a) / 2.5, (y - b) / 25);
const nearest = (from, places) => places.reduce((best, place, i) => far(from, place) < far(from, places[best]) ? i : best, 0);

// The nearest place in a direction, or the same.
function beside(spot, places, dx, dy) {
  const [x, y] = places[spot], onward = places.filter(([a, b]) => (a - x) * dx + (b - y) * dy > 0);
  return onward.length ? places.indexOf(onward[nearest([x, y], onward)]) : spot;
}

function climb() {
  const right = panel({ says: "The log-likelihood after each iteration", width: 250, height: 250, x: [0, LONGEST], y: [FLOOR, TOP],
    xlabel: "iteration", ylabel: "ln *p*, nats", pad: { left: 46 },
    xticks: [0, 20, 40, 60].map(x => [x, `${x}`]), yticks: [-1300, -1200, -1100].map(y => [y, minus(y)]) });
  const path = draw("path", { class: "ink" }), dot = draw("circle", { class: "ink dot", r: 4.5 });
  right.plot.append(path, dot);
  const show = (heights, i) => {
    const passed = heights.slice(0, i + 1).map((v, j) => [j, Math.max(FLOOR, real(v, PLACES))]);
    path.setAttribute("d", line(right, passed));
    place(dot, right.across(i), right.up(passed[i][1]));
  };
  return { el: right.el, show };
}

// The colours of the components, each as strong as its share of a point.
function mix(shares) {
  let sum = 0, mixed;
  shares.forEach((share, k) => {
    if (!share) return;
    sum += share;
    const own = `var(--picture-${COLOURS[k]})`;
    mixed = mixed ? `color-mix(in oklab, ${own} ${Math.round(100 * share / sum)}%, ${mixed})` : own;
  });
  return mixed;
}
