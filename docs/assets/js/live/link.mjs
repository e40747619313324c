// An edit as a piece of an address, and back: deflated, in letters that a link may hold.

export const LONGEST = 6000;  // letters; mail and chat cut longer addresses
const LARGEST = 100_000;  // of what a link may unfold to

const through = (bytes, stream) => new Blob([bytes]).stream().pipeThrough(stream);

export async function pack(source) {
  const stream = through(new TextEncoder().encode(source), new CompressionStream("deflate-raw"));
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  const letters = btoa(Array.from(bytes, byte => String.fromCharCode(byte)).join(""));
  return letters.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

export async function unpack(packed) {
  if (packed.length > LONGEST) throw new Error(`it is longer than ${LONGEST} letters`);
  const letters = atob(packed.replaceAll("-", "+").replaceAll("_", "/"));
  const bytes = Uint8Array.from(letters, letter => letter.charCodeAt(0));
  return read(through(bytes, new DecompressionStream("deflate-raw")));
}

async function read(stream) {
  const parts = [];
  let size = 0;
  for (const reader = stream.getReader();;) {
    const { done, value } = await reader.read();
    if (done) break;
    if ((size += value.length) > LARGEST) throw new Error("it unfolds to too much");
    parts.push(value);
  }
  return new TextDecoder("utf-8", { fatal: true }).decode(await new Blob(parts).arrayBuffer());
}
