package manuscript

import (
	"fmt"
	"slices"
)

// Decision overrides one thing that recognition decided. A line is named by its number; At names the part of it that
// begins at that character, for lines that a person split or a form feed cuts.
type Decision struct {
	Op    Op     `json:"op"`
	Line  int    `json:"line,omitempty"`
	At    int    `json:"at,omitempty"`
	Role  Role   `json:"role,omitempty"`  // with Set
	Level int    `json:"level,omitempty"` // with Set to heading: 1 to 3
	ID    string `json:"id,omitempty"`    // with Undo and Apply: of a repair or a proposal
}

// Op is what a decision does.
type Op string

// The operations.
const (
	Set      Op = "set"      // this line is a Role
	JoinUp   Op = "join"     // this line continues the one before
	Separate Op = "separate" // this line begins anew
	Split    Op = "split"    // a new line begins at character At of the line
	Undo     Op = "undo"     // leave out the repair ID
	Apply    Op = "apply"    // make the change of the proposal ID
	Accept   Op = "accept"   // the doubt ID is settled as it was decided
)

// Decisions are applied together; of two about the same thing the later wins.
type Decisions []Decision

var bodyRoles = []Role{
	RoleSection, RoleArticle, RoleHeading, RoleParagraph, RoleList, RoleTable, RoleQuote, RoleFootnote, RoleAttachment, RoleNote, RoleSource,
}

var imprintRoles = []Role{
	RoleName, RoleNumber, RoleDate, RoleHost, RoleOrganiser, RolePrinter, RoleSupervisor, RoleAccess,
	RoleEditor, RoleProofreader, RoleReviewer, RoleSigner, RolePhone, RoleTo, RoleCC, RoleFor, RoleDrop,
}

// SettableRoles lists the roles that a Set decision may give, in the order in which a form offers them.
func SettableRoles() []Role { return slices.Concat(bodyRoles, imprintRoles) }

type place struct{ line, at int }

// decided is the decisions, by what they are about.
type decided struct {
	roles  map[place]Decision
	bounds map[place]Op
	lines  map[int][]Role // those of roles, by line
	cuts   map[int][]int
	ids    map[string]Op
}

func (ds Decisions) index() (*decided, error) {
	d := &decided{map[place]Decision{}, map[place]Op{}, map[int][]Role{}, map[int][]int{}, map[string]Op{}}
	for i, x := range ds {
		if err := x.check(); err != nil {
			return nil, &Error{Code: BadDecision, Detail: fmt.Sprintf("decision %d: %v", i+1, err), Line: x.Line}
		}
		at := place{x.Line, x.At}
		switch x.Op {
		case Set:
			d.roles[at] = x
		case JoinUp, Separate:
			d.bounds[at] = x.Op
		case Split:
			d.cuts[x.Line] = append(d.cuts[x.Line], x.At)
		default:
			d.ids[x.ID] = x.Op
		}
	}
	for at, x := range d.roles {
		d.lines[at.line] = append(d.lines[at.line], x.Role)
	}
	return d, nil
}

func (x Decision) check() error {
	switch x.Op {
	case Undo, Apply, Accept:
		if x.ID == "" {
			return fmt.Errorf("%s without id", x.Op)
		}
		return nil
	case Set:
		if !slices.Contains(SettableRoles(), x.Role) {
			return fmt.Errorf("unknown role %q", x.Role)
		}
	case Split:
		if x.At < 1 {
			return fmt.Errorf("split at character %d", x.At)
		}
	case JoinUp, Separate:
	default:
		return fmt.Errorf("unknown operation %q", x.Op)
	}
	if x.Line < 1 || x.At < 0 || x.Level < 0 || x.Level > 3 {
		return fmt.Errorf("line %d, character %d, level %d", x.Line, x.At, x.Level)
	}
	return nil
}

// fit checks that every decision found its line.
func (d *decided) fit(lines []*line) error {
	have := map[place]bool{}
	for _, l := range lines {
		have[place{l.no, l.at}] = true
	}
	for p := range d.roles {
		if !have[p] {
			return &Error{Code: BadDecision, Detail: "no text there", Line: p.line}
		}
	}
	for p := range d.bounds {
		if !have[p] {
			return &Error{Code: BadDecision, Detail: "no text there", Line: p.line}
		}
	}
	for no, cuts := range d.cuts {
		for _, c := range cuts {
			if !have[place{no, c}] {
				return &Error{Code: BadDecision, Detail: "no text there", Line: no}
			}
		}
	}
	return nil
}

func (d *decided) role(l *line) Role { return d.roles[place{l.no, l.at}].Role }
func (d *decided) level(l *line) int { return d.roles[place{l.no, l.at}].Level }
func (d *decided) bound(l *line) Op  { return d.bounds[place{l.no, l.at}] }
func (d *decided) undone(id string) bool {
	return d.ids[id] == Undo
}
func (d *decided) applied(id string) bool  { return d.ids[id] == Apply }
func (d *decided) accepted(id string) bool { return d.ids[id] == Accept }

// touches reports whether a person took one of n lines from first for something else than role.
func (d *decided) touches(first, n int, role Role) bool {
	for line := first; line < first+n; line++ {
		if slices.ContainsFunc(d.lines[line], func(r Role) bool { return r != role }) {
			return true
		}
	}
	return false
}

// body reports whether a person said that the line is part of the sections and articles.
func (d *decided) body(l *line) bool { return slices.Contains(bodyRoles, d.role(l)) }

// takeDecided takes the lines off that a person gave a place in masthead or foot, or dropped.
func (r *reader) takeDecided() {
	if len(r.dec.roles) == 0 {
		return
	}
	kept := r.lines[:0:0]
	for _, l := range r.lines {
		role := r.dec.role(l)
		switch {
		case !slices.Contains(imprintRoles, role):
			kept = append(kept, l)
		case role == RoleDrop:
			r.drop(l, l.Span, ByDecision)
		default:
			r.setImprint(l, role)
		}
	}
	r.lines = kept
}

// setImprint reads a line as what a person said it is: the part of it that has that form, or the whole line.
func (r *reader) setImprint(l *line, role Role) {
	parts, _ := imprintParts(r.text, l)
	for _, p := range parts {
		if p.role == role {
			used := r.place(l, p)
			r.label(l.Span, used)
			return
		}
	}
	if !r.placeField(role, l.Span) {
		r.drop(l, l.Span, MastheadRest)
	}
}
