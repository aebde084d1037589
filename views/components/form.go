package components

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"jianbao/internal/i18n"
	"jianbao/models"
)

// FormProps describe a form that posts. Every form of the desk carries the acting role that its page was drawn for, as
// `role`, and the version of what it changes, as `version`; the server answers 409 when either has moved on.
type FormProps struct {
	Action  string
	Role    string
	Version int64 // 0: the form changes nothing that has a version
	ID      string
	Class   string
	Label   string // accessible name, where no heading gives one
	Upload  bool   // sends files
	Guard   bool   // the script warns before leaving with unsaved text
	Dirty   bool   // with Guard: it holds unsaved text already
	Autosave
}

// Autosave has the script keep what is typed into a form, without being asked to. Its zero value does not.
type Autosave struct {
	Copy  string // address that takes the form as a working copy
	Lease string // address that takes signs of life
	User  int64  // whose text it is: nobody else who signs in on the same machine may see what the browser keeps
}

func (a Autosave) user() string { return strconv.FormatInt(a.User, 10) }

func (f FormProps) version() string { return strconv.FormatInt(f.Version, 10) }

// Problem is one thing that a person must put right before the form is accepted.
type Problem struct {
	Field string // name of the field as the form has it; "" when it concerns no single field
	Text  string
}

// Problems are what the error summary lists.
type Problems []Problem

// For is the text beside one field; empty when the field is fine.
func (p Problems) For(field string) string {
	for _, one := range p {
		if FieldID(one.Field) == FieldID(field) {
			return one.Text
		}
	}
	return ""
}

// ProblemsOf turns a validation error into the words of the page. Any other error gives its one general sentence.
func ProblemsOf(ctx context.Context, err error) Problems {
	e, ok := errors.AsType[*models.Error](err)
	if !ok {
		return nil
	}
	if len(e.Fields) == 0 {
		return Problems{{Text: i18n.T(ctx, e.Key, i18n.D(e.Args))}}
	}
	out := make(Problems, 0, len(e.Fields))
	for _, f := range e.Fields {
		out = append(out, Problem{Field: f.Field, Text: placed(ctx, f.Field, i18n.T(ctx, f.Key, i18n.D(f.Args)))})
	}
	return out
}

// placed says which block of a text is meant, where the field is a place inside one: blocks[3].rows[0][1].
func placed(ctx context.Context, field, text string) string {
	var n int
	if _, err := fmt.Sscanf(field, "blocks[%d]", &n); err != nil {
		return text
	}
	return i18n.T(ctx, "editor.problem", i18n.D{"Number": n + 1, "Problem": text})
}

// FieldID is the element id of the field called name. A place inside a body, blocks[3].rows[0][1], leads to its block's field.
func FieldID(name string) string {
	name, _, _ = strings.Cut(name, ".")
	return "f-" + strings.ReplaceAll(strings.ReplaceAll(name, "[", "-"), "]", "")
}

// FieldProps describe a one-line input. Name and Label are all that is needed.
type FieldProps struct {
	Name         string
	ID           string // FieldID(Name) when empty; given where one page has several fields of one name
	Label        string
	Value        string
	Type         string // text when empty
	Help         string
	Error        string
	Width        Width
	MaxLength    int
	Required     bool
	ReadOnly     bool
	Optional     bool // says （选填） beside the label
	Folder       bool // of a file field: all files of a folder
	LabelHidden  bool // the label is for those who listen; the place explains itself to those who see
	InputMode    string
	AutoComplete string
	Placeholder  string
	List         string // id of a datalist
	Pattern      string
	Accept       string // files
	Multiple     bool
	Autofocus    bool
}

func (f FieldProps) frame() frame {
	return frame{id: idOr(f.ID, f.Name), label: f.Label, help: f.Help, bad: f.Error, optional: f.Optional, hidden: f.LabelHidden}
}

func (f FieldProps) inputType() string {
	if f.Type == "" {
		return "text"
	}
	return f.Type
}

// Width is how much a field is expected to hold; it never limits what can be typed.
type Width string

// The widths.
const (
	Full   Width = ""
	Short  Width = "short"  // a number
	Medium Width = "medium" // a date, a name
	Long   Width = "long"   // a title
)

