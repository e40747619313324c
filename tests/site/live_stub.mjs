// The stub of live_stub.py: it computes nothing, and says what a test wants.
const say = (type, more) => postMessage({ type, ...more });
const step = (id, key, more) => say("step", { id, key, name: key, chain: "", line: null,
  reason: "because <i>p</i><sub>i</sub> says so<img src=x onerror='document.title = 1'>", latex: "= x^2",
  verdict: "derived", agreement: "agrees", trend: false, digits: 30, tag: "F1.1.1", why: null, residual: null,
  witness: null, seconds: 0.1, ...more });
say("progress", { stage: "start", loaded: 0, total: 0 });
onmessage = ({ data }) => {
  if (data.type === "load") {
    say("progress", { stage: "download", loaded: 1_000_000, total: 4_000_000 });
    say("ready", { seconds: 0.2, python: "3.14", sympy: "1.14" });
  } else run(data);
};
function run({ id, source, break: key }) {
  const text = source ?? "";
  if (text.includes("boom"))
    return say("error", { id, line: 3, text: "NameError: boom", trace: "line 3\nNameError: boom" });
  const wrong = key || text.includes("wrong");
  say("chain", { id, key: "", name: "", claim: "y = x^2", latex: "y", steps: 2, given: [], scope: null });
  step(id, "square");
  if (text.includes("slow")) return;
  step(id, "name", wrong && { verdict: "failed", agreement: "refuted", line: 3, residual: "x^2 - x",
    witness: { left: "0.5", right: "0.25", point: [{ name: "x", value: "1/2" }] } });
  say("done", { id, seconds: 0.3, steps: 2, failed: wrong ? 1 : 0, open: 0 });
}
