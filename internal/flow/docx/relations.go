package docx

import (
	"net/url"
	"path"
	"strings"

	"jianbao/internal/flow"
)

// relation is one line of a relationships part: what an id of a part stands for.
type relation struct {
	id       string
	kind     string // the last word of its type, which is the same in both editions of the standard
	target   string // name of a part, or an address if external
	external bool
}

// relations are those of one part.
type relations struct {
	byID   map[string]relation
	inLine []relation
}

// first is the part with the first relation of a kind, or "".
func (rs relations) first(kind string) string {
	for _, rel := range rs.inLine {
		if rel.kind == kind && !rel.external {
			return rel.target
		}
	}
	return ""
}

// relationsOf reads the relationships of a part; a missing part has none.
func (r *reader) relationsOf(part string) relations {
	if part == "" {
		return relations{}
	}
	dir, base := path.Split(part)
	return r.readRelations(dir+"_rels/"+base+".rels", dir)
}

// readRelations reads relationships whose targets count from a folder. What would be fetched from elsewhere when the file is
// opened is reported here, once; links, which are only followed by hand, are reported where they stand.
func (r *reader) readRelations(part, dir string) relations {
	rs := relations{byID: map[string]relation{}}
	r.walk(part, "rel:Relationships", "", func(n *node) {
		if !r.countDefined() {
			return
		}
		rel := relation{
			id:       n.attr("Id"),
			kind:     path.Base(n.attr("Type")),
			external: strings.EqualFold(n.attr("TargetMode"), "External"),
			target:   n.attr("Target"),
		}
		if rel.kind == "hyperlink" {
			rel.external = true
		}
		if rel.external && rel.kind != "hyperlink" {
			r.tally.Omit(flow.External, rel.target)
		}
		if !rel.external {
			rel.target = partName(dir, rel.target)
		}
		rs.byID[rel.id] = rel
		rs.inLine = append(rs.inLine, rel)
	})
	return rs
}

// partName is the name that a target has inside the package, or "" where it leads out of it.
func partName(dir, target string) string {
	if plain, err := url.PathUnescape(target); err == nil {
		target = plain
	}
	target = strings.ReplaceAll(target, `\`, "/")
	if !strings.HasPrefix(target, "/") {
		target = dir + target
	}
	name := path.Clean(strings.TrimPrefix(target, "/"))
	if name == "." || name == ".." || strings.HasPrefix(name, "../") || strings.HasPrefix(name, "/") {
		return ""
	}
	return name
}
