package docx

import (
	"strings"

	"jianbao/internal/flow"
)

const maxCode = 4096 // bytes of an instruction that are looked at

// field is a field that is being read: an instruction, and after it the text that the instruction last gave.
type field struct {
	code   strings.Builder
	result bool // the instruction has ended
	inked  bool // and gave text
	link   bool
	href   string
}

// fetching are the instructions that bring in something from elsewhere.
var fetching = map[string]bool{
	"DDE": true, "DDEAUTO": true, "IMPORT": true, "INCLUDE": true, "INCLUDEPICTURE": true, "INCLUDETEXT": true, "LINK": true,
	"RD": true,
}

// fieldPart reads the characters that begin, divide and end fields, and the instructions between them.
func (s *story) fieldPart(n *node) {
	last := len(s.fields) - 1
	switch {
	case n.name == "w:instrText":
		s.addCode(n.text)
	case n.attr("w:fldCharType") == "begin":
		if last >= flow.MaxDepth {
			s.fail(tooLarge("depth", flow.MaxDepth))
			return
		}
		s.fields = append(s.fields, &field{})
	case last < 0: // the end of a field whose beginning is lost
	case n.attr("w:fldCharType") == "separate":
		s.fields[last].result = true
		s.follow(s.fields[last])
	case n.attr("w:fldCharType") == "end":
		f := s.fields[last]
		s.fields = s.fields[:last]
		s.leaveField(f)
	}
}

// leaveField reports a field that gave no text, and one that would fetch something.
func (s *story) leaveField(f *field) {
	code := strings.TrimSpace(f.code.String())
	name, _, _ := strings.Cut(code, " ")
	switch {
	case fetching[strings.ToUpper(name)]:
		s.tally.Omit(flow.External, code)
	case !f.inked && s.visible():
		s.tally.Omit(flow.Field, code)
	}
}

// addCode adds to the instruction of the innermost field, if it has one still.
func (s *story) addCode(text string) {
	if last := len(s.fields) - 1; last >= 0 && !s.fields[last].result && s.fields[last].code.Len() < maxCode {
		s.fields[last].code.WriteString(text)
	}
}

// visible says whether text is shown here, and not part of an instruction.
func (s *story) visible() bool {
	for _, f := range s.fields {
		if !f.result {
			return false
		}
	}
	return true
}

// markFields notes that all open fields gave text.
func (s *story) markFields() {
	for _, f := range s.fields {
		f.inked = f.inked || f.result
	}
}

// endCodes ends instructions at the end of their paragraph. One that went on, because its end is lost, would swallow all the
// text after it; of true instructions over several paragraphs, which only form letters have, nothing is shown either way.
func (s *story) endCodes() {
	for _, f := range s.fields {
		f.result = true
	}
}

// simpleField reads a field whose instruction is an attribute.
func (s *story) simpleField(n *node, p *paragraph) {
	f := &field{result: true}
	code := n.attr("w:instr")
	f.code.WriteString(code[:min(len(code), maxCode)])
	s.follow(f)
	depth := len(s.fields)
	s.fields = append(s.fields, f)
	s.inlines(n.kids, p)
	s.fields = s.fields[:min(depth, len(s.fields))]
	s.leaveField(f)
}
