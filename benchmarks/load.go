package main

import (
	"bufio"
	"bytes"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net/http"
	"sort"
	"strconv"
	"strings"
	"sync"
	"time"
)

// work is what a number of clients do, each asking again when it has its answer.
type work struct {
	model             string
	clients           int
	ramp, warm, count time.Duration
}

// outcome is what was counted, times in milliseconds.
type outcome struct {
	answers, errors        int
	latency, first, delays []float64
	seconds, cpu           float64
}

func (o outcome) perSecond() float64 { return float64(o.answers) / o.seconds }
func (o outcome) cpuMicros() float64 { return o.cpu * 1e6 / float64(max(1, o.answers)) }

func do(w work, at target) outcome {
	client := &http.Client{Transport: &http.Transport{
		MaxIdleConnsPerHost: 2 * w.clients, DisableCompression: true,
		TLSClientConfig: &tls.Config{InsecureSkipVerify: true},
	}}
	defer client.CloseIdleConnections()
	begin := time.Now()
	from, to := begin.Add(w.warm), begin.Add(w.warm+w.count)
	var all outcome
	var lock sync.Mutex
	var clients sync.WaitGroup
	for i := 0; i < w.clients; i++ {
		clients.Add(1)
		go func(wait time.Duration) {
			defer clients.Done()
			time.Sleep(wait)
			for time.Now().Before(to) {
				one := ask(client, w, at)
				if now := time.Now(); now.Before(from) || now.After(to) {
					continue
				}
				lock.Lock()
				all.add(one)
				lock.Unlock()
			}
		}(w.ramp * time.Duration(i) / time.Duration(w.clients))
	}
	time.Sleep(time.Until(from))
	before := at.cpuSeconds()
	time.Sleep(time.Until(to))
	all.cpu = at.cpuSeconds() - before
	all.seconds = w.count.Seconds()
	clients.Wait()
	return all
}

type answered struct {
	err            error
	latency, first float64
	delays         []float64
}

func (o *outcome) add(one answered) {
	if one.err != nil {
		o.errors++
		return
	}
	o.answers++
	o.latency = append(o.latency, one.latency)
	o.first = append(o.first, one.first)
	o.delays = append(o.delays, one.delays...)
}

func ask(client *http.Client, w work, at target) (one answered) {
	begin := time.Now()
	streams := strings.HasPrefix(w.model, "stream-")
	body := fmt.Sprintf(`{"model":%q,"messages":[{"role":"user","content":%q}],"max_tokens":512,"stream":%v}`, w.model, strings.Repeat("word ", 20), streams)
	request, _ := http.NewRequest("POST", at.url+"/v1/chat/completions", strings.NewReader(body))
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("Authorization", "Bearer "+at.key)
	response, err := client.Do(request)
	if err != nil {
		return answered{err: err}
	}
	defer response.Body.Close()
	if response.StatusCode != 200 {
		return answered{err: errors.New(response.Status)}
	}
	end := "choices"
	if streams {
		end = "[DONE]"
	}
	lines, found := bufio.NewReader(response.Body), false
	for {
		line, err := lines.ReadBytes('\n')
		found = found || bytes.Contains(line, []byte(end))
		if parts := bytes.Split(line, []byte("@")); len(parts) == 3 {
			sent, _ := strconv.ParseInt(string(parts[1]), 10, 64)
			one.delays = append(one.delays, float64(time.Now().UnixNano()-sent)/1e6)
			if one.first == 0 {
				one.first = millis(begin)
			}
		}
		if err == io.EOF {
			break
		}
		if err != nil {
			return answered{err: err}
		}
	}
	if !found {
		return answered{err: errors.New("the answer has no end")}
	}
	one.latency = millis(begin)
	return one
}

func millis(since time.Time) float64 { return float64(time.Since(since).Microseconds()) / 1e3 }

func percentile(values []float64, share float64) float64 {
	if len(values) == 0 {
		return 0
	}
	sort.Float64s(values)
	return values[min(len(values)-1, int(share*float64(len(values))))]
}
