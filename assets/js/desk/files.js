// The page of an issue's files: looks again while files are being made, and puts texts into the clipboard.
const waiting = document.querySelector("[data-files-waiting]");

async function look() {
  try {
    const answer = await fetch(location.href, { headers: { Accept: "application/json" } });
    if (answer.ok && (await answer.json()).settled !== Number(waiting.dataset.filesWaiting)) return location.reload();
  } catch {
    // offline: looks again later
  }
  setTimeout(look, 1500);
}
if (waiting) setTimeout(look, 1000);

const clips = document.querySelector("[data-clips]");

async function clip(href) {
  const answer = await fetch(href);
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

// copy answers the event of copying: the text goes into the clipboard as it is. navigator.clipboard would draw it in this page first,
// whose policy refuses the styles that WeChat needs.
async function copy(button) {
  const made = await clip(button.dataset.clip);
  const give = (event) => {
    event.preventDefault();
    event.clipboardData.setData("text/html", made.html);
    event.clipboardData.setData("text/plain", made.text);
  };
  document.addEventListener("copy", give);
  try {
    if (!document.execCommand("copy")) throw new Error("refused");
  } finally {
    document.removeEventListener("copy", give);
  }
}

if (clips) {
  clips.hidden = false;
  const said = clips.querySelector(".clip-said");
  clips.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-clip]");
    if (!button) return;
    said.textContent = "";
    button.disabled = true;
    try {
      await copy(button);
      said.textContent = clips.dataset.done;
    } catch {
      said.textContent = clips.dataset.failed;
    }
    button.disabled = false;
    button.focus();
  });
}
