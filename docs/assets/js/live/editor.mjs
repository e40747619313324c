// CodeMirror, loaded when one first edits. Lines are marked in the words of Python and of the
// checks: where an error starts, and which step fails.

let loaded;
const codemirror = () => loaded ??= import(new URL("../../codemirror/codemirror.min.mjs", import.meta.url))
  .then(prepare).catch(error => { loaded = undefined; throw error; });

// Tab leaves the editor; Mod-[ and Mod-] indent.
function prepare(cm) {
  const { Decoration, EditorView, HighlightStyle, LRLanguage, StateEffect, StateField, tags } = cm;
  const mark = StateEffect.define();
  const line = (state, number) => state.doc.line(Math.min(Math.max(number, 1), state.doc.lines));
  const marks = StateField.define({
    create: () => Decoration.none,
    update(old, change) {
      if (change.docChanged) old = Decoration.none;
      for (const effect of change.effects)
        if (effect.is(mark)) old = Decoration.set(effect.value.map(({ number, kind }) =>
          Decoration.line({ class: `cm-${kind}` }).range(line(change.state, number).from)), true);
      return old;
    },
    provide: field => EditorView.decorations.from(field),
  });
  const colour = name => `var(--md-code-hl-${name}-color)`;
  const style = HighlightStyle.define([
    { tag: [tags.keyword, tags.operatorKeyword, tags.definitionKeyword], color: colour("keyword") },
    { tag: [tags.string, tags.docString], color: colour("string") },
    { tag: tags.comment, color: colour("comment") },
    { tag: [tags.number, tags.bool, tags.null], color: colour("number") },
    { tag: [tags.function(tags.definition(tags.variableName)), tags.meta], color: colour("function") },
  ]);
  const python = LRLanguage.define({ parser: cm.parser });
  const indent = cm.indentService.of((context, position) => {  // as the line before, or one level more
    const before = context.lineAt(position, -1);
    return context.lineIndent(before.from) + (/[:([{]\s*$/.test(before.text) ? 4 : 0);
  });
  const setup = [
    cm.lineNumbers(), cm.history(), cm.drawSelection(), cm.bracketMatching(), cm.indentUnit.of("    "),
    python, indent, cm.syntaxHighlighting(style), marks,
  ];
  return { ...cm, mark, line, setup };
}

// {text, set, mark, focus, destroy}; `changed` hears each edit, `run` Mod-Enter.
export async function edit(parent, source, { label, changed, run }) {
  const { EditorView, line, mark, setup, ...cm } = await codemirror();
  const view = new EditorView({
    parent, doc: source,
    extensions: [
      cm.keymap.of([{ key: "Mod-Enter", run: () => { run(); return true; } }, ...cm.defaultKeymap, ...cm.historyKeymap]),
      ...setup,
      EditorView.contentAttributes.of({ "aria-label": label }),
      EditorView.updateListener.of(({ docChanged, state }) => { if (docChanged) changed(state.doc.toString()); }),
    ],
  });
  return {
    text: () => view.state.doc.toString(),
    set: text => view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } }),
    mark(found) {
      const effects = [mark.of(found)];
      if (found.length) effects.push(EditorView.scrollIntoView(line(view.state, found[0].number).from, { y: "center" }));
      view.dispatch({ effects });
    },
    focus: () => view.focus(),
    destroy: () => view.destroy(),
  };
}
