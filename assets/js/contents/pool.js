// The pool beside the contents: it is searched without leaving the page, and its articles are put in by a button too.
import { get, reveal, send } from "./page.js";

const panel = document.getElementById("pool-panel");
let query = "";
let newest = 0;

async function find(search) {
  query = search;
  const turn = ++newest;
  const page = await get(`${location.pathname}?${search}`);
  if (!page || turn !== newest) return;
  for (const id of ["pool-found", "pool-count"]) {
    const fresh = page.getElementById(id);
    if (fresh) document.getElementById(id)?.replaceWith(document.adoptNode(fresh));
  }
  reveal();
}

const words = (form) => new URLSearchParams([...new FormData(form)].filter(([, value]) => value)).toString();

if (panel) {
  if (matchMedia("(max-width: 62rem)").matches && !location.search) panel.open = false;
  let later = 0;
  panel.addEventListener("input", (event) => {
    const form = event.target.closest(".pool-filter");
    if (!form || event.isComposing) return;
    clearTimeout(later);
    later = setTimeout(() => find(words(form)), 250);
  });
  panel.addEventListener("compositionend", (event) => {
    const form = event.target.closest(".pool-filter");
    if (form) find(words(form));
  });
  panel.addEventListener("submit", (event) => {
    const form = event.target;
    event.preventDefault();
    if (form.matches(".pool-filter")) find(words(form));
    else send(form, event.submitter);
  });
  panel.addEventListener("click", (event) => {
    const link = event.target.closest(".pagination a");
    if (!link) return;
    event.preventDefault();
    find(new URL(link.href).search.slice(1));
  });
  document.addEventListener("contents:drawn", () => query && find(query));
}
