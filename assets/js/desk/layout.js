// The page of a bulletin's layout: its preview follows the form.
const pause = 200; // after the last change

const sheets = [...document.querySelectorAll("img[data-preview]")];
const form = sheets.length > 0 ? document.getElementById(sheets[0].dataset.previewOf) : null;

if (form) {
  let timer = 0;
  const draw = () => {
    const asked = new URLSearchParams(new FormData(form));
    asked.delete("role");
    asked.delete("version");
    for (const sheet of sheets) {
      sheet.setAttribute("aria-busy", "true");
      sheet.src = `${sheet.dataset.preview}?${asked}`;
    }
  };
  for (const sheet of sheets) {
    for (const end of ["load", "error"]) sheet.addEventListener(end, () => sheet.removeAttribute("aria-busy"));
  }
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(draw, pause);
  });
  document.getElementById("preview-now").hidden = true;
}
