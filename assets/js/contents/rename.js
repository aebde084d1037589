// Renaming in place: the pencil turns a title into a field; Enter saves, Escape takes it back.
import { send } from "./page.js";

function open(pencil) {
  const form = document.getElementById("title-form").content.firstElementChild.cloneNode(true);
  const title = pencil.parentElement.querySelector(".contents-title, h3");
  const field = form.elements.namedItem("title");
  form.action = pencil.dataset.action;
  form.className = "rename";
  form.elements.namedItem("base").value = pencil.dataset.base;
  field.value = pencil.dataset.title;
  title.hidden = true;
  pencil.hidden = true;
  title.after(form);
  field.select();
  form.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.isComposing) close(form, pencil, title);
  });
  field.addEventListener("blur", () => field.value === pencil.dataset.title && form.isConnected && close(form, pencil, title));
}

function close(form, pencil, title) {
  title.hidden = false;
  pencil.hidden = false;
  if (form.contains(document.activeElement)) pencil.focus();
  form.remove();
}

document.addEventListener("click", (event) => {
  const pencil = event.target.closest("#contents .pencil");
  if (pencil) open(pencil);
});

document.addEventListener("submit", (event) => {
  if (!event.target.matches("form.rename")) return;
  event.preventDefault();
  send(event.target);
});
