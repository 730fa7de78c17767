// A toy client, to try the harness on: with FAULTY in the environment it has three faults. Put yours in its place.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"strconv"
	"strings"
)

var _, faulty = os.LookupEnv("FAULTY")

type object = map[string]any

type apiError struct {
	status int
	text   string
}

func (e apiError) Error() string { return fmt.Sprintf("%d: %s", e.status, e.text) }

func newApiError(status int, errors []any) apiError {
	first := errors[0].(object)
	pointer := "nowhere"
	if source, ok := first["source"].(object); ok || faulty {
		pointer = source["pointer"].(string)
	}
	return apiError{status, fmt.Sprintf("%v (%s)", first["detail"], pointer)}
}

type trunk struct {
	id, name string
	dollars  int
}

func parse(document object) trunk {
	data := document["data"].(object)
	attributes := data["attributes"].(object)
	dollars := 0
	if faulty || attributes["threshold_amount"] != nil {
		dollars, _ = strconv.Atoi(strings.Split(attributes["threshold_amount"].(string), ".")[0])
	}
	return trunk{data["id"].(string), attributes["name"].(string), dollars}
}

// create sends a request with post, which takes JSON text and returns a status and JSON text.
func create(document any, post func([]byte) (int, []byte)) (trunk, error) {
	if faulty {
		document = withoutNulls(document)
	}
	body, err := json.Marshal(document)
	if err != nil {
		return trunk{}, err
	}
	status, text := post(body)
	var answer object
	if err := json.Unmarshal(text, &answer); err != nil {
		return trunk{}, err
	}
	if status >= 400 {
		return trunk{}, newApiError(status, answer["errors"].([]any))
	}
	return parse(answer), nil
}

func withoutNulls(value any) any {
	switch value := value.(type) {
	case object:
		kept := object{}
		for name, child := range value {
			if child != nil {
				kept[name] = withoutNulls(child)
			}
		}
		return kept
	case []any:
		kept := []any{}
		for _, child := range value {
			kept = append(kept, withoutNulls(child))
		}
		return kept
	}
	return value
}
