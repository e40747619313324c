// What a reader did with a result stays while the tab is open: the edit, and what the last
// run has said, in sessionStorage; a run that is not over, in memory.

const key = tag => `klem.live.${tag}`;

export const runs = new Map();  // the last run of each tag

export function kept(tag) {
  try { return JSON.parse(sessionStorage.getItem(key(tag))); } catch { return null; }
}

export function keep(tag, what) {
  try {
    if (Object.values(what).some(Boolean)) sessionStorage.setItem(key(tag), JSON.stringify(what));
    else sessionStorage.removeItem(key(tag));
  } catch { /* a browser that keeps nothing: the edit lives as long as its page */ }
}
