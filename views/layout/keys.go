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
	{keys: []string{"Tab"}, key: "desk.keys.next"},
	{keys: []string{"Esc"}, key: "desk.keys.close"},
}
