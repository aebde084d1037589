// The row of tools: buttons with words, drawn by the server, that do what commands do. One of them is in the order of Tab at a
// time; arrows lead to the others.
import { schema } from "./schema.js";
import { commands, hasMark, isKind, setKind, toggleKind } from "./commands.js";
import { inList, toggleList } from "./lists.js";
import { insertTable, isHeader, tableCommands } from "./tables.js";

const { nodes, marks } = schema;
const level = (n) => ({ run: setKind(nodes.heading, { level: n }), on: isKind(nodes.heading, { level: n }) });
const kind = (type) => ({ run: toggleKind(type), on: isKind(type) });
const mark = (name) => ({ run: commands[name], on: hasMark(marks[name]) });
const numbered = (yes) => (state) => inList(state) && Boolean(state.selection.$from.parent.attrs.marker) === yes;

// tools is what each button does, by its data-do. on says whether it is pressed in.
export const tools = {
  paragraph: { run: setKind(nodes.paragraph), on: isKind(nodes.paragraph) },
  heading1: level(1),
  heading2: level(2),
  heading3: level(3),
  bold: mark("bold"),
  italic: mark("italic"),
  underline: mark("underline"),
  superscript: mark("superscript"),
  subscript: mark("subscript"),
  numbers: { run: toggleList(true), on: numbered(true) },
  bullets: { run: toggleList(false), on: numbered(false) },
  table: { run: insertTable },
  footnote: { run: commands.note },
  undo: { run: commands.undo },
  redo: { run: commands.redo },
  quote: kind(nodes.quote),
  attachment: kind(nodes.attachment),
  note: kind(nodes.note),
  ...Object.fromEntries(Object.entries(tableCommands).map(([name, run]) => [name, { run, ...(name === "headerRow" ? { on: isHeader } : {}) }])),
};

const pressable = "button[data-do], button[data-menu]";

// toolbar wires the buttons under root to a view. more adds tools that need more than a command.
export function toolbar(root, view, more) {
  const all = { ...tools, ...more };
  const bars = [...root.querySelectorAll("[role=toolbar]")];
  const menus = [...root.querySelectorAll("button[data-menu]")].map((button) => new Menu(button, view));

  root.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-do]");
    if (!button || button.getAttribute("aria-disabled") === "true") return;
    menus.forEach((menu) => menu.close());
    view.focus();
    all[button.dataset.do].run(view.state, view.dispatch, view);
  });
  // The text keeps its selection while a button is pressed.
  root.addEventListener("mousedown", (event) => event.target.closest(pressable) && event.preventDefault());
  bars.forEach(rove);

  return {
    focus: () => bars[0].querySelector('[tabindex="0"]').focus(),
    draw(state) {
      for (const button of root.querySelectorAll("button[data-do]")) draw(button, all[button.dataset.do], state, view);
      const tables = root.querySelector("[data-table-tools]");
      const inTable = isKind(nodes.tableBlock)(state);
      if (tables.hidden === inTable) tables.hidden = !inTable;
      for (const { button } of menus) nameMenu(button, state);
    },
  };
}

function set(button, name, value) {
  if (button.getAttribute(name) !== value) button.setAttribute(name, value);
}

function draw(button, { run, on }, state, view) {
  set(button, "aria-disabled", String(!run(state, undefined, view)));
  const checked = button.getAttribute("role") === "menuitemradio" || button.getAttribute("role") === "menuitemcheckbox";
  if (on) set(button, checked ? "aria-checked" : "aria-pressed", String(Boolean(on(state))));
}

// A menu that offers levels says which one the cursor is in.
function nameMenu(button, state) {
  const chosen = document.getElementById(button.getAttribute("aria-controls")).querySelector('[role=menuitemradio][aria-checked="true"]');
  const word = button.querySelector("[data-chosen]");
  if (word) word.textContent = chosen && !isKind(nodes.paragraph)(state) ? chosen.dataset.name : word.dataset.chosen;
}

// rove lets the arrows go through a bar, with one stop for Tab.
function rove(bar) {
  const stops = () => [...bar.querySelectorAll(pressable)].filter((b) => !b.closest("[role=menu]"));
  const stopAt = (button) => stops().forEach((b) => (b.tabIndex = b === button ? 0 : -1));
  stopAt(stops()[0]);
  bar.addEventListener("focusin", ({ target }) => stops().includes(target) && stopAt(target));
  bar.addEventListener("keydown", (event) => {
    const list = stops();
    const at = list.indexOf(event.target);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: list.length - 1 }[event.key];
    if (at < 0 || to === undefined) return;
    event.preventDefault();
    list[(to + list.length) % list.length].focus();
  });
}

class Menu {
  constructor(button, view) {
    this.button = button;
    this.sheet = document.getElementById(button.getAttribute("aria-controls"));
    this.view = view;
    button.addEventListener("click", () => (this.sheet.hidden ? this.open(true) : this.close()));
    button.addEventListener("keydown", (event) => {
      if (event.key !== "ArrowDown") return;
      event.preventDefault();
      this.open(true);
    });
    this.sheet.addEventListener("keydown", (event) => this.key(event));
    document.addEventListener("click", (event) => this.leaves(event));
    document.addEventListener("focusin", (event) => this.leaves(event));
  }

  get items() {
    return [...this.sheet.querySelectorAll("button")];
  }

  leaves({ target }) {
    if (!this.sheet.hidden && !this.sheet.contains(target) && !this.button.contains(target)) this.close();
  }

  open(focus) {
    this.sheet.hidden = false;
    this.button.setAttribute("aria-expanded", "true");
    if (focus) (this.sheet.querySelector('[aria-checked="true"]') ?? this.items[0]).focus();
  }

  close() {
    this.sheet.hidden = true;
    this.button.setAttribute("aria-expanded", "false");
  }

  key(event) {
    const at = this.items.indexOf(document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: this.items.length - 1 }[event.key];
    if (to !== undefined) this.items[(to + this.items.length) % this.items.length].focus();
    else if (event.key === "Escape") {
      this.close();
      this.button.focus();
    } else if (event.key === "Tab") {
      this.close();
      this.view.focus();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }
}
