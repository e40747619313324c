// Playgrounds: when one comes near, its script and its table are fetched, and it takes the
// place of the still picture. Whatever goes wrong, the picture stays.
"use strict";  // in which what stands in a block is seen only there
{
const here = document.currentScript.src;
const ROOT = new URL(JSON.parse(document.getElementById("__config").textContent).base + "/", location);

async function read(name) {
  const path = `play/${name}.json`;
  const answer = await fetch(new URL(path, ROOT));
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer.json();
}

async function wake(section) {
  if (section.dataset.asked) return;
  section.dataset.asked = "yes";
  const name = section.dataset.play;
  try {
    const [{ start }, table] = await Promise.all([import(new URL(`play/${name}.js`, here)), read(name)]);
    await start(section.querySelector(".stage"), table, read);
    section.dataset.alive = "yes";
  } catch (error) {
    section.querySelector(".stage").replaceChildren();
    console.warn(`The playground ${name} could not start (${error.message}); its picture stays.`);
  }
}

const near = new IntersectionObserver(seen => {
  for (const { isIntersecting, target } of seen)
    if (isIntersecting) {
      near.unobserve(target);
      wake(target);
    }
}, { rootMargin: "600px" });

// Now, and after each instant navigation (document$ is the theme's observable).
function find() {
  document.querySelectorAll(".play:not([data-alive])").forEach(section => near.observe(section));
}
find();
window.document$?.subscribe(find);
}
