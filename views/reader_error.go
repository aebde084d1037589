package views

// ReaderGoneVM is the neutral notice in place of a withdrawn issue or article (410).
type ReaderGoneVM struct {
	Slug  string
	Label string // 第232期; empty: not said
}

// ReaderErrorVM is the page of an error that is ours (5xx) or of a request that cannot be answered (4xx other than not found).
type ReaderErrorVM struct {
	Title     string // in words; empty: something went wrong here
	Message   string
	RequestID string // to be named on the telephone; empty: not shown
}

// ReaderBulletinsVM lists the bulletins when there are several.
type ReaderBulletinsVM struct {
	Bulletins []ReaderBulletinEntry
}

// ReaderBulletinEntry is one bulletin with its newest issue; a zero Latest means that nothing has been published yet.
type ReaderBulletinEntry struct {
	Name   string
	Host   string
	Href   string
	Latest IssueLink
}
