package pdf

import (
	"bytes"
	"compress/zlib"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
	"io"
	"strconv"
	"unicode/utf16"
)

// ref is the number of an object; 0 is none.
type ref int

func (r ref) String() string { return strconv.Itoa(int(r)) + " 0 R" }

// file writes the objects of a PDF one after another and remembers where they stand. The first error stays and ends all writing.
type file struct {
	w       io.Writer
	sum     hash.Hash // of everything written, which the identifier is made from
	at      int64
	offsets []int64 // by object number - 1; 0: not written yet
	err     error
	packed  bytes.Buffer
	zip     *zlib.Writer
}

func newFile(w io.Writer) *file {
	f := &file{w: w, sum: sha256.New()}
	// Bytes over 127 in the second line tell whoever moves files that this is no text.
	f.write([]byte("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"))
	return f
}

func (f *file) write(b []byte) {
	if f.err != nil {
		return
	}
	n, err := f.w.Write(b)
	f.sum.Write(b[:n])
	f.at += int64(n)
	if err != nil {
		f.err = fmt.Errorf("write the PDF: %w", err)
	}
}

// reserve takes a number for an object that is written later.
func (f *file) reserve() ref {
	f.offsets = append(f.offsets, 0)
	return ref(len(f.offsets))
}

// object writes one object under a reserved number.
func (f *file) object(r ref, body string) {
	f.offsets[r-1] = f.at
	f.write([]byte(strconv.Itoa(int(r)) + " 0 obj\n" + body + "\nendobj\n"))
}

// add writes one object under a new number.
func (f *file) add(body string) ref {
	r := f.reserve()
	f.object(r, body)
	return r
}

// stream writes data as they are; entries are those of the dictionary beside the length.
func (f *file) stream(r ref, entries string, data []byte) {
	f.offsets[r-1] = f.at
	f.write([]byte(strconv.Itoa(int(r)) + " 0 obj\n<<" + entries + "/Length " + strconv.Itoa(len(data)) + ">>\nstream\n"))
	f.write(data)
	f.write([]byte("\nendstream\nendobj\n"))
}

// deflated writes data compressed.
func (f *file) deflated(r ref, entries string, data []byte) {
	f.packed.Reset()
	if f.zip == nil {
		f.zip = zlib.NewWriter(&f.packed)
	} else {
		f.zip.Reset(&f.packed)
	}
	_, err := f.zip.Write(data)
	if err == nil {
		err = f.zip.Close()
	}
	if err != nil && f.err == nil {
		f.err = fmt.Errorf("compress: %w", err)
	}
	f.stream(r, entries+"/Filter/FlateDecode", f.packed.Bytes())
}

// close ends the file with the table of objects.
func (f *file) close(root, info ref) error {
	start := f.at
	var b bytes.Buffer
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(f.offsets)+1)
	for i, at := range f.offsets {
		if at == 0 && f.err == nil {
			f.err = fmt.Errorf("object %d of the PDF was never written", i+1)
		}
		fmt.Fprintf(&b, "%010d 00000 n \n", at)
	}
	id := hex.EncodeToString(f.sum.Sum(nil)[:16])
	fmt.Fprintf(&b, "trailer\n<</Size %d/Root %v/Info %v/ID[<%s><%s>]>>\nstartxref\n%d\n%%%%EOF\n", len(f.offsets)+1, root, info, id, id, start)
	f.write(b.Bytes())
	return f.err
}

// text is a string that people read, as PDF writes it.
func text(s string) string {
	out := []byte("<FEFF")
	for _, u := range utf16.Encode([]rune(s)) {
		out = appendHex(out, u)
	}
	return string(append(out, '>'))
}

// literal is a string of plain bytes.
func literal(s string) string {
	out := []byte{'<'}
	out = hex.AppendEncode(out, []byte(s))
	return string(append(out, '>'))
}

const hexDigits = "0123456789ABCDEF"

func appendHex(b []byte, u uint16) []byte {
	return append(b, hexDigits[u>>12], hexDigits[u>>8&15], hexDigits[u>>4&15], hexDigits[u&15])
}
