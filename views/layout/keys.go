package layout

// keyHelp is what F1 lists: keys, and what they do. Keys are written as the keyboard shows them.
type keyHelp struct {
	keys []string
	key  string // message key
}

var keyHelps = []keyHelp{
	{keys: []string{"F1"}, key: "desk.keys.help"},
	{keys: []string{"Alt", "↑"}, key: "desk.keys.up"},
	{keys: []string{"Alt", "↓"}, key: "desk.keys.down"},
	{keys: []string{"Ctrl", "S"}, key: "desk.keys.save"},
	{keys: []string{"Ctrl", "Alt", "M"}, key: "desk.keys.comment"},
	{keys: []string{"Alt", "/"}, key: "desk.keys.search"},
	{keys: []string{"Tab"}, key: "desk.keys.next"},
	{keys: []string{"Esc"}, key: "desk.keys.close"},
}

// writingKeys are the keys of the editor, listed where it is.
var writingKeys = []keyHelp{
	{keys: []string{"Ctrl", "B / I / U"}, key: "editor.keys.marks"},
	{keys: []string{"Ctrl", "K"}, key: "editor.keys.link"},
	{keys: []string{"Ctrl", "Alt", "1 / 2 / 3"}, key: "editor.keys.levels"},
	{keys: []string{"Ctrl", "Alt", "0"}, key: "editor.keys.paragraph"},
	{keys: []string{"Ctrl", "Z"}, key: "editor.keys.undo"},
	{keys: []string{"Ctrl", "Y"}, key: "editor.keys.redo"},
	{keys: []string{"Alt", "↑ / ↓"}, key: "editor.keys.move"},
	{keys: []string{"Tab", "Shift + Tab"}, key: "editor.keys.tab"},
	{keys: []string{"Shift", "Enter"}, key: "editor.keys.break"},
	{keys: []string{"Alt", "F10"}, key: "editor.keys.tools"},
}
