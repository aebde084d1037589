package typeset

import (
	"embed"
	"fmt"
	"sync"
)

// fontFiles are the fonts that may be passed on (SIL Open Font License): no 仿宋 and no 小标宋 of the kind that offices are used to is
// among them, so 宋体 stands in for the one and its heaviest weight for the other.
//
//go:embed fonts/*.ttf
var fontFiles embed.FS

var shippedFiles = []struct {
	file  string
	roles []FontRole
}{
	{"song", []FontRole{Song, FangSong}},
	{"biaosong", []FontRole{BiaoSong}},
	{"hei", []FontRole{Hei}},
	{"kai", []FontRole{Kai}},
	{"latin", nil},
}

// Shipped are the fonts inside the program. They are read once, which takes some milliseconds.
var Shipped = sync.OnceValues(func() (*Fonts, error) {
	out := &Fonts{Roles: make(map[FontRole]*Face)}
	for _, s := range shippedFiles {
		data, err := fontFiles.ReadFile("fonts/" + s.file + ".ttf")
		if err != nil {
			return nil, err
		}
		face, err := ParseFace("Jianbao "+s.file, data)
		if err != nil {
			return nil, fmt.Errorf("shipped font: %w", err)
		}
		for _, role := range s.roles {
			out.Roles[role] = face
		}
		if s.roles == nil {
			out.Latin = face
		}
	}
	out.Backup = out.Roles[Song]
	return out, nil
})
