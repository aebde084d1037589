// Many files at once: they are dropped or chosen together, sent one by one, and the page says how far it has come. A file that
// is refused stops none of the others. Without a script the form sends them all in one go.
const place = document.querySelector("[data-drop]");

function say(text) {
  const output = place.querySelector(".drop-progress");
  output.hidden = false;
  output.textContent = text;
}

function complain(name, why) {
  const list = place.querySelector(".drop-list");
  const item = document.createElement("li");
  item.textContent = `${name}：${place.dataset.failed}${why}`;
  list.append(item);
  list.hidden = false;
}

const counted = (text, n, total) => text.replace("{n}", n).replace("{total}", total);

// one sends one file with the fields of the form, and gives the reason for which it was refused.
async function one(form, fields, file) {
  const body = new FormData();
  for (const [name, value] of fields) body.append(name, value);
  body.append("file", file, file.name);
  try {
    const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } });
    return answer.ok ? "" : (await answer.json()).message;
  } catch {
    return place.dataset.again;
  }
}

async function all(form, files) {
  const fields = [...new FormData(form)].filter(([name]) => name !== "file");
  let sent = 0;
  for (const [i, file] of files.entries()) {
    say(counted(place.dataset.sending, i + 1, files.length));
    const refused = await one(form, fields, file);
    if (refused) complain(file.name, refused);
    else sent++;
  }
  say(counted(place.dataset.sent, sent, files.length));
  if (sent === files.length) location.assign(form.action);
  else form.querySelector("button:not([type=button])").removeAttribute("aria-busy");
}

if (place) {
  const form = place.closest("form");
  const input = place.querySelector("input[type=file]");

  // Before the module that lets a form be sent only once: this one may be sent again after a refusal.
  form.addEventListener("submit", (event) => {
    if (input.files.length < 2) return;
    event.preventDefault();
    event.stopPropagation();
    all(form, [...input.files]);
  });

  for (const kind of ["dragenter", "dragover"]) {
    place.addEventListener(kind, (event) => {
      event.preventDefault();
      place.classList.add("drop-over");
    });
  }
  place.addEventListener("dragleave", () => place.classList.remove("drop-over"));
  place.addEventListener("drop", (event) => {
    event.preventDefault();
    place.classList.remove("drop-over");
    if (event.dataTransfer.files.length > 0) input.files = event.dataTransfer.files;
  });
}
