package models

// TitleKey is what two titles have in common that differ in width, blanks, case and punctuation only; empty for a title without
// letters and digits.
func TitleKey(title string) string {
	return string(plainRunes(title))
}
