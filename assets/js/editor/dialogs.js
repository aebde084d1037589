// Small windows over the page. Their forms are sent to nobody: what was typed goes to whoever opened them.

// ask opens a dialog and promises whether it was confirmed. confirm may hold it open by returning false.
export function ask(dialog, confirm) {
  const form = dialog.querySelector("form");
  return new Promise((done) => {
    let answer = false;
    const submit = (event) => {
      event.preventDefault();
      if (confirm && !confirm()) return;
      answer = true;
      dialog.close();
    };
    const cancel = (event) => event.target.closest("[data-cancel]") && dialog.close();
    const close = () => {
      form.removeEventListener("submit", submit);
      dialog.removeEventListener("click", cancel);
      done(answer);
    };
    form.addEventListener("submit", submit);
    dialog.addEventListener("click", cancel);
    dialog.addEventListener("close", close, { once: true });
    dialog.showModal();
  });
}
