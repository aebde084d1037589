// Says to the server that somebody is in the article, every half minute while the page can be seen, and that they have left. The
// lease only informs: a save is safe without it.
import { post, token } from "./draft.js";

const beat = 30_000;

// attend keeps the lease of a form. lost is called with the server's message when somebody else has taken it.
export function attend(form, lost) {
  const busy = document.querySelector("[data-busy]");
  let mine = false;
  let gone = false;

  const say = (op, options) => {
    const fields = new FormData();
    fields.set("role", form.elements.role?.value ?? "");
    fields.set("op", op);
    fields.set("token", token);
    return post(form, form.dataset.lease, fields, options);
  };

  async function live(op) {
    if (gone || (document.hidden && op === "keep")) return;
    // A page that opened while somebody else was in the article asks again as if it had just been opened.
    const answer = await say(mine ? op : "open").catch(() => null);
    if (!answer) return;
    if (answer.body?.code === "lease_lost") {
      gone = true;
      mine = false;
      lost(answer.body);
    } else if (answer.ok) {
      mine = answer.body.mine;
      if (mine && busy) busy.hidden = true;
    }
  }

  live("open");
  setInterval(() => live("keep"), beat);
  document.addEventListener("visibilitychange", () => live("keep"));
  addEventListener("pagehide", () => {
    if (mine) say("leave", { keepalive: true }).catch(() => {});
  });
  addEventListener("pageshow", (event) => {
    if (event.persisted) live("open");
  });

  return {
    // retake takes the article over again; it reports whether that worked.
    async retake() {
      const answer = await say("over").catch(() => null);
      mine = Boolean(answer?.ok && answer.body.mine);
      if (mine) gone = false;
      return mine;
    },
    // tell hears from an autosave that somebody else is in the article.
    tell(body) {
      if (!mine || gone) return;
      gone = true;
      mine = false;
      lost(body);
    },
  };
}
