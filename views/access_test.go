package views

import (
	"slices"
	"strings"
	"testing"

	"jianbao/models"
)

func TestTheListOfUnitsIsShownWhereItSaysWhoReads(t *testing.T) {
	t.Parallel()
	units := []string{"临港新城管委会", "北屿口岸办"}
	stricter := []models.StricterArticle{{Number: 1, Title: "渡口改建完工", Access: models.Internal}}
	for _, c := range []struct {
		shown AccessShown
		says  bool
	}{
		{AccessShown{Access: models.Public, Units: units}, false},
		{AccessShown{Access: models.Members, Units: units}, false},
		{AccessShown{Access: models.Internal, Units: units}, true},
		{AccessShown{Access: models.Public, Units: units, Stricter: stricter}, true},
	} {
		if text := c.shown.Text(t.Context()); strings.Contains(text, "北屿口岸办") != c.says {
			t.Errorf("%s with a list of units is shown as %q", c.shown.Access, text)
		}
		if c.shown.long() {
			t.Errorf("two units are too many for %q", c.shown.Text(t.Context()))
		}
	}
}

func TestALongListOfUnitsIsCounted(t *testing.T) {
	t.Parallel()
	a := AccessShown{Access: models.Internal, Units: slices.Repeat([]string{"口岸办"}, manyUnits+1)}
	if got := a.brief(t.Context()); !a.long() || got != "限定单位；限定单位名单共9个" {
		t.Errorf("nine units are %q", got)
	}
}
