// Runs of EM as they are kept in a file, and playing them.

// A run with the shares of each component in tenths, by iteration, component and point.
export function opened(run, points) {
  const before = [];
  const shares = run.shares.map(text => {
    const letters = text.replace(/\((\d+)\)/g, (_, n) => ".".repeat(n));
    [...letters].forEach((letter, n) => { if (letter !== ".") before[n] = "0123456789X".indexOf(letter); });
    const kinds = Array.from({ length: before.length / points }, (_, k) => before.slice(k * points, (k + 1) * points));
    const left = Array.from({ length: points }, (_, n) => Math.max(0, 10 - kinds.reduce((sum, kind) => sum + kind[n], 0)));
    return [...kinds, left];
  });
  if (shares.length !== run.heights.length) throw new Error("a run of another length");
  return { ...run, shares };
}

// Does a thing twice a second, until it is told to stop or its place has left the page.
export function inTurns(place, act) {
  const timer = setInterval(() => place.isConnected ? act() : clearInterval(timer), 550);
  return () => clearInterval(timer);
}
