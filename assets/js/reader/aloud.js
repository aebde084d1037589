// Reading aloud with the voices of the browser, where it has one for Chinese: from the first passage in sight to the end of the page, with
// the passage that is heard marked and kept in sight. Nothing leaves the machine but what the browser's own voice sends.
const passages = ".ed-editor-note p, .ed-section-heading, .ed-title, .ed-body :is(h4, h5, h6, p, li, caption, figcaption, blockquote, td, th)";

// Some voices break off after a quarter of a minute, so each sentence is said by itself.
const sentences = (text) => text.match(/[^。！？；!?;]+[。！？；!?;”’」』）]*/gu) ?? [];

const voice = () => speechSynthesis.getVoices().find((v) => /^(zh|cmn)([-_]|$)/i.test(v.lang) && !/[-_](HK|yue)/i.test(v.lang));

const inSight = (e) => e.getBoundingClientRect().bottom > 0;

class Reading {
  constructor(button) {
    this.button = button;
    this.off = button.textContent;
    button.addEventListener("click", () => (this.at ? this.stop() : this.start()));
    addEventListener("keydown", (event) => event.key === "Escape" && this.at && this.stop());
    addEventListener("pagehide", () => this.stop());
  }

  start() {
    // A cell or an item that holds others is said through them.
    const all = [...document.querySelectorAll(passages)].filter((e) => !e.querySelector(passages) && e.textContent.trim());
    this.rest = all.slice(Math.max(0, all.findIndex(inSight)));
    speechSynthesis.cancel();
    this.button.textContent = this.button.dataset.on;
    this.next();
  }

  next() {
    this.mark(this.rest.shift());
    if (!this.at) return this.stop();
    const parts = sentences(this.at.textContent.replace(/\s+/gu, " "));
    if (!parts.length) return this.next();
    const passage = this.at;
    parts.forEach((part, i) => {
      const said = new SpeechSynthesisUtterance(part);
      said.lang = "zh-CN";
      said.voice = voice() ?? null;
      if (i === parts.length - 1) said.onend = () => this.at === passage && this.next();
      said.onerror = () => this.at === passage && this.stop();
      speechSynthesis.speak(said);
    });
  }

  mark(passage) {
    this.at?.classList.remove("aloud");
    this.at = passage;
    if (!passage) return;
    passage.classList.add("aloud");
    const { top, bottom } = passage.getBoundingClientRect();
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    if (top < 0 || bottom > innerHeight) passage.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
  }

  stop() {
    this.mark(undefined);
    speechSynthesis.cancel();
    this.button.textContent = this.off;
  }
}

// The button stays hidden where there is nothing to read, or nobody to read it. Voices may come late.
export function offerAloud() {
  const button = document.querySelector("button[data-aloud]");
  if (!button || !("speechSynthesis" in window) || !document.querySelector(".ed-body")) return;
  const offer = () => {
    if (!voice() || !button.hidden) return;
    button.hidden = false;
    new Reading(button);
  };
  offer();
  speechSynthesis.addEventListener?.("voiceschanged", offer);
}
