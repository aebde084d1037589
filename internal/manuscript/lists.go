package manuscript

// isList tells the items of a list: bullets, symbols that come at least twice in a row, and automatic numbers that count paragraphs
// rather than titles.
func (in *inside) isList(i int) bool {
	switch f := in.entries[i].mark.fam; {
	case f == bullet:
		return true
	case f.symbol():
		return i+1 < in.end && in.entries[i+1].mark.fam == f || i > in.from && in.entries[i-1].mark.fam == f
	}
	return in.counted(i) && (in.alike(i, i+1) || in.alike(i, i-1))
}

// counted tells a paragraph that an automatic list numbers below the ranks that titles have.
func (in *inside) counted(i int) bool {
	e := &in.entries[i]
	return e.paragraph().ListLevel > 0 && e.look == 0 && e.mark.fam >= arabic && e.mark.fam.numbered() && e.set == "" && !e.source
}

// alike reports whether unit k is an item of the list that unit i belongs to: of the same family, or of another level of the same
// automatic list.
func (in *inside) alike(i, k int) bool {
	if k < in.from || k >= in.end {
		return false
	}
	e, o := &in.entries[i], &in.entries[k]
	if o.set != "" || o.source || o.aside && o.mark.fam != bullet || o.grid != nil || o.picture() > 0 {
		return false
	}
	one, two := e.paragraph().ListLevel, o.paragraph().ListLevel
	if one == 0 || two == 0 {
		return one == two && o.mark.fam == e.mark.fam
	}
	if o.mark.fam != bullet && !in.counted(k) {
		return false
	}
	begins := k > i && o.mark.fam != bullet && o.mark.num == 1
	return one != two || !begins && (e.mark.fam == bullet) == (o.mark.fam == bullet)
}

// list reads the items from unit i and returns the unit after them.
func (in *inside) list(i int) int {
	bl := Block{Kind: List}
	outer := in.entries[i].paragraph().ListLevel
	first := i
	for ; i == first || in.alike(first, i); i++ {
		e := &in.entries[i]
		in.label(e.mark.tail)
		level := e.paragraph().ListLevel
		outer = min(outer, level)
		bl.Items = append(bl.Items, Item{Marker: in.newText(e.mark.head), Text: in.newText(e.spans()...), Level: level})
	}
	for k := range bl.Items {
		bl.Items[k].Level -= outer
	}
	in.add(unmarked, bl)
	return i
}
