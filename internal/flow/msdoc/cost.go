package msdoc

import "jianbao/internal/flow"

// Limits of a file. One of 100 pages takes a hundredth of them.
const (
	maxFields   = 50_000
	maxWork     = 32 << 20 // bytes of formats that are gone through, each as often as text asks for it
	maxTemplate = 255      // characters of the mark of an item
	maxName     = 255      // characters of the name of a style
)

// workOfStretch is what it costs to find the formats of a stretch of text, in bytes of formats.
const workOfStretch = 128

// spend counts work, and says whether there is any left.
func (d *document) spend(bytes int) bool {
	d.work += bytes
	return d.work <= maxWork
}

// checkWork refuses a file that asks for too much work.
func (d *document) checkWork() error {
	switch {
	case d.work > maxWork:
		return &flow.Error{Code: flow.TooLarge, Detail: "formats", Limit: maxWork}
	case d.fields > maxFields:
		return &flow.Error{Code: flow.TooLarge, Detail: "fields", Limit: maxFields}
	}
	return nil
}
