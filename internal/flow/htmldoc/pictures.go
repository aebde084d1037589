package htmldoc

import (
	"strings"

	"golang.org/x/net/html"

	"jianbao/internal/flow"
	"jianbao/internal/flow/gather"
)

// sources are the attributes that may name a picture: pages that load pictures when they are scrolled to put them elsewhere.
var sources = []string{"data-src", "data-original", "src"}

// image takes a picture that the page carries with it, and reports any other with its address.
func (r *reader) image(f *frame, t html.Token) error {
	address := ""
	for _, name := range sources {
		if address = strings.TrimSpace(attribute(t, name)); address != "" {
			break
		}
	}
	if address == "" {
		return nil
	}
	if !gather.Carried(address) {
		r.tally.Omit(flow.External, address)
		return nil
	}
	data := gather.Picture(address)
	if data == nil {
		r.tally.Omit(flow.Object, attribute(t, "alt"))
		return nil
	}
	if err := r.tally.Picture(); err != nil {
		return err
	}
	r.file.Pictures = append(r.file.Pictures, flow.Picture{Alt: strings.TrimSpace(attribute(t, "alt")), Data: data})
	r.para.addRun(f, flow.Run{Picture: len(r.file.Pictures), Href: f.looks.Href})
	return nil
}
