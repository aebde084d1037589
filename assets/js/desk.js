// The desk's pages work without scripts; each module imported here makes one of them quicker to use.
