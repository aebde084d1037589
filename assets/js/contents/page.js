// Sends the page's forms and takes over what the answer drew. Whatever else than the page itself comes back — two orders, what a
// change costs, what was refused — is the browser's to show: the form is then sent as if there were no script.
import { read, root } from "./order.js";

// The policy lets no script parse markup from a text; the browser parses an answer by itself.
function ask(method, address, body) {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open(method, address);
    request.responseType = "document";
    request.onload = () => resolve({ page: request.status === 200 ? request.response : null });
    request.onerror = () => resolve({ offline: true });
    request.send(body);
  });
}

export const get = async (address) => (await ask("GET", address)).page;

export function say(key, values = {}) {
  const text = root().dataset[`say${key}`];
  document.getElementById("contents-says").textContent = text.replace(/\{(\w+)\}/gu, (_, name) => values[name] ?? "");
}

// Everything that belongs to the script is hidden until it runs.
export function reveal() {
  root().classList.add("movable");
  document.querySelectorAll("#contents .grips, #contents .pencil, #pool-panel .grips").forEach((e) => e.removeAttribute("hidden"));
}

function swap(page, id) {
  const [old, fresh] = [document.getElementById(id), page.getElementById(id)];
  if (old && fresh) old.replaceWith(document.adoptNode(fresh));
}

function flash(page) {
  document.getElementById("flash")?.remove();
  const fresh = page.getElementById("flash");
  if (!fresh) return;
  fresh.classList.add("flash-toast");
  document.getElementById("main").prepend(document.adoptNode(fresh));
}

function adopt(page) {
  const focused = document.activeElement?.closest("[data-row]")?.id;
  ["contents", "issue-size", "pool-found", "pool-count"].forEach((id) => swap(page, id));
  flash(page);
  reveal();
  if (focused && document.activeElement === document.body) document.getElementById(focused)?.querySelector(".grip")?.focus({ preventScroll: true });
  document.dispatchEvent(new CustomEvent("contents:drawn"));
}

let busy = false;

// Sends a form. It gives true when the page was drawn anew.
export async function send(form, submitter) {
  if (busy) return false;
  busy = true;
  const data = new FormData(form);
  if (submitter?.name) data.append(submitter.name, submitter.value);
  const { page, offline } = await ask("POST", form.action, new URLSearchParams(data));
  busy = false;
  if (page?.getElementById("contents")) {
    adopt(page);
    return true;
  }
  if (!offline) {
    for (const [name, value] of data) if (!form.elements.namedItem(name)) field(form, name, value);
    HTMLFormElement.prototype.submit.call(form);
  }
  return false;
}

function field(form, name, value) {
  const input = document.createElement("input");
  Object.assign(input, { type: "hidden", name, value });
  form.append(input);
}

// Sends the order that the rows stand in now; out are the articles that go to the pool.
export async function save(out = []) {
  const form = document.getElementById("order-form");
  const [base, order] = [form.elements.namedItem("base").value, read()];
  form.querySelectorAll("[name=out]").forEach((e) => e.remove());
  out.forEach((id) => field(form, "out", id));
  form.elements.namedItem("order").value = order;
  if (base === order) return;
  if (await send(form)) say("Saved");
  else unsaved();
}

// The order stays as it was made; one press sends it again.
function unsaved() {
  say("Failed");
  const bar = document.getElementById("unsaved");
  bar.hidden = false;
  bar.querySelector("button").onclick = () => {
    bar.hidden = true;
    save([...document.querySelectorAll("#order-form [name=out]")].map((e) => e.value));
  };
}
