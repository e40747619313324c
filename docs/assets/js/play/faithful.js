// EM on Old Faithful by half steps: the E-step colours the points, the M-step moves the
// ellipses. Each choice of starting places is a run of klem that is fetched when chosen.
import { draw, glide, handle, label, line, make, panel, printed, readout, real, slider, voice } from "./kit.js";
import { inTurns, opened } from "./runs.js";

const PLACES = 3, COLOURS = ["q", "p", "r", "s"], CIRCLE = Array.from({ length: 61 }, (_, i) => i * Math.PI / 30);
const FLOOR = -1345, TOP = -1080;
const ENDS = {
  settled: "the last step gained next to nothing, so klem stops",
  cut: "still climbing, but the table ends here",
  collapsed: "a component shrinks onto too few points, and klem refuses to go on",
};

export async function start(stage, { points, spots }, read) {
  const places = points.map(row => row.map(v => real(v, PLACES)));
  const state = { kinds: 2, chosen: { 1: [4], 2: [2, 6], 3: [0, 1, 4], 4: [0, 1, 3, 4] }, at: 0, run: undefined, playing: undefined };
  let asked = { kinds: state.kinds, chosen: state.chosen };  // by the reader; it is `state` once its run is here
  const chosen = () => state.chosen[state.kinds], last = () => 2 * state.run.heights.length - 1;

  const left = panel({ width: 400, height: 330, x: [1, 5.8], y: [36, 104], xlabel: "length of the eruption, minutes", ylabel: "wait, minutes",
    pad: { left: 38 }, xticks: [2, 3, 4, 5].map(x => [x, `${x}`]), yticks: [40, 60, 80, 100].map(y => [y, `${y}`]) });
  left.el.querySelector(".axes text:last-child").setAttribute("x", 6);
  const dots = places.map(([x, y]) => draw("circle", { class: "point", r: 2.6, cx: left.across(x), cy: left.up(y) }));
  left.plot.append(...dots);
  const parts = COLOURS.map((colour, k) => {
    const rings = [1, 2].map(radius => draw("path", { class: `${colour} ring${radius}` })), way = draw("path", { class: `${colour} way` });
    const middle = draw("circle", { class: `${colour} dot`, r: 3.5 });
    left.plot.append(way, ...rings, middle);
    const knob = handle(left, { name: `start of component ${k + 1}`, colour, square: true,
      drag: (x, y) => choose(k, closest(x, y)), press: (dx, dy) => choose(k, beside(asked.chosen[asked.kinds][k], dx, dy)) });
    return { rings, way, middle, knob };
  });

  // Lengths and waits are compared in units of their reach.
  const far = ([x, y], [a, b]) => ((x - a) / 2.5) ** 2 + ((y - b) / 25) ** 2;
  const nearest = (from, allowed) => allowed.reduce((best, i) =>
    best < 0 || far(from, spots[state.kinds][i]) < far(from, spots[state.kinds][best]) ? i : best, -1);
  const closest = (x, y) => nearest([x, y], spots[state.kinds].map((_, i) => i));
  function beside(spot, dx, dy) {
    const here = spots[state.kinds][spot];
    const onward = spots[state.kinds].map((_, i) => i).filter(i => {
      const [x, y] = spots[state.kinds][i];
      return dx ? (x - here[0]) * dx > 0 : (y - here[1]) * dy > 0;
    });
    return onward.length ? nearest(here, onward) : spot;
  }

  const right = panel({ width: 250, height: 250, x: [0, 61], y: [FLOOR, TOP], xlabel: "iteration", ylabel: "ln *p*, nats",
    pad: { left: 46 }, xticks: [0, 20, 40, 60].map(x => [x, `${x}`]), yticks: [-1300, -1200, -1100].map(y => [y, `−${-y}`]) });
  const climb = draw("path", { class: "ink" }), reached = draw("circle", { class: "ink dot", r: 4.5 });
  right.plot.append(climb, reached);

  const kinds = slider({ name: "Number of components", shown: "components *K*", texts: Object.keys(spots), change: i => ask({ kinds: i + 1 }) });
  const when = make("input", { type: "range", min: 0, step: 1, ariaLabel: "Half step" });
  when.addEventListener("input", () => go(Number(when.value)));
  const buttons = Object.fromEntries(["Back", "Step", "Play"].map(text => [text, make("button", { type: "button", textContent: text })]));
  buttons.Back.addEventListener("click", () => go(state.at - 1));
  buttons.Step.addEventListener("click", () => go(state.at + 1));
  buttons.Play.addEventListener("click", () => state.playing ? pause() : play());
  const numbers = readout({ iteration: ["iteration", "ink"], height: ["ln *p*(X | *θ*)", "ink"], bound: ["bound ℒ(*q*, *θ*)", "quiet"], weights: ["weights", "quiet"] });
  const heard = voice(), note = make("p", { className: "state" });

  const show = glide(now => parts.forEach(({ rings, middle, way, knob }, k) => {
    const part = now.parts[k];
    for (const el of [...rings, middle, way, knob.el]) el.style.display = part ? "" : "none";
    if (!part) return;
    const { mean: [x, y], root: [a, b, c], from } = part;
    rings.forEach((ring, i) => ring.setAttribute("d", line(left, CIRCLE.map(t =>
      [x + (i + 1) * a * Math.cos(t), y + (i + 1) * (b * Math.cos(t) + c * Math.sin(t))]))));
    middle.setAttribute("cx", left.across(x));
    middle.setAttribute("cy", left.up(y));
    way.setAttribute("d", line(left, part.passed));
    knob.move(...from);
  }), 320);

  // Which component of the table is the reader's component k.
  const order = () => chosen().map((spot, k) => ({ spot, k })).sort((one, two) => one.spot - two.spot || one.k - two.k)
    .reduce((found, { k }, i) => { found[k] = i; return found; }, []);

  async function load() {
    const now = asked, key = `faithful/${now.kinds}-${[...now.chosen[now.kinds]].sort((a, b) => a - b).join("")}`;
    const run = opened(await read(key), points.length);
    if (asked !== now) return;  // another one was chosen since
    Object.assign(state, now, { run, at: 0 });
    update();
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

  const play = () => {
    if (state.at === last()) state.at = 0;
    state.playing = inTurns(stage, () => state.at < last() ? go(state.at + 1, true) : pause());
    update();
  };
  function pause() {
    state.playing?.();
    state.playing = undefined;
    if (state.run) update();
  }
  function go(at, playing = false) {
    if (!playing) pause();
    state.at = Math.max(0, Math.min(last(), at));
    update();
  }

  function update() {
    const { run, at } = state, i = Math.floor(at / 2), touching = at % 2 === 1, mine = order();
    const shares = touching ? run.shares[i] : run.shares[i - 1];
    dots.forEach((dot, n) => { dot.style.fill = shares ? mix(mine.map(k => shares[k][n])) : ""; });
    const mean = (step, k) => run.means[step][mine[k]].map(v => real(v, 2));
    show({ parts: mine.map((_, k) => ({ mean: mean(i, k), root: run.roots[i][mine[k]].map(v => real(v, 2)),
      from: spots[state.kinds][chosen()[k]], passed: run.means.slice(0, i + 1).map((_, step) => mean(step, k)) })) });
    const seen = run.heights.slice(0, i + 1).map((v, step) => [step, Math.max(FLOOR, real(v, PLACES))]);
    climb.setAttribute("d", line(right, seen));
    reached.setAttribute("cx", right.across(i));
    reached.setAttribute("cy", right.up(seen.at(-1)[1]));
    const final = i === run.heights.length - 1, bound = at === 0 ? undefined : touching ? run.touches[i] : run.bounds[i - 1];
    const texts = { iteration: `${i}`, height: printed(run.heights[i], PLACES), bound: bound === undefined ? "–" : printed(bound, PLACES),
      weights: mine.map(k => printed(run.weights[i][k], PLACES)).join(", ") };
    numbers.set(texts);
    note.textContent = at === 0 ? "The start: no point is shared yet." : final ? `The end: ${ENDS[run.ended]}.`
      : touching ? "After an E-step: the points are shared, and the bound touches." : "After an M-step: the ellipses have moved, and the bound has risen.";
    kinds.set(state.kinds - 1);
    Object.assign(when, { max: last(), value: at });
    when.setAttribute("aria-valuetext", `iteration ${i}${touching ? ", after the E-step" : ""}`);
    buttons.Back.disabled = at === 0;
    buttons.Step.disabled = at === last();
    buttons.Step.textContent = at % 2 ? "M-step" : "E-step";
    buttons.Play.textContent = state.playing ? "Pause" : "Play";
    parts.slice(0, state.kinds).forEach(({ knob }, k) => {
      const [x, y] = spots[state.kinds][chosen()[k]];
      knob.tell(`length ${x}, wait ${y} minutes`, chosen()[k]);
    });
    if (!state.playing) heard.say(`Iteration ${i}: log-likelihood ${texts.height} nats. ${note.textContent}`);
  }

  stage.append(make("div", { className: "panels" }, left.el, right.el),
    make("div", { className: "controls buttons" }, ...Object.values(buttons)), make("div", { className: "controls" },
      make("label", { className: "slider" }, make("span", { className: "name", textContent: "half step" }), when), kinds.el), numbers.el, note, heard.el);
  left.el.setAttribute("aria-label", "The eruptions, and an ellipse for each component");
  right.el.setAttribute("aria-label", "The log-likelihood after each iteration");
  await load();
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
