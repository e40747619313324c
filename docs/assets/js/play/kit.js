// What playgrounds share: panels with axes, handles and sliders that stop at the values of
// a table, numbers as they are printed, a sentence for those who listen, and gliding.
const SVG = "http://www.w3.org/2000/svg";

export function draw(name, attributes = {}, ...inside) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...inside);
  return made;
}

export function make(name, properties = {}, ...inside) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...inside);
  return made;
}

// H_Δ(*P*): a sign after _ stands low, what is between stars is slanted.
const pieces = text => text.split(/(_.|\*[^*]+\*)/).filter(Boolean);

export function words(text) {
  return pieces(text).map(piece => {
    if (piece[0] === "_") return make("sub", { textContent: piece[1] });
    return piece[0] === "*" ? make("i", { textContent: piece.slice(1, -1) }) : piece;
  });
}

export function label(text, attributes) {
  const made = draw("text", attributes);
  let low = false;
  for (const piece of pieces(text)) {
    const now = piece[0] === "_", slanted = piece[0] === "*";
    made.append(draw("tspan", {
      ...(now !== low && { dy: now ? 4 : -4 }), ...(now && { "font-size": "75%" }),
      ...(slanted && { "font-style": "italic" }),
    }, now ? piece[1] : slanted ? piece.slice(1, -1) : piece));
    low = now;
  }
  return made;
}

export const minus = value => `${value}`.replace("-", "−");

// A number as klem printed it: 693 with three places is 0.693; null is infinite.
export const printed = (value, places) =>
  value === null ? "∞" : minus((value / 10 ** places).toFixed(places));
export const real = (value, places) => value === null ? Infinity : value / 10 ** places;

// A row that was written as its first number, its first rise, and how rises change.
export function unbent([first, rise, ...changes]) {
  const row = [first, first + rise];
  for (const change of changes) row.push(row.at(-1) + (rise += change));
  return row;
}

// A pair of axes: `x` and `y` are ranges, ticks are [place, text], and at() leads to pixels.
export function panel({ says, width = 360, height = 290, x, y, xticks = [], yticks = [], xlabel = "", ylabel = "", pad = {}, bare = false }) {
  const { left = 34, right = 12, top = 16, bottom = 40 } = pad;
  const across = v => left + (v - x[0]) / (x[1] - x[0]) * (width - left - right);
  const up = v => height - bottom - (v - y[0]) / (y[1] - y[0]) * (height - top - bottom);
  const back = (px, py) => [
    x[0] + (px - left) / (width - left - right) * (x[1] - x[0]),
    y[0] + (height - bottom - py) / (height - top - bottom) * (y[1] - y[0]),
  ];
  const base = height - bottom;
  const axes = draw("g", { class: "axes" },
    draw("path", { d: `M${left},${bare ? base : top}V${base}H${width - right}` }),
    ...xticks.flatMap(([at, text]) => [
      draw("path", { d: `M${across(at)},${base}v4` }),
      label(text, { x: across(at), y: base + 17, "text-anchor": "middle" })]),
    ...yticks.flatMap(([at, text]) => [
      draw("path", { d: `M${left},${up(at)}h-4` }),
      label(text, { x: left - 7, y: up(at) + 4, "text-anchor": "end" })]),
    label(xlabel, { x: (left + width - right) / 2, y: height - 4, "text-anchor": "middle" }),
    label(ylabel, { x: left - 24, y: top - 4 }));
  const plot = draw("g");
  const el = draw("svg", { viewBox: `0 0 ${width} ${height}`, role: "group", "aria-label": says }, axes, plot);
  el.style.setProperty("--width", width);
  return { el, plot, across, up, back, at: (px, py) => `${across(px).toFixed(1)},${up(py).toFixed(1)}` };
}

export function place(el, x, y) {
  const [across, up] = el.localName === "circle" ? ["cx", "cy"] : ["x", "y"];
  el.setAttribute(across, x);
  el.setAttribute(up, y);
}

export const line = (panel, points) => "M" + points.map(([x, y]) => panel.at(x, y)).join("L");

