// Command variants writes the table by which traditional and simplified characters are compared, from the Unihan database of the
// Debian package unicode-data (its Unihan_Variants.txt on standard input), to standard output.
package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"
)

func main() {
	if err := write(os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "variants:", err)
		os.Exit(1)
	}
}

// write reads "U+767C	kSimplifiedVariant	U+53D1" and writes "發发". A character that has several simplified forms gets the first that is
// not itself, and each form is followed to its end, so that every character of a family ends in the same one.
func write(r io.Reader, w io.Writer) error {
	table := map[rune]rune{}
	lines := bufio.NewScanner(r)
	for lines.Scan() {
		fields := strings.Fields(lines.Text())
		if len(fields) < 3 || fields[1] != "kSimplifiedVariant" {
			continue
		}
		from, err := char(fields[0])
		if err != nil {
			return err
		}
		for _, field := range fields[2:] {
			to, err := char(field)
			if err != nil {
				return err
			}
			if to != from {
				table[from] = to
				break
			}
		}
	}
	if err := lines.Err(); err != nil {
		return err
	}
	return list(w, table)
}

func list(w io.Writer, table map[rune]rune) error {
	all := make([]rune, 0, len(table))
	for from := range table {
		all = append(all, from)
	}
	slices.Sort(all)
	for _, from := range all {
		if _, err := fmt.Fprintf(w, "%c%c\n", from, end(table, from)); err != nil {
			return err
		}
	}
	return nil
}

// end follows a character; a circle ends at its smallest member.
func end(table map[rune]rune, c rune) rune {
	var seen []rune
	for !slices.Contains(seen, c) {
		seen = append(seen, c)
		next, ok := table[c]
		if !ok {
			return c
		}
		c = next
	}
	return slices.Min(seen[slices.Index(seen, c):])
}

func char(field string) (rune, error) {
	n, err := strconv.ParseUint(strings.TrimPrefix(field, "U+"), 16, 32)
	return rune(n), err //nolint:gosec // 21 bits
}
