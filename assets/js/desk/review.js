// The reviewer's page: usual opinions fill the field, ticks are kept without leaving the page, single blocks can be named for a
// return, and the bar with the decision makes room for the decision itself.

document.querySelectorAll("[data-offers]").forEach((offers) => {
  const field = document.getElementById(offers.dataset.offers);
  offers.hidden = false;
  const show = () =>
    offers.querySelectorAll("[data-offer]").forEach((button) => button.setAttribute("aria-pressed", String(button.dataset.offer === field.value.trim())));
  offers.addEventListener("click", (event) => {
    const button = event.target.closest("[data-offer]");
    if (!button) return;
    field.value = button.dataset.offer;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
  field.addEventListener("input", show);
  show();
});

const send = async (action, fields) => {
  const answer = await fetch(action, { method: "POST", body: new URLSearchParams(fields), headers: { Accept: "application/json" }, redirect: "error" });
  if (!answer.ok) throw new Error(`the mark was answered ${answer.status}`);
};

const count = () => {
  const read = String(document.querySelectorAll('.mark-read[aria-pressed="true"]').length);
  document.querySelectorAll("[data-marks-progress]").forEach((text) => {
    text.textContent = text.textContent.replace(/\d+/u, read);
  });
};

// What cannot be kept this way goes the way it would without a script.
const plain = new WeakSet();

document.addEventListener(
  "submit",
  async (event) => {
    const form = event.target;
    if (!form.matches(".mark-form") || plain.has(form)) return;
    event.preventDefault();
    event.stopPropagation();
    const button = event.submitter;
    const verdict = button.value;
    try {
      await send(form.action, { role: form.elements.role?.value ?? "", place: form.elements.place.value, verdict });
    } catch {
      plain.add(form);
      form.requestSubmit(button);
      return;
    }
    form.querySelectorAll(".mark").forEach((other) => {
      const pressed = other.dataset.verdict === verdict;
      other.setAttribute("aria-pressed", String(pressed));
      other.value = pressed ? "" : other.dataset.verdict;
    });
    count();
  },
  true,
);

const sheet = document.querySelector(".review-sheet[data-marks]");

if (sheet) {
  const role = document.querySelector(".mark-form input[name=role]")?.value ?? "";
  const placeOf = (block) => `${block.closest(".ed-article").id.replace("article-", "")}:${block.dataset.block}`;
  const named = new Set(sheet.dataset.named.split(" ").filter(Boolean));
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button name-block";
  let at = null;

  const label = () => {
    button.textContent = named.has(placeOf(at)) ? sheet.dataset.unname : sheet.dataset.name;
  };
  const close = () => {
    at?.classList.remove("block-chosen");
    at = null;
    button.remove();
  };
  sheet.querySelectorAll(".ed-article [data-block]").forEach((block) => block.classList.toggle("block-named", named.has(placeOf(block))));

  sheet.addEventListener("click", (event) => {
    const block = event.target.closest(".ed-article [data-block]");
    if (!block || event.target.closest("a, button") || String(getSelection()) !== "") return;
    const same = block === at;
    close();
    if (same) return;
    at = block;
    at.classList.add("block-chosen");
    label();
    at.after(button);
  });

  button.addEventListener("click", async () => {
    const block = at;
    const place = placeOf(block);
    const off = named.has(place);
    button.disabled = true;
    try {
      await send(sheet.dataset.marks, { role, place, verdict: off ? "" : "return" });
    } catch {
      location.reload();
      return;
    } finally {
      button.disabled = false;
    }
    if (off) named.delete(place);
    else named.add(place);
    block.classList.toggle("block-named", !off);
    close();
  });
}

// A point leads to its block, which the printed page gives no address.
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-to-block]");
  const block = link && document.querySelector(`${link.getAttribute("href")} [data-block="${CSS.escape(link.dataset.toBlock)}"]`);
  if (!block) return;
  event.preventDefault();
  block.scrollIntoView({ block: "center" });
  block.classList.add("block-chosen");
});

const bar = document.querySelector(".decision-bar");
const decision = document.getElementById("decision");

if (bar && decision) {
  new IntersectionObserver(([entry]) => bar.classList.toggle("decision-bar-away", entry.isIntersecting)).observe(decision);
}
