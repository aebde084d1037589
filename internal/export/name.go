package export

import (
	"fmt"
	"strings"
	"unicode"

	"jianbao/models"
)

// longestName is how many characters a name may have before its extension: with three bytes each it stays under the 255 that file
// systems allow.
const longestName = 80

// Name is what a file of an issue is called: 自贸动态第232期.docx. ext comes with its point. It is safe on Windows, macOS and Linux.
func Name(c models.EditionContent, ext string) string {
	return SafeName(issueTitle(c.Manifest.Masthead) + ext)
}

// reserved are the names that Windows keeps for devices, whatever extension follows them.
const reserved = " CON PRN AUX NUL COM1 COM2 COM3 COM4 COM5 COM6 COM7 COM8 COM9 LPT1 LPT2 LPT3 LPT4 LPT5 LPT6 LPT7 LPT8 LPT9 "

// SafeName makes a name of one file of any text: without what separates folders, without signs that Windows refuses, without
// characters that cannot be seen or that turn the direction of reading, never empty, hidden, reserved or too long.
func SafeName(name string) string {
	name = strings.Map(func(r rune) rune {
		switch {
		case strings.ContainsRune(`/\:*?"<>|`, r):
			return '_'
		case unicode.IsSpace(r):
			return ' '
		case !unicode.IsGraphic(r), r == unicode.ReplacementChar:
			return -1
		}
		return r
	}, strings.ToValidUTF8(name, ""))
	base, ext := splitExtension(strings.Trim(name, " ."))
	if runes := []rune(base); len(runes) > longestName {
		base = string(runes[:longestName])
	}
	base = strings.Trim(base, " .")
	device, _, _ := strings.Cut(base, ".")
	if base == "" || strings.Contains(reserved, " "+strings.ToUpper(strings.TrimSpace(device))+" ") {
		base = "_" + base
	}
	return base + ext
}

// longestExtension is how long an extension may be, with its point, to be one.
const longestExtension = 10

// splitExtension takes off .docx and the like, and keeps no blank in it.
func splitExtension(name string) (base, ext string) {
	at := strings.LastIndexByte(name, '.')
	if at < 0 || len(name)-at > longestExtension || strings.ContainsFunc(name[at+1:], func(r rune) bool { return !isToken(r) }) {
		return name, ""
	}
	return name[:at], name[at:]
}

func isToken(r rune) bool {
	return r < unicode.MaxASCII && (unicode.IsLetter(r) || unicode.IsDigit(r))
}

// Attachment is the value of Content-Disposition for a file that is saved under the name: its characters in the form of RFC 5987,
// which every browser of today reads, after a name in ASCII for programs that read nothing else (RFC 6266, appendix D).
func Attachment(name string) string {
	name = SafeName(name)
	return fmt.Sprintf(`attachment; filename="%s"; filename*=UTF-8''%s`, asciiName(name), percentEncode(name))
}

// asciiName has _ for each run of what is not plain in ASCII. A percent sign is not: some browsers decode it.
func asciiName(name string) string {
	var b strings.Builder
	for _, r := range name {
		switch {
		case isToken(r), strings.ContainsRune("-. ()", r):
			b.WriteRune(r)
		case !strings.HasSuffix(b.String(), "_"):
			b.WriteByte('_')
		}
	}
	return b.String()
}

// percentEncode leaves the attr-char of RFC 5987 as they are.
func percentEncode(name string) string {
	var b strings.Builder
	for _, c := range []byte(name) {
		if isToken(rune(c)) || strings.IndexByte("!#$&+-.^_`|~", c) >= 0 {
			b.WriteByte(c)
			continue
		}
		fmt.Fprintf(&b, "%%%02X", c)
	}
	return b.String()
}
