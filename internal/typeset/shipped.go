package typeset

import (
	_ "embed"
	"fmt"
	"sync"
)

// The fonts that may be passed on (SIL Open Font License): no 仿宋 and no 小标宋 of the kind that offices are used to is among them, so
// 宋体 stands in for the one and its heaviest weight for the other. They are embedded one by one, because files of an embed.FS are
// copied into memory when they are read.
var (
	//go:embed fonts/song.ttf
	songFile []byte
	//go:embed fonts/biaosong.ttf
	biaosongFile []byte
	//go:embed fonts/hei.ttf
	heiFile []byte
	//go:embed fonts/kai.ttf
	kaiFile []byte
	//go:embed fonts/latin.ttf
	latinFile []byte
)

var shippedFiles = []struct {
	name  string
	data  []byte
	roles []FontRole
}{
	{"song", songFile, []FontRole{Song, FangSong}},
	{"biaosong", biaosongFile, []FontRole{BiaoSong}},
	{"hei", heiFile, []FontRole{Hei}},
	{"kai", kaiFile, []FontRole{Kai}},
	{"latin", latinFile, nil},
}

// Shipped are the fonts inside the program. They are read once, which takes some milliseconds.
var Shipped = sync.OnceValues(func() (*Fonts, error) {
	out := &Fonts{Roles: make(map[FontRole]*Face)}
	for _, s := range shippedFiles {
		face, err := ParseFace("Jianbao "+s.name, s.data)
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