func inputClass(w Width) string {
	if w == Full {
		return "input"
	}
	return "input input-" + string(w)
}

// TextAreaProps describe a field of several lines; the script lets it grow with its text.
type TextAreaProps struct {
	Name        string
	ID          string
	Label       string
	Value       string
	Help        string
	Error       string
	Rows        int // 3 when 0
	MaxLength   int
	Required    bool
	ReadOnly    bool
	Optional    bool
	LabelHidden bool
	Class       string
	Placeholder string
}

func (f TextAreaProps) frame() frame {
	return frame{id: idOr(f.ID, f.Name), label: f.Label, help: f.Help, bad: f.Error, optional: f.Optional, hidden: f.LabelHidden}
}

func (f TextAreaProps) rows() string {
	if f.Rows == 0 {
		return "3"
	}
	return strconv.Itoa(f.Rows)
}

// Option is one choice of a select, a radio group or a checkbox group.
type Option struct {
	Value    string
	Label    string
	Help     string // radio and checkbox groups
	Disabled bool
}

// SelectProps describe a select.
type SelectProps struct {
	Name        string
	ID          string
	Label       string
	Value       string
	Options     []Option
	Help        string
	Error       string
	Width       Width
	Optional    bool
	LabelHidden bool
}

func (f SelectProps) frame() frame {
	return frame{id: idOr(f.ID, f.Name), label: f.Label, help: f.Help, bad: f.Error, optional: f.Optional, hidden: f.LabelHidden}
}

// ChoicesProps describe a group of radio buttons, or of checkboxes when Many is set.
type ChoicesProps struct {
	Name    string
	Legend  string
	Options []Option
	Values  []string // what is chosen
	Many    bool
	Inline  bool
	Help    string
	Error   string
}

func (c ChoicesProps) frame() frame {
	return frame{id: FieldID(c.Name), help: c.Help, bad: c.Error}
}

func (c ChoicesProps) inputType() string {
	if c.Many {
		return "checkbox"
	}
	return "radio"
}

// severalRows is from how many choices on they stand in columns.
const severalRows = 9

// many reports whether inline choices are too many for a line or two.
func (c ChoicesProps) many() bool { return c.Inline && len(c.Options) >= severalRows }

// optionID gives the first option the group's own id, so that the error summary leads to a control.
func (c ChoicesProps) optionID(i int) string {
	if i == 0 {
		return FieldID(c.Name)
	}
	return FieldID(c.Name) + "-" + strconv.Itoa(i)
}

// CheckProps describe one checkbox that stands alone.
type CheckProps struct {
	Name    string
	ID      string
	Value   string // "1" when empty
	Label   string
	Help    string
	Error   string
	Checked bool
}

func (c CheckProps) frame() frame {
	return frame{id: idOr(c.ID, c.Name), label: c.Label, help: c.Help, bad: c.Error}
}

func (c CheckProps) value() string {
	if c.Value == "" {
		return "1"
	}
	return c.Value
}

func idOr(id, name string) string {
	if id != "" {
		return id
	}
	return FieldID(name)
}

// frame is what stands around every control: label, help and error, tied to it by id.
type frame struct {
	id, label, help, bad string
	optional, hidden     bool
}

func (f frame) helpID() string  { return f.id + "-help" }
func (f frame) errorID() string { return f.id + "-error" }

// describedBy lists the ids of the texts that explain the control.
func (f frame) describedBy() string {
	switch {
	case f.help != "" && f.bad != "":
		return f.errorID() + " " + f.helpID()
	case f.bad != "":
		return f.errorID()
	case f.help != "":
		return f.helpID()
	}
	return ""
}

// described are the attributes that tie a control to its help and its error.
func (f frame) described() templ.OrderedAttributes {
	var out templ.OrderedAttributes
	if by := f.describedBy(); by != "" {
		out = append(out, templ.KeyValue[string, any]{Key: "aria-describedby", Value: by})
	}
	if f.bad != "" {
		out = append(out, templ.KeyValue[string, any]{Key: "aria-invalid", Value: "true"})
	}
	return out
}
