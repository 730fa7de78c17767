// Runs a client over a corpus: go run harness.go client.go schemas/corpus/2021-12-15
package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"reflect"
	"strings"
)

type testCase struct {
	Id       string
	Valid    bool
	Document any
	Expected struct {
		Status int
		Errors json.RawMessage
	}
}

var checks, failed int
var answer []byte

func cases(kind string) (found []testCase) {
	file, err := os.Open(os.Args[1] + "/" + kind + ".jsonl")
	if err != nil {
		panic(err)
	}
	for lines := bufio.NewReader(file); ; {
		line, err := lines.ReadBytes('\n')
		if err != nil {
			return found
		}
		var one testCase
		if err := json.Unmarshal(line, &one); err != nil {
			panic(err)
		}
		found = append(found, one)
	}
}

func check(what string, one testCase, test func(testCase) string) {
	checks++
	complaint := func() (said string) {
		defer func() {
			if fault := recover(); fault != nil {
				said = fmt.Sprint(fault)
			}
		}()
		return test(one)
	}()
	if complaint != "" {
		failed++
		fmt.Printf("FAIL %s %s: %s\n", what, one.Id, strings.SplitN(complaint, "\n", 2)[0])
	}
}

// parsed: whatever the API answers can be parsed.
func parsed(one testCase) string {
	document := one.Document.(object)
	data := document["data"].(object)
	if got := parse(document); got.id != data["id"] || got.name != data["attributes"].(object)["name"] {
		return "another trunk"
	}
	return ""
}

// sent: what is right is sent, as it is.
func sent(one testCase) string {
	var bodies []any
	_, err := create(one.Document, func(body []byte) (int, []byte) {
		var got any
		if err := json.Unmarshal(body, &got); err != nil {
			panic(err)
		}
		bodies = append(bodies, got)
		return 201, answer
	})
	if err != nil || !reflect.DeepEqual(bodies, []any{one.Document}) {
		return "not sent as it is"
	}
	return ""
}

// refused: what is wrong is refused: by the client itself, or by the API, whose answer the client understands.
func refused(one testCase) string {
	_, err := create(one.Document, func([]byte) (int, []byte) { return one.Expected.Status, one.Expected.Errors })
	var refusal apiError
	if !errors.As(err, &refusal) || refusal.status != one.Expected.Status {
		return fmt.Sprint("not refused: ", err)
	}
	return ""
}

func main() {
	for _, one := range cases("trunk") {
		if one.Valid {
			if answer == nil {
				answer, _ = json.Marshal(one.Document)
			}
			check("parse", one, parsed)
		}
	}
	for _, one := range cases("create-request") {
		if one.Valid {
			check("sent", one, sent)
		} else {
			check("refused", one, refused)
		}
	}
	fmt.Printf("%d checks, %d failed\n", checks, failed)
	if failed > 0 {
		os.Exit(1)
	}
}
