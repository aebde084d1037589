package views

// ReaderUnitsVM lists the sending units under which readers find articles, those with most articles first.
type ReaderUnitsVM struct {
	Units []UnitEntry
}

// UnitEntry is a unit with the number of its articles.
type UnitEntry struct {
	ListLink
	Articles int
}

// ReaderUnitVM is what one sending unit has had published in a year.
type ReaderUnitVM struct {
	ReaderListVM
	UnitsHref string
}
