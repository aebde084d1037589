package picture

import (
	"bytes"
	"encoding/binary"
)

const (
	orientationTag = 0x0112
	shortType      = 3
	upright        = 1
)

// orientation reads the one entry of EXIF data (TIFF 6.0, §2) that changes how a picture looks. What cannot be read is upright.
func orientation(exif []byte) int {
	var order binary.ByteOrder = binary.LittleEndian
	switch {
	case len(exif) < 8:
		return upright
	case bytes.HasPrefix(exif, []byte("MM")):
		order = binary.BigEndian
	}
	first := int64(order.Uint32(exif[4:]))
	if first+2 > int64(len(exif)) {
		return upright
	}
	entries := exif[first+2:]
	for range order.Uint16(exif[first:]) {
		if len(entries) < 12 {
			break
		}
		if order.Uint16(entries) == orientationTag && order.Uint16(entries[2:]) == shortType {
			if v := int(order.Uint16(entries[8:])); v >= upright && v <= 8 {
				return v
			}
		}
		entries = entries[12:]
	}
	return upright
}

// Markers of JPEG segments (ITU-T T.81, table B.1).
const (
	progressiveFrame = 0xc2
	application1     = 0xe1
	startOfScan      = 0xda
)

// segments walks the segments of a JPEG file before its pixels, until fn says that it has seen enough.
func segments(data []byte, fn func(marker byte, body []byte) (done bool)) {
	for data = data[2:]; len(data) >= 4; {
		marker := data[1]
		switch {
		case data[0] != 0xff || marker == startOfScan:
			return
		case marker == 0xff: // padding
			data = data[1:]
			continue
		}
		end := 2 + int(binary.BigEndian.Uint16(data[2:]))
		if end < 4 || end > len(data) || fn(marker, data[4:end]) {
			return
		}
		data = data[end:]
	}
}

func jpegExif(data []byte) (exif []byte) {
	segments(data, func(marker byte, body []byte) bool {
		rest, found := bytes.CutPrefix(body, []byte("Exif\x00\x00"))
		if found = found && marker == application1; found {
			exif = rest
		}
		return found
	})
	return exif
}

// progressive reports whether a JPEG file holds its picture in several passes.
func progressive(data []byte) (found bool) {
	segments(data, func(marker byte, _ []byte) bool {
		found = marker == progressiveFrame
		return found
	})
	return found
}

func pngExif(data []byte) []byte {
	for data = data[8:]; len(data) >= 12; {
		end := 8 + int64(binary.BigEndian.Uint32(data))
		if end+4 > int64(len(data)) {
			return nil
		}
		if string(data[4:8]) == "eXIf" {
			return data[8:end]
		}
		data = data[end+4:] // behind the checksum
	}
	return nil
}

func webpExif(data []byte) []byte {
	for data = data[12:]; len(data) >= 8; {
		end := 8 + int64(binary.LittleEndian.Uint32(data[4:]))
		if end > int64(len(data)) {
			return nil
		}
		if string(data[:4]) == "EXIF" {
			return bytes.TrimPrefix(data[8:end], []byte("Exif\x00\x00"))
		}
		data = data[min(end+end%2, int64(len(data))):] // chunks begin at even places
	}
	return nil
}
