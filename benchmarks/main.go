// Command benchmarks puts a relay-free way, nginx and Syngate through the same work and prints one table.
package main

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// run is one work with the figures that are read from it.
type run struct {
	name string
	work work
}

var works = []run{
	{"cold", work{model: "fast", clients: 8, count: 2 * time.Second}},
	{"json", work{model: "fast", clients: 32, warm: 5 * time.Second, count: 9 * time.Second}},
	{"one", work{model: "fast", clients: 1, warm: time.Second, count: 3 * time.Second}},
	{"stream", work{model: "stream-50-20", clients: 100, ramp: time.Second, warm: 3 * time.Second, count: 12 * time.Second}},
	{"many", work{model: "stream-60-200", clients: 1000, ramp: 4 * time.Second, warm: 4 * time.Second, count: 13 * time.Second}},
}

// figures are in the order of the table; more is better only for those per second.
var figures = []string{
	"cold: requests/s", "cold: CPU µs per request",
	"json: requests/s", "json: p99 ms", "json: CPU µs per request",
	"one client: median ms",
	"stream: first token p50 ms", "stream: first token p99 ms", "stream: chunk delay p99 ms", "stream: CPU µs per stream",
	"1,000 streams: chunk delay p99 ms", "1,000 streams: peak memory MB",
	"errors",
}

type column map[string]float64

func (c column) read(name string, o outcome, at target) {
	c["errors"] += float64(o.errors)
	relayed := at.process != nil
	switch name {
	case "cold", "json":
		c[name+": requests/s"] = o.perSecond()
		if relayed {
			c[name+": CPU µs per request"] = o.cpuMicros()
		}
		if name == "json" {
			c["json: p99 ms"] = percentile(o.latency, .99)
		}
	case "one":
		c["one client: median ms"] = percentile(o.latency, .5)
	case "stream":
		c["stream: first token p50 ms"] = percentile(o.first, .5)
		c["stream: first token p99 ms"] = percentile(o.first, .99)
		c["stream: chunk delay p99 ms"] = percentile(o.delays, .99)
		if relayed {
			c["stream: CPU µs per stream"] = o.cpuMicros()
		}
	case "many":
		c["1,000 streams: chunk delay p99 ms"] = percentile(o.delays, .99)
		if relayed {
			c["1,000 streams: peak memory MB"] = at.peakMegabytes()
		}
	}
}

// worse keeps the worse of each figure.
func (c column) worse(other column) {
	for name, value := range other {
		known, ok := c[name]
		if !ok || (value > known) != strings.HasSuffix(name, "/s") {
			c[name] = value
		}
	}
}

func main() {
	https := flag.Bool("https", false, "the upstream is behind HTTPS")
	runs := flag.Int("runs", 1, "how often; the worst is printed")
	only := flag.String("only", "", "some of cold,json,one,stream,many")
	flag.Parse()
	folder, err := os.MkdirTemp("", "syngate-benchmarks")
	if err == nil {
		defer os.RemoveAll(folder)
		err = measure(folder, *https, *runs, strings.FieldsFunc(*only, func(r rune) bool { return r == ',' }))
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func measure(folder string, https bool, runs int, only []string) error {
	up, err := startUpstream(https, filepath.Join(folder, "authority.pem"))
	if err != nil {
		return err
	}
	names := []string{"direct", "nginx", "Syngate"}
	if _, err := exec.LookPath("nginx"); err != nil {
		names = []string{"direct", "Syngate"}
	}
	table := map[string]column{}
	for i := 0; i < runs; i++ {
		for _, name := range names {
			found, err := measureOne(name, up, folder, only)
			if err != nil {
				return err
			}
			if table[name] == nil {
				table[name] = column{}
			}
			table[name].worse(found)
		}
	}
	show(names, table)
	return nil
}

func measureOne(name string, up upstream, folder string, only []string) (column, error) {
	own, err := os.MkdirTemp(folder, name)
	if err != nil {
		return nil, err
	}
	at := target{name: name, url: up.url}
	switch name {
	case "nginx":
		at, err = startNginx(up, own)
	case "Syngate":
		at, err = startSyngate(up, own)
	}
	defer at.stop()
	if err != nil {
		return nil, err
	}
	found := column{}
	for _, each := range works {
		if len(only) == 0 || slices.Contains(only, each.name) {
			fmt.Fprintln(os.Stderr, "…", name, each.name)
			found.read(each.name, do(each.work, at), at)
		}
	}
	return found, nil
}

func show(names []string, table map[string]column) {
	fmt.Println("| figure | " + strings.Join(names, " | ") + " |")
	fmt.Println("|---" + strings.Repeat("|---", len(names)) + "|")
	for _, figure := range figures {
		row, any := "| "+figure+" |", false
		for _, name := range names {
			value, ok := table[name][figure]
			any = any || ok
			if ok {
				row += strings.TrimSuffix(fmt.Sprintf(" %.2f", value), ".00") + " |"
			} else {
				row += " |"
			}
		}
		if any {
			fmt.Println(row)
		}
	}
}
