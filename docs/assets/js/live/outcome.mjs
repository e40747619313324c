// What a run says, as the card that the page has: each calculation with its steps, each step
// with its verdict; a step that fails is marked, with what is left over and a point.
import { formula, make, words } from "./dom.mjs";

const VERDICTS = { derived: "derived", failed: "the rule does not carry it", stated: "stated" };
const AGREEMENTS = {
  agrees: "both sides agree", refuted: "the sides differ", unknown: "not evaluated for certain", untested: "no number can test it",
};

export const fails = step => step.verdict === "failed" || step.agreement === "refuted";
const isOpen = step => !fails(step) && (step.verdict === "stated" || step.agreement !== "agrees");

// The messages of a run are shown one by one, in `place`.
export function show(place, message) {
  if (message.type === "chain") place.append(chain(message));
  if (message.type === "step") (place.lastElementChild?.querySelector("details") ?? place).append(step(message));
  if (message.type === "done") fold(place);
  if (message.type === "note") place.append(make("p", { className: "fails", textContent: message.text }));
  if (message.type === "error") place.append(make("pre", { className: "trace", tabIndex: 0, ariaLabel: "Traceback" }, make("code", { textContent: message.trace })));
}

function chain({ name, claim, latex, scope, given }) {
  const conditions = [scope && ["Holds for ", words(scope), "."], ...(given ?? []).map(({ says, latex }) => [words(says), ": ", formula(latex, false)])];
  const items = conditions.filter(Boolean).map(parts => make("li", {}, ...parts));
  return make("div", { className: "formula" },
    ...name ? [make("p", { className: "chain" }, words(name))] : [],
    ...claim ? [formula(claim)] : [],
    ...items.length ? [make("ul", { className: "given" }, ...items)] : [],
    make("details", { className: "steps", open: true }, make("summary", { textContent: "Steps" }), formula(latex)));
}

// Once a run is over, calculations without a fault make room for those with one.
function fold(place) {
  const found = place.querySelector(".step.failed") !== null;
  for (const details of place.querySelectorAll(":scope > .formula > details")) {
    const all = details.querySelectorAll(".step").length, failed = details.querySelectorAll(".step.failed").length;
    details.firstElementChild.textContent = `Steps: ${failed || "none"} of ${all} ${failed > 1 ? "fail" : "fails"}`;
    details.open = !found || failed > 0;
  }
}

function step(message) {
  const failed = fails(message);
  return make("div", { className: failed ? "step failed" : isOpen(message) ? "step open" : "step" },
    ...failed ? [make("p", { className: "fails", textContent: "This step fails." })] : [],
    make("p", { className: "reason" }, words(message.reason), ":"),
    formula(message.latex),
    make("p", { className: "checks", textContent: verdict(message) }),
    ...residual(message), ...witness(message));
}

function verdict(step) {
  const { verdict, why, line } = step;
  return `${label(step)}: ${VERDICTS[verdict]}; ${agreement(step)}${why ? `: ${why}` : ""}${line && fails(step) ? ` (line ${line})` : ""}`;
}

const label = ({ tag, key }) => [tag, key].filter(Boolean).join(" ");

function agreement({ agreement, digits, trend }) {
  const extent = agreement === "agrees" && digits ? ` to ${digits} digits` : "";
  return AGREEMENTS[agreement] + extent + (trend ? " (trend)" : "");
}

function residual({ residual }) {
  if (!residual) return [];
  return [make("p", { className: "residual", textContent: "Left over, left side minus right side under the rule:" }), formula(residual)];
}

const minus = number => number.replaceAll("-", "−");

function witness({ witness }) {
  if (!witness) return [];
  const at = witness.point.flatMap(({ name, value }, n) => [n ? ", " : "At ", words(name), ` = ${minus(value)}`]);
  return [make("p", { className: "witness" }, ...at, at.length ? ": the left side is " : "The left side is ",
    make("b", { textContent: minus(witness.left) }), ", the right side ", make("b", { textContent: minus(witness.right) }), ".")];
}

const MB = bytes => (bytes / 1e6).toFixed(1);

// One sentence for the eye, and for who listens.
export function sentence(message) {
  switch (message.type) {
    case "progress": return progress(message);
    case "ready": return `Python ${message.python} and SymPy are ready after ${message.seconds.toFixed(1)} s. Checking…`;
    case "chain": return "Checking…";
    case "step": return `${label(message)}: ${fails(message) ? "this step fails" : `${VERDICTS[message.verdict]}, ${agreement(message)}`}.`;
    case "done": return done(message);
    case "error": return message.line ? `Line ${message.line}: ${message.text}` : message.text;
    case "left": return "The page was left before this run was over.";
    case "stopped": return "Stopped.";
    case "again": return "Another run was stopped; this one begins again…";
    case "silent": return `Nothing has been heard for ${message.seconds} s. A slow network or machine may take longer; so may a Content-Security-Policy that blocks the worker. Stop gives up.`;
    default: return null;
  }
}

function progress({ stage, loaded, total }) {
  if (stage === "download" && total) return `Downloading Python and SymPy: ${MB(loaded)} of ${MB(total)} MB, this once.`;
  return { download: "Looking for Python…", start: "Starting Python…", import: "Loading SymPy and the derivations…" }[stage] ?? "Starting…";
}

function done({ steps, failed, open, seconds }) {
  const all = `${steps} step${steps === 1 ? "" : "s"}, ${seconds.toFixed(1)} s: `;
  if (failed) return `${all}${failed === 1 ? "one step fails" : `${failed} steps fail`}.`;
  return all + (open ? `none fails; ${open} not both derived and tested.` : "every step is derived, and both sides agree.");
}