// A place in a panel that is dragged, or moved by the arrow keys if it can be focused.
export function handle(panel, { name, colour, drag, press, square, most }) {
  const shape = square
    ? draw("rect", { class: "knob", x: -6, y: -6, width: 12, height: 12, rx: 1.5 })
    : draw("circle", { class: "knob", r: 7 });
  const el = draw("g", { class: `handle ${colour}` }, draw("circle", { class: "reach", r: 19 }), shape);
  if (press) {
    for (const [key, value] of Object.entries({ tabindex: 0, role: "slider", "aria-label": name, "aria-valuemin": 0, "aria-valuemax": most, "aria-valuenow": 0 }))
      el.setAttribute(key, value);
    el.addEventListener("keydown", event => {
      const by = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[event.key];
      if (!by) return;
      event.preventDefault();
      press(...by);
    });
  }
  const follow = event => {
    const { x, y } = new DOMPoint(event.clientX, event.clientY).matrixTransform(panel.el.getScreenCTM().inverse());
    drag(...panel.back(x, y));
  };
  el.addEventListener("pointerdown", event => {
    el.setPointerCapture(event.pointerId);
    el.classList.add("held");
    event.preventDefault();
    if (press) el.focus({ focusVisible: false });
  });
  el.addEventListener("pointermove", event => el.hasPointerCapture(event.pointerId) && follow(event));
  el.addEventListener("lostpointercapture", () => el.classList.remove("held"));
  panel.plot.append(el);
  return {
    el,
    move: (x, y) => el.setAttribute("transform", `translate(${panel.at(x, y)})`),
    tell: (text, now = 0) => {
      el.setAttribute("aria-valuetext", text);
      el.setAttribute("aria-valuenow", now);
    },
  };
}

// A slider that stops at each of a list of values.
export function slider({ name, shown, colour = "", texts, change }) {
  const input = make("input", { type: "range", min: 0, max: texts.length - 1, step: 1, ariaLabel: name });
  const value = make("span", { className: "value" });
  input.addEventListener("input", () => change(Number(input.value)));
  return {
    el: make("label", { className: `slider ${colour}` }, make("span", { className: "name" }, ...words(shown)), input, value),
    set: now => {
      input.value = now;
      value.textContent = texts[now];
      input.setAttribute("aria-valuetext", texts[now]);
    },
  };
}

// Numbers with their names; each can be found by its key.
export function readout(rows) {
  const values = Object.fromEntries(Object.keys(rows).map(key => [key, make("dd")]));
  const el = make("dl", { className: "readout" }, ...Object.entries(rows).map(([key, [name, colour]]) => {
    values[key].dataset.key = key;
    return make("div", { className: colour }, make("dt", {}, ...words(name)), values[key]);
  }));
  return { el, set: texts => Object.entries(texts).forEach(([key, text]) => { values[key].textContent = text; }) };
}

// What has changed, in a sentence, once the hand rests.
export function voice() {
  const el = make("p", { className: "heard", role: "status" });
  let later;
  return { el, say: text => {
    clearTimeout(later);
    later = setTimeout(() => { el.textContent = text; }, 400);
  } };
}

// From what is drawn to what is next, in a moment; at once for who wants no motion.
const calm = matchMedia("(prefers-reduced-motion: reduce)");

function between(a, b, t) {
  if (typeof b === "number") return Number.isFinite(a + b) ? a + (b - a) * t : b;
  if (Array.isArray(b)) return a?.length === b.length ? b.map((to, i) => between(a[i], to, t)) : b;
  return b && typeof b === "object"
    ? Object.fromEntries(Object.entries(b).map(([key, to]) => [key, between(a?.[key], to, t)])) : b;
}

export function glide(show, moment = 180) {
  let now, frame;
  return target => {
    cancelAnimationFrame(frame);
    const from = now, begun = performance.now();
    const step = time => {
      const t = Math.min(1, Math.max(0, (time - begun) / moment));
      now = t < 1 ? between(from, target, 1 - (1 - t) ** 3) : target;
      show(now);
      if (t < 1) frame = requestAnimationFrame(step);
    };
    step(from === undefined || calm.matches ? Infinity : begun);
  };
}

export const nearest = (values, wanted) =>
  values.reduce((best, value, i) => Math.abs(value - wanted) < Math.abs(values[best] - wanted) ? i : best, 0);
export const within = (index, list) => Math.max(0, Math.min(list.length - 1, index));
