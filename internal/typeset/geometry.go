package typeset

// Points is a length on paper in points of 1/72 inch.
type Points float64

// MM is one millimetre.
const MM Points = 72 / 25.4

// Geometry is where type stands on a page. The zero value is no page: start from Official.
type Geometry struct {
	Width, Height            Points // of the paper
	Top, Bottom              Points // margins of the type area
	Inner, Outer             Points // margins at the binding side and opposite; they change sides on even pages
	Columns, Lines           int    // characters a line and lines a page, of running text
	Size                     Points // of running text
	Pitch                    Points // from baseline to baseline of running text
	FooterGap, NumberIndent  Points // dash of the page number below the type area; its distance from the outer edge
	HeaderGap, BaselineShift Points // running head above the type area; first baseline below the top of its line
}

// Official is the page of GB/T 9704-2012: A4, margins 37 and 35 mm above and below, 28 and 26 mm at the sides (clause 5.2.1), 22 lines
// of 28 characters of size 三号 (5.2.2, 5.2.3), page number 7 mm below the type area (7.5).
// The pitch is the largest that Word and LibreOffice lay 22 lines with; see ADR 10.
func Official() Geometry {
	return Geometry{
		Width: 210 * MM, Height: 297 * MM, Top: 37 * MM, Bottom: 35 * MM, Inner: 28 * MM, Outer: 26 * MM,
		Columns: 28, Lines: 22, Size: Three, Pitch: 28.95, FooterGap: 7 * MM, NumberIndent: Four, HeaderGap: 9 * MM, BaselineShift: 0.85,
	}
}

// The named sizes of Chinese type, in points (GB/T 9704-2012 names them; the values are those of every office suite).
const (
	Initial     Points = 42   // 初号
	SmallFirst  Points = 24   // 小一
	Two         Points = 22   // 二号
	SmallTwo    Points = 18   // 小二
	Three       Points = 16   // 三号
	SmallThree  Points = 15   // 小三
	Four        Points = 14   // 四号
	SmallFour   Points = 12   // 小四
	Five        Points = 10.5 // 五号
	SmallFive   Points = 9    // 小五
	ThinRule    Points = 0.25 * MM
	ThickRule   Points = 0.35 * MM
	leastSpread Points = 0.01
)

// Measure is the width of the type area.
func (g Geometry) Measure() Points { return g.Width - g.Inner - g.Outer }

// Depth is the height of the type area.
func (g Geometry) Depth() Points { return g.Height - g.Top - g.Bottom }

// Advance is the width that one Han character of running text takes: the measure by the number of columns.
func (g Geometry) Advance() Points { return g.Measure() / Points(g.Columns) }

// Tracking is what Advance is more than the size of the type; less than zero where characters stand closer than they are wide.
func (g Geometry) Tracking() Points { return g.Advance() - g.Size }

// Left is where the type area of a page begins; pages count from 1 and an odd one is bound at its left.
func (g Geometry) Left(page int) Points {
	if page%2 == 1 {
		return g.Inner
	}
	return g.Outer
}

// Sized is the page with running text of another size: as many columns and lines as the type area holds, in the proportions of the
// official page. Sizes under 小五 and over 小二 are brought back to these.
func (g Geometry) Sized(size Points) Geometry {
	size = min(max(size, SmallFive), SmallTwo)
	if size == g.Size {
		return g
	}
	share := float64(g.Size / size)
	g.Columns = int(float64(g.Columns) * share)
	g.Lines = int(float64(g.Lines) * share)
	g.Size, g.Pitch = size, floorTwentieth(g.Depth()/Points(g.Lines))
	return g
}

// floorTwentieth rounds down to a twentieth of a point, the unit of Word.
func floorTwentieth(p Points) Points { return Points(int(p*20)) / 20 }
