// Reads {"schemas": {name: schema}, "cases": [[name, document as JSON text]]} from standard input and prints the verdicts
// of gojsonschema as an array of booleans.
package main

import (
	"encoding/json"
	"os"

	"github.com/xeipuuv/gojsonschema"
)

func main() {
	var asked struct {
		Schemas map[string]json.RawMessage
		Cases   [][2]string
	}
	if err := json.NewDecoder(os.Stdin).Decode(&asked); err != nil {
		panic(err)
	}
	judges := map[string]*gojsonschema.Schema{}
	for name, schema := range asked.Schemas {
		judge, err := gojsonschema.NewSchema(gojsonschema.NewBytesLoader(schema))
		if err != nil {
			panic(err)
		}
		judges[name] = judge
	}
	verdicts := make([]bool, 0, len(asked.Cases))
	for _, one := range asked.Cases {
		result, err := judges[one[0]].Validate(gojsonschema.NewStringLoader(one[1]))
		if err != nil {
			panic(err)
		}
		verdicts = append(verdicts, result.Valid())
	}
	if err := json.NewEncoder(os.Stdout).Encode(verdicts); err != nil {
		panic(err)
	}
}
