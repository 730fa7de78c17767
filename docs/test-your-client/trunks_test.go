package main

import (
	"bufio"
	"encoding/json"
	"os"
	"testing"
)

func TestTrunks(t *testing.T) {
	file, err := os.Open("../../schemas/corpus/2021-12-15/trunk.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	for lines := bufio.NewScanner(file); lines.Scan(); {
		var item struct {
			Id       string
			Valid    bool
			Document any
		}
		if err := json.Unmarshal(lines.Bytes(), &item); err != nil {
			t.Fatal(err)
		}
		if item.Valid {
			t.Run(item.Id, func(t *testing.T) { parse(item.Document.(object)) })
		}
	}
}
