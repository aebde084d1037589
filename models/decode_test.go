package models_test

import (
	"encoding/json"
	"errors"
	"os"
	"testing"

	"jianbao/models"
)

func TestABodyOfTheEditorIsReadStrictly(t *testing.T) {
	t.Parallel()
	for sent, key := range map[string]string{
		`{"blocks":[{"id":"AAAA","kind":"paragraph","inlines":[{"text":"甲"}]}]}`:             "",
		`{"blocks":[{"id":"AAAA","kind":"paragraph","style":"x","inlines":[{"text":"甲"}]}]}`: "body.unknown_field",
		`{"blocks":[]} {}`: "body.unreadable",
		`{"blocks":`:       "body.unreadable",
	} {
		body, err := models.DecodeBody(sent)
		e, refused := errors.AsType[*models.Error](err)
		if refused != (key != "") || (refused && e.Fields[0].Key != key) {
			t.Errorf("%s: %v, want %q", sent, err, key)
		}
		if key == "body.unknown_field" && body.PlainText() != "甲" {
			t.Errorf("%s: what could be read is lost: %+v", sent, body)
		}
	}
}

// The editor splits markers itself; its own test reads the same table.
func TestMarkersSplitAsTheTableForBothSaysSo(t *testing.T) {
	t.Parallel()
	file, err := os.ReadFile("../assets/testdata/markers.json")
	if err != nil {
		t.Fatal(err)
	}
	var table []struct{ Text, Marker, Rest string }
	if err := json.Unmarshal(file, &table); err != nil {
		t.Fatal(err)
	}
	for _, row := range table {
		if marker, rest := models.SplitMarker(row.Text); marker != row.Marker || rest != row.Rest {
			t.Errorf("%q is %q and %q", row.Text, marker, rest)
		}
	}
}
