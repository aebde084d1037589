package main

import (
	"os"
	"path/filepath"
	"testing"

	"jianbao/internal/demo"
	"jianbao/internal/paths"
	"jianbao/internal/testenv"
)

// drawn says that both pages of the preview are there and hold what the form asks for.
const drawn = `[...document.querySelectorAll("img[data-preview]")].every((sheet) => sheet.complete && sheet.naturalWidth > 0 && !sheet.hasAttribute("aria-busy") &&
	new URLSearchParams(new FormData(document.getElementById("layout-form"))).entries().every(([name, value]) =>
		["role", "version"].includes(name) || (new URL(sheet.src).searchParams.get(name) ?? "") === value))`

func TestJourneyOfALayoutThatIsSeenWhileItIsChosen(t *testing.T) {
	t.Parallel()
	axe := testenv.AxeSource(t)
	j := begin(t)
	admin := j.somebody("admin")
	admin.signIn("admin")
	admin.open(paths.Bulletins)
	admin.press(bulletinName)
	admin.press("版面")
	page := admin.path()
	admin.awaits(drawn)
	admin.keepsNobodyOut(axe)
	if !value[bool](admin, `document.getElementById("preview-now").hidden`) {
		t.Error("a button stands there for what happens by itself")
	}
	before := value[string](admin, `document.querySelector("img[data-preview]").src`)
	admin.choose("contents", "alone")
	admin.awaits(drawn)
	if value[string](admin, `document.querySelector("img[data-preview]").src`) == before {
		t.Error("the preview does not follow the form")
	}
	admin.press("保存版面")
	admin.at(page)
	admin.sees("版面已保存")
	admin.awaits(drawn)

	name := filepath.Join(t.TempDir(), "题字.svg")
	if err := os.WriteFile(name, []byte(`<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0h400v100h-400z"/></svg>`), 0o600); err != nil {
		t.Fatal(err)
	}
	admin.attach("file", name)
	admin.press("换用这个题字")
	admin.sees("题字已换用", "轮廓")
	admin.awaits(drawn)
	admin.keepsNobodyOut(axe)

	editor := j.staff("editor1")
	editor.press("编刊")
	editor.press("第93期")
	editor.open(editor.path() + "/preview")
	if ratio := value[float64](editor, `(() => { const box = document.querySelector(".ed-name svg path").getBoundingClientRect(); return box.width / box.height; })()`); ratio < 3.9 || ratio > 4.1 {
		t.Errorf("the lettering is drawn %.2f times as wide as high, want 4", ratio)
	}
	visitor := j.somebody("a visitor")
	visitor.open(paths.To(paths.Bulletin, demo.Slug))
	if value[int](visitor, `document.querySelectorAll(".ed-name svg path").length`) != 1 || value[bool](visitor, `document.querySelector(".ed-name svg path").getAttribute("d").startsWith("M0 0L4000 0L")`) {
		t.Error("an edition from before took the new lettering")
	}
}
