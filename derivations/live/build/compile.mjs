// node compile.mjs PYODIDE BYTECODE.PY IN.ZIP OUT.ZIP KEEP: Pyodide compiles an archive.
import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [folder, source, before, after, keep] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(`${folder}/pyodide.mjs`).href);
const python = await loadPyodide({
  indexURL: folder,
  args: ["-X", "no_debug_ranges"],  // a third of the bytecode is columns of lines
});
python.runPython(readFileSync(source, "utf8"));
python.FS.writeFile("/before.zip", readFileSync(before));
const made = python.runPython(`lambda keep: compiled(open("/before.zip", "rb").read(), keep)`)(keep);
writeFileSync(after, made.toJs());
console.log(python.runPython("import sys; sys.version.split()[0]"));
