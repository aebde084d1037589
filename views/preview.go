package views

// PreviewVM is a draft as readers would see it, marked as what it is.
type PreviewVM struct {
	Label string // 第232期
	Back  string // address of the issue on the desk
	Sheet Sheet
}
