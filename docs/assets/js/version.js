// A page of another version than the current one says so, and leads to the same page there.
// Versions lie side by side in folders named by them, with versions.json beside the folders.
// Anywhere else, as in a local build, nothing is asked for. This script stays in old versions
// as it was, so the form of versions.json stays too: current, versions, pages of the current.
{
  const home = new URL(JSON.parse(document.getElementById("__config").textContent).base + "/", location);
  const mine = home.pathname.split("/").at(-2);
  const isVersion = /^(\d+\.\d+\.\d+|next)$/.test(mine) && home.protocol.startsWith("http");

  const link = (address, text) => Object.assign(document.createElement("a"), { href: address, textContent: text });

  const banner = ({ current, pages }) => {
    const page = location.pathname.slice(home.pathname.length);
    const there = new URL(`../${current}/`, home);
    const what = mine === "next" ? "This is not released yet." : `This is version ${mine} of klem.`;
    const lead = pages.includes(page)
      ? link(new URL(page, there) + location.hash, `this page in version ${current}`)
      : link(there, `the start of version ${current}, which has no such page`);
    const made = document.createElement("p");
    made.className = "version";
    made.setAttribute("role", "note");
    made.append(`${what} Current: `, lead, ". ", link(new URL("../versions/", home), "All versions"));
    return made;
  };

  const say = known => {
    document.querySelector("p.version")?.remove();
    if (known.current !== mine) document.querySelector("article").prepend(banner(known));
  };

  if (isVersion)
    fetch(new URL("../versions.json", home)).then(answer => answer.json()).then(known => {
      say(known);
      addEventListener("hashchange", () => say(known));
      window.document$?.subscribe(() => say(known));
    }).catch(() => {});  // no list of versions, so nothing to say
}
