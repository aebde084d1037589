package views

import (
	"context"
	"encoding/json"
	"strings"

	"jianbao/internal/i18n"
	"jianbao/internal/paths"
	"jianbao/models"
)

// The editor is drawn hidden; its script shows it in place of the plain fields and wires the buttons by their data-do. A button
// here needs an entry in tools of assets/js/editor/toolbar.js.

// tool is one button of the editor: what it does, by the name the script knows, what it says, and its key.
type tool struct {
	do    string
	label string // message key
	keys  string // as aria-keyshortcuts has it
	only  bool   // one of several that exclude each other
}

// toolMenu is a button of the row that unfolds more.
type toolMenu struct {
	id     string
	label  string
	chosen bool // the button says what is chosen
	tools  []tool
}

// toolMenus are the menus of the row, by their ids.
var toolMenus = map[string]toolMenu{
	levelMenu: {id: levelMenu, label: "editor.heading", chosen: true, tools: []tool{
		{do: "heading1", label: "editor.heading1", keys: "Control+Alt+1", only: true},
		{do: "heading2", label: "editor.heading2", keys: "Control+Alt+2", only: true},
		{do: "heading3", label: "editor.heading3", keys: "Control+Alt+3", only: true},
		{do: "paragraph", label: "block.paragraph", keys: "Control+Alt+0", only: true},
	}},
	moreMenu: {id: moreMenu, label: "editor.more", tools: []tool{
		{do: "italic", label: "editor.italic", keys: "Control+I"},
		{do: "underline", label: "editor.underline", keys: "Control+U"},
		{do: "superscript", label: "editor.superscript"},
		{do: "subscript", label: "editor.subscript"},
		{do: "link", label: "editor.link", keys: "Control+K"},
		{do: "bullets", label: "editor.bullets"},
		{do: "quote", label: "editor.quote"},
		{do: "attachment", label: "block.attachment"},
		{do: "note", label: "block.note"},
	}},
}

// The ids of the menus.
const (
	levelMenu = "editor-levels"
	moreMenu  = "editor-more"
)

var rowTools = []tool{
	{do: "bold", label: "editor.bold", keys: "Control+B"},
	{do: "numbers", label: "editor.numbers"},
	{do: "table", label: "editor.table"},
	{do: "image", label: "editor.image"},
	{do: "footnote", label: "block.footnote"},
}

var undoTools = []tool{
	{do: "undo", label: "editor.undo", keys: "Control+Z"},
	{do: "redo", label: "editor.redo", keys: "Control+Y"},
}

var tableTools = []tool{
	{do: "addRow", label: "editor.add_row"},
	{do: "addColumn", label: "editor.add_column"},
	{do: "deleteRow", label: "editor.delete_row"},
	{do: "deleteColumn", label: "editor.delete_column"},
	{do: "headerRow", label: "editor.header_row"},
	{do: "mergeCells", label: "editor.merge"},
	{do: "splitCell", label: "editor.split"},
	{do: "deleteTable", label: "editor.delete_table"},
}

// pressed are the tools that stay pressed in while the cursor is in what they made.
var pressed = map[string]bool{"bold": true, "numbers": true, "headerRow": true}

// plainActs are the tools of menus that do something once, and are neither on nor off.
var plainActs = map[string]bool{"link": true}

func (t tool) menuRole() string {
	switch {
	case t.only:
		return "menuitemradio"
	case plainActs[t.do]:
		return "menuitem"
	}
	return "menuitemcheckbox"
}

// editorWords are the texts that the script writes into the page, by the names it knows them by. {…} is filled there.
var editorWords = map[string]string{
	"body": "article.body", "slot": "editor.slot", "upload": "editor.upload", "unnamed": "editor.unnamed", "status": "editor.status",
	"note": "editor.note", "table_caption": "editor.table_caption", "image_caption": "editor.image_caption", "likely": "article.likely",
	"begin": "editor.begin", "alt_shown": "editor.alt_shown", "alt_edit": "editor.alt_edit", "offline": "editor.offline", "failed": "editor.failed",
	"waiting": "editor.waiting", "uploading": "editor.uploading", "stored": "editor.stored", "retry": "editor.retry", "other": "editor.other", "complete": "editor.complete",
	"uploads": "editor.uploads", "uploads_failed": "editor.uploads_failed", "left": "editor.uploads_left", "of": "editor.image_of",
}

func words(ctx context.Context) string {
	out := make(map[string]string, len(editorWords))
	for name, key := range editorWords {
		out[name] = i18n.T(ctx, key)
	}
	text, _ := json.Marshal(out) // a map of texts always has a JSON form
	return string(text)
}

func (vm DeskArticleVM) body() string {
	b := models.Body{Blocks: make([]models.Block, len(vm.Blocks))}
	for i, f := range vm.Blocks {
		b.Blocks[i] = f.Block
	}
	return string(models.Canonical(b))
}

func (vm DeskArticleVM) pictures() string { return paths.To(paths.Pictures, vm.Slug) }

// shownKeys are keys as the keyboard shows them.
func shownKeys(keys string) string { return strings.Replace(keys, "Control", "Ctrl", 1) }
