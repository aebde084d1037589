package typeset

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
)

// Limits of what ReadLettering takes.
const (
	MaxLetteringFile = 1 << 20   // bytes
	maxSegments      = 20_000    // lines and curves
	maxOutline       = 128 << 10 // bytes of the path that is kept: it stands in every page that shows the name
	maxDepth         = 64        // of elements within each other
	maxCoordinate    = 1e6
	leastExtent      = 1e-6 // of a drawing
	widestName       = 30   // times as wide as high
	narrowestName    = 0.2
)

// FitsName reports whether a drawing that is so many times wider than high can stand for a name.
func FitsName(ratio float64) bool { return ratio >= narrowestName && ratio <= widestName }

// LetteringCode says why a drawing is refused.
type LetteringCode string

// The reasons.
const (
	LetteringTooLarge  LetteringCode = "too_large" // the file, or what it draws
	LetteringNotSVG    LetteringCode = "not_svg"   // no SVG, or a damaged one
	LetteringElement   LetteringCode = "element"   // it draws with something else than paths; Name says what
	LetteringAttribute LetteringCode = "attribute" // a path is moved, cut or covered by an attribute; Name says which
	LetteringEmpty     LetteringCode = "empty"     // no path
	LetteringBadPath   LetteringCode = "bad_path"  // a path that cannot be read
	LetteringBadShape  LetteringCode = "bad_shape" // far too wide or too high for a name
)

// svgSpace is the namespace of SVG.
const svgSpace = "http://www.w3.org/2000/svg"

// noName stands where a refusal names nothing.
const noName = ""

// LetteringError is why a drawing cannot be used.
type LetteringError struct {
	Code LetteringCode
	Name string
	Err  error
}

func (e *LetteringError) Error() string {
	return strings.TrimSpace(fmt.Sprintf("lettering: %s %s", e.Code, e.Name))
}

func (e *LetteringError) Unwrap() error { return e.Err }

func refuse(code LetteringCode, name string, err error) error {
	return &LetteringError{Code: code, Name: name, Err: err}
}

// ReadLettering takes the outlines out of an SVG file that the office has of its own name, and nothing else of it: no colours, no text, no
// links, nothing that could run. What is drawn otherwise than by paths is refused, because the name would be shown without it. The outlines
// come back cut to their extent and scaled to a height of Em. Refusals are a *LetteringError.
func ReadLettering(file []byte) (Lettering, error) {
	if len(file) > MaxLetteringFile {
		return Lettering{}, refuse(LetteringTooLarge, noName, nil)
	}
	paths, err := pathsOf(file)
	if err != nil {
		return Lettering{}, err
	}
	var t tracer
	for _, d := range paths {
		if err := t.trace(d); err != nil {
			return Lettering{}, err
		}
	}
	return t.lettering()
}

// pathsOf lists the d attributes of a drawing.
func pathsOf(file []byte) ([]string, error) {
	r := svgReader{tokens: xml.NewDecoder(bytes.NewReader(file))}
	for {
		token, err := r.tokens.Token()
		if errors.Is(err, io.EOF) && r.begun && r.depth == 0 {
			return r.paths, nil
		}
		if err != nil {
			return nil, refuse(LetteringNotSVG, noName, err)
		}
		switch token := token.(type) {
		case xml.Directive:
			if bytes.ContainsRune(token, '[') { // entities of its own
				return nil, refuse(LetteringNotSVG, noName, nil)
			}
		case xml.EndElement:
			r.depth--
		case xml.StartElement:
			if err := r.element(token); err != nil {
				return nil, err
			}
		}
	}
}

// svgReader is a drawing while it is read.
type svgReader struct {
	tokens *xml.Decoder
	begun  bool
	depth  int // of elements that are open
	paths  []string
}

// ignored are elements that draw nothing by themselves.
var ignored = map[string]bool{"title": true, "desc": true, "metadata": true, "defs": true, "style": true}

// passedOver reports whether an element is left out with all that is in it: what says something about the drawing, and what programs
// note for themselves.
func passedOver(e xml.StartElement) bool {
	return ignored[e.Name.Local] || e.Name.Space != svgSpace && e.Name.Space != ""
}

// shaping are the attributes that make something else of a path than it says.
var shaping = map[string]bool{"transform": true, "clip-path": true, "mask": true, "filter": true}

// element looks at one element. The first has to be svg; what is passed over is read to its end.
func (r *svgReader) element(e xml.StartElement) error {
	name := e.Name.Local
	switch {
	case r.depth == 0 && (name != "svg" || passedOver(e) || r.begun) || r.depth == maxDepth:
		return refuse(LetteringNotSVG, noName, nil)
	case passedOver(e):
		if err := r.tokens.Skip(); err != nil {
			return refuse(LetteringNotSVG, noName, err)
		}
		return nil
	case r.depth > 0 && name != "g" && name != "path":
		return refuse(LetteringElement, name, nil)
	}
	r.begun = true
	r.depth++
	for _, a := range e.Attr {
		if shaping[a.Name.Local] && a.Value != "" && a.Value != "none" {
			return refuse(LetteringAttribute, a.Name.Local, nil)
		}
		if name == "path" && a.Name.Local == "d" {
			r.paths = append(r.paths, a.Value)
		}
	}
	return nil
}
