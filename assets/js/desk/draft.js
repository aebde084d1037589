// What autosave and lease share: who this tab is, and how it speaks to the server.
export const token = [...crypto.getRandomValues(new Uint8Array(12))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

let typed = false;

document.addEventListener("keydown", () => {
  typed = true;
}, true);
document.addEventListener("compositionupdate", () => {
  typed = true;
}, true);
document.addEventListener("pointerdown", () => {
  typed = true;
}, true);

// post sends fields as the person that the page was drawn for, and reads the answer. Without a key pressed since the last time it
// keeps no session alive.
export async function post(form, address, fields, options = {}) {
  const headers = { Accept: "application/json" };
  if (!typed) headers["X-Idle"] = "1";
  typed = false;
  const response = await fetch(`${address}?user=${form.dataset.user}`, { method: "POST", body: fields, headers, ...options });
  const body = response.status === 204 ? {} : await response.json().catch(() => ({}));
  return { ok: response.ok, status: response.status, body };
}
