package views

import "jianbao/views/components"

// PreviewVM is a draft as readers would see it, marked as what it is.
type PreviewVM struct {
	Label string // 第232期
	Back  string // address of the issue on the desk
	Sheet Sheet
	Ways  []components.Tab // the page to read, and the pages as they print
	Drawn *DrawnPagesVM    // those are shown; nil: the page to read is
}
