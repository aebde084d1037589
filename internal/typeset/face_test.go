package typeset

import "testing"

func TestDigitsBesideHeavyTypeAreOfTheSameType(t *testing.T) {
	t.Parallel()
	f := shipped(t)
	for role, want := range map[FontRole]*Face{
		FangSong: f.Latin, Kai: f.Latin, Song: f.Latin, Hei: f.Roles[Hei], BiaoSong: f.Roles[BiaoSong],
	} {
		if got := f.Of(role, '2'); got != want {
			t.Errorf("a digit of role %d is set in %s, not in %s", role, got.Name, want.Name)
		}
	}
}
