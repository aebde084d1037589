package picture

import (
	"bytes"
	"errors"
	"testing"
)

func FuzzPrepare(f *testing.F) {
	for _, data := range [][]byte{
		asJPEG(f, photograph(16, 12)), withSegments(asJPEG(f, chart(9, 9)), 6), asPNG(f, chart(12, 8)), withChunks(asPNG(f, photograph(8, 8)), chunk("eXIf", exif(8))),
		asGIF(f, chart(8, 8), chart(8, 8)), webpSample, cmykSample, sized(50_000, 50_000), []byte("BM"),
	} {
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if f, ok := sniff(data); ok {
			if size, err := f.config(bytes.NewReader(data)); err == nil && size.Width*size.Height > 1<<20 {
				return // it takes long and shows nothing new
			}
		}
		p, err := Prepare(data)
		if err != nil {
			if refused, ok := errors.AsType[*Error](err); !ok || refused.Code == "" {
				t.Fatalf("refused without a reason: %v", err)
			}
			return
		}
		if p.Width < 1 || p.Width > PrintWidth || p.Height < 1 || p.Height > MaxSide || len(p.SHA256) != 64 {
			t.Fatalf("%d by %d, %s", p.Width, p.Height, p.SHA256)
		}
		again, err := Prepare(p.Data)
		if err != nil || again.Width != p.Width || again.Height != p.Height {
			t.Fatalf("what was made is not read again: %v", err)
		}
	})
}
