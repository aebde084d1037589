// Keeps what is typed into an article: on the server about a second after typing stops, and in this browser while the server
// cannot have it. The state line always says where the text is.
import { post } from "./draft.js";
import { holder } from "./held.js";
import { attend } from "./lease.js";

const pause = 1000; // after the last key
const longest = 10_000; // while typing goes on
const retries = [2000, 5000, 15_000, 30_000];
const small = 60_000; // bytes: what a browser still sends for a page that is closed

const form = document.querySelector("form[data-autosave]");
if (form) begin(form);

// A page that shows what became of a text says so: it is on the server.
const took = document.querySelector("[data-took]");
if (took) holder(took.dataset.user, took.dataset.took).drop();

// words are what a person wrote, however the form cuts it into fields.
function words(fields) {
  const written = /^(title|source|unit|body|text_.*)$/u;
  return fields.filter(([name]) => written.test(name)).map(([, value]) => value.replace(/\s/gu, "")).join("");
}

function begin(form) {
  const state = document.querySelector("[data-save-state]");
  const dialog = document.querySelector("dialog[data-signed-out]");
  const discard = document.querySelector('form[action$="/discard"] input[name="version"]');
  const here = holder(form.dataset.user, form.dataset.autosave);
  const fields = () => [...new FormData(form)].filter(([name, value]) => typeof value === "string" && name !== "role");
  const print = () => JSON.stringify(fields());

  let acknowledged = print(); // what the server has, or drew
  let timer = 0;
  let since = 0; // when the oldest text that waits was typed
  let composing = false;
  let sending = false;
  let stopped = false;
  let failures = 0;
  let sent = false; // the form itself is on its way
  let touched = form.hasAttribute("data-dirty");

  const show = (name, time = "") => {
    state.textContent = (state.dataset[name] ?? name).replace("{time}", time);
    state.dataset.state = name;
  };
  // What the editor puts into the form's fields as it begins is nobody's typing.
  const waits = () => touched && print() !== acknowledged;

  function plan(delay = pause) {
    clearTimeout(timer);
    if (stopped || sent) return;
    since ||= Date.now();
    timer = setTimeout(save, Math.max(0, Math.min(delay, since + longest - Date.now())));
  }

  function settle(text, answer) {
    acknowledged = text;
    failures = 0;
    since = 0;
    if (dialog?.open) dialog.close();
    if (waits()) {
      plan();
      return;
    }
    here.drop();
    // Discarding means what the page shows, and that is this version now.
    if (discard && answer.version > 0) discard.value = answer.version;
    show(answer.version > 0 ? "saved" : "same", answer.saved);
    form.dispatchEvent(new CustomEvent("jianbao:acknowledged", { bubbles: true }));
  }

  // keep leaves the text in this browser and says why it is not on the server.
  function keep(why) {
    const held = here.keep(fields());
    show(held ? why : "failed");
    failures += 1;
    since = 0;
    clearTimeout(timer);
    if (!stopped) timer = setTimeout(save, retries[Math.min(failures, retries.length) - 1]);
  }

  function refused({ status, body }) {
    if (status === 401) {
      const first = state.dataset.state !== "signedOutState";
      keep("signedOutState");
      if (first && dialog && !dialog.open) dialog.showModal();
      return;
    }
    keep("failed");
    if (body.message) state.textContent += `（${body.message}）`;
    if (status < 500 && status !== 429) clearTimeout(timer); // the same would be refused again; the next key tries anew
  }

  async function save() {
    clearTimeout(timer);
    if (sending || composing || stopped || sent) return;
    if (!waits()) {
      since = 0;
      return;
    }
    const text = print();
    sending = true;
    if (failures === 0) show("saving");
    try {
      const answer = await post(form, form.dataset.autosave, new FormData(form));
      sending = false;
      if (sent) return;
      if (answer.ok) {
        settle(text, answer.body);
        if (answer.body.lease) lease.tell(answer.body.lease);
      } else {
        refused(answer);
      }
    } catch {
      sending = false;
      if (!sent) keep("offline");
    }
  }

  const typed = (event) => {
    if (event.target.form === form || event.target === form || form.contains(event.target)) {
      touched = true;
      plan();
    }
  };
  document.addEventListener("input", typed);
  document.addEventListener("change", typed);
  document.addEventListener("jianbao:change", typed);
  form.addEventListener("compositionstart", () => {
    composing = true;
  });
  form.addEventListener("compositionend", () => {
    composing = false;
    plan();
  });
  form.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return;
    sent = true;
    if (!event.submitter?.hasAttribute("formaction")) here.keep(fields(), true); // until a page shows that it arrived
    clearTimeout(timer);
  });
  addEventListener("online", save);
  addEventListener("focus", () => failures > 0 && save());
  addEventListener("pageshow", (event) => {
    if (event.persisted) sent = false;
  });
  addEventListener("pagehide", () => {
    if (sent || !waits()) return;
    here.keep(fields());
    if (!stopped && new Blob([print()]).size < small) post(form, form.dataset.autosave, new FormData(form), { keepalive: true }).catch(() => {});
  });

  const lost = document.querySelector("[data-lost]");
  const lease = attend(form, ({ message, own }) => {
    lost.querySelector("[data-message]").textContent = message;
    lost.hidden = false;
    stopped = own; // another tab of the same person would write over what it has
    if (own) keep("stopped");
    else save();
  });
  lost?.querySelector("[data-retake]")?.addEventListener("click", async () => {
    if (!(await lease.retake())) return;
    lost.hidden = true;
    stopped = false;
    save();
  });

  dialog?.querySelector("[data-again]").addEventListener("click", save);
  dialog?.querySelector("[data-close]").addEventListener("click", () => dialog.close());

  offer(form, here, words(fields()));
  if (form.hasAttribute("data-dirty")) {
    acknowledged = "";
    plan();
  }
}

// offer shows what this browser still has of the article, unless the page shows it already.
function offer(form, here, shown) {
  const kept = here.get();
  const notice = document.querySelector("[data-held]");
  if (!kept?.fields || !notice) return;
  const arrived = kept.sent && document.querySelector(".flash-good"); // the save that sent it says that it is done
  if (arrived || words(kept.fields) === shown) {
    here.drop();
    return;
  }
  const message = notice.querySelector("[data-message]");
  message.textContent = message.dataset.message.replace("{time}", new Date(kept.at).toLocaleString(document.documentElement.lang, { dateStyle: "long", timeStyle: "short" }));
  notice.hidden = false;
  notice.querySelector("[data-drop-held]").addEventListener("click", () => {
    here.drop();
    notice.hidden = true;
  });
  notice.querySelector("[data-take-held]").addEventListener("click", () => bringBack(form, kept.fields));
}

// bringBack has the server draw the page with the kept text in it, as after any change of the form that saves nothing.
function bringBack(form, fields) {
  const back = document.createElement("form");
  back.method = "post";
  back.action = form.action;
  const add = (name, value) => {
    const field = document.createElement("textarea"); // keeps line breaks, which a hidden input loses
    field.name = name;
    field.value = value;
    back.append(field);
  };
  add("role", form.elements.role?.value ?? "");
  fields.forEach(([name, value]) => add(name, value));
  add("unsaved", "1");
  add("op", "edit");
  back.hidden = true;
  document.body.append(back);
  document.dispatchEvent(new CustomEvent("jianbao:leaving"));
  back.submit();
}
