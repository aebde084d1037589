package components

// ButtonKind says how much weight a button has.
type ButtonKind string

// The kinds. A page has at most one primary button; danger is for what cannot be undone.
const (
	Secondary ButtonKind = ""
	Primary   ButtonKind = "primary"
	Danger    ButtonKind = "danger"
	Quiet     ButtonKind = "quiet" // without a frame, in rows and menus
)

// ButtonProps describe a submit button.
type ButtonProps struct {
	Label    string
	Kind     ButtonKind
	ID       string
	Name     string // with Value: what is sent when this button is used
	Value    string
	Icon     IconName
	IconOnly bool   // shows the icon alone; the label becomes the accessible name
	Key      string // a key that the script maps to this button when focus is within its row, as aria-keyshortcuts names it
	Form     string // id of a form that it stands outside of
	Action   string // another address than the form's
	Get      bool   // asks for a page with what the form holds instead of posting it
	Disabled bool
	Loose    bool // sends the form without checking it first: moving a block must not fail on an empty title
}

func (b ButtonProps) class() string { return buttonClass(b.Kind, b.IconOnly) }

// LinkButtonProps describe a link that looks like a button: it leads somewhere and changes nothing.
type LinkButtonProps struct {
	Label    string
	Href     string
	Kind     ButtonKind
	Icon     IconName
	IconOnly bool
}

func (b LinkButtonProps) class() string { return buttonClass(b.Kind, b.IconOnly) }

func buttonClass(kind ButtonKind, iconOnly bool) string {
	c := "button"
	if kind != Secondary {
		c += " button-" + string(kind)
	}
	if iconOnly {
		c += " button-icon"
	}
	return c
}
